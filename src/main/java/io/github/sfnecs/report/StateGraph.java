package io.github.sfnecs.report;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.Machine;
import io.github.sfnecs.asl.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The states of a state machine, in an order in which each comes before those it leads to, but for loops, and the ways between
 * them. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 *
 * @param nodes the states, in that order; those of a branch or an iteration come right after the state that has them
 * @param edges the ways
 */
record StateGraph(List<Node> nodes, List<Edge> edges) {
    /**
     * A state.
     *
     * @param name its name, which is the only one in the whole definition
     * @param type such as {@code Task}; empty where that is not known
     * @param depth in how many other states it is
     */
    record Node(String name, String type, int depth) {}

    /**
     * A way from one state to another.
     *
     * @param from the one state's name; empty where the execution starts
     * @param to the other state's name; empty where the execution ends
     */
    record Edge(Optional<String> from, Optional<String> to) {}

    /** The graph of a definition; empty where it has no states. */
    static Optional<StateGraph> of(String definition) {
        Reader reader = new Reader();
        reader.read(Definition.parse(definition).machine(), 0, Optional.empty());
        return reader.nodes.isEmpty() ? Optional.empty() : Optional.of(reader.graph());
    }

    /** What of it the visits tell, where nobody has the definition. */
    static StateGraph of(List<StateVisit> visits) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        visits.forEach(visit -> nodes.putIfAbsent(visit.name(), new Node(visit.name(), visit.type(), 0)));
        return new StateGraph(
                List.copyOf(nodes.values()),
                visits.stream()
                        .map(visit -> new Edge(visit.from(), Optional.of(visit.name())))
                        .distinct()
                        .toList());
    }

    /** Reads a definition, with an own stack: nobody knows how long it is. */
    private static final class Reader {
        private static final int DEEPEST = 10;

        private final List<Node> nodes = new ArrayList<>();
        private final Set<Edge> edges = new LinkedHashSet<>();

        StateGraph graph() {
            return new StateGraph(List.copyOf(nodes), List.copyOf(edges));
        }

        void read(Machine machine, int depth, Optional<String> before) {
            Map<String, State> states = new LinkedHashMap<>();
            machine.states().forEach(state -> states.put(state.name(), state));
            String first = machine.startAt();
            if (depth > DEEPEST || !states.containsKey(first)) {
                return;
            }
            edges.add(new Edge(before, Optional.of(first)));
            for (String name : inOrder(states, first)) {
                State state = states.get(name);
                nodes.add(new Node(name, state.type(), depth));
                Optional<String> here = Optional.of(name);
                state.machines().forEach(inner -> read(inner, depth + 1, here));
                state.next().stream()
                        .filter(states::containsKey)
                        .forEach(to -> edges.add(new Edge(here, Optional.of(to))));
                if (depth == 0 && state.ends()) {
                    edges.add(new Edge(here, Optional.empty()));
                }
            }
        }

        /** What can be reached: the reverse of the order in which a search in depth is done with the states. */
        private static List<String> inOrder(Map<String, State> states, String first) {
            List<String> done = new ArrayList<>();
            Set<String> seen = new HashSet<>(Set.of(first));
            Deque<Way> stack = new ArrayDeque<>(List.of(Way.from(states.get(first))));
            while (!stack.isEmpty()) {
                Way way = stack.peek();
                if (!way.next.hasNext()) {
                    done.add(stack.pop().state);
                    continue;
                }
                String to = way.next.next();
                if (states.containsKey(to) && seen.add(to)) {
                    stack.push(Way.from(states.get(to)));
                }
            }
            Collections.reverse(done);
            return done;
        }

        /** A state, and where the search has not been yet: last the usual way, which so comes first. */
        private record Way(String state, Iterator<String> next) {
            static Way from(State state) {
                List<String> next = new ArrayList<>(state.next());
                Collections.reverse(next);
                return new Way(state.name(), next.iterator());
            }
        }
    }
}
