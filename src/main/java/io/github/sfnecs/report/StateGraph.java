package io.github.sfnecs.report;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.Machine;
import io.github.sfnecs.asl.State;
import io.github.sfnecs.asl.Use;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * States that lead to each other, in an order in which each comes before those it leads to, but for loops, and the ways between
 * them. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 *
 * @param label what they are of the state around them; empty where there is none
 * @param told whether the execution's history tells of them; not of those that a distributed Map has other executions go through
 * @param nodes the states, in that order
 * @param edges the ways
 */
record StateGraph(String label, boolean told, List<Node> nodes, List<Edge> edges) {
    /** Deeper nobody looks. */
    private static final int DEEPEST = 10;

    private static final String MAP = "Map";
    private static final String EACH = "Each item";

    /**
     * A state.
     *
     * @param name its name, which is the only one in the whole definition
     * @param type such as {@code Task}; empty where that is not known
     * @param inner its branches, or what it does with each item
     */
    record Node(String name, String type, List<StateGraph> inner) {
        /** How many states it is, with those in it. */
        int size() {
            return 1 + inner.stream().mapToInt(StateGraph::size).sum();
        }
    }

    /**
     * A way from one state to another.
     *
     * @param from the one state's name; empty where it starts
     * @param to the other state's name; empty where it ends
     */
    record Edge(Optional<String> from, Optional<String> to) {}

    /** The graph of a definition; empty where it has no states. */
    static Optional<StateGraph> of(String definition) {
        return Optional.of(of(Definition.parse(definition).machine(), "", true, 0))
                .filter(graph -> !graph.nodes.isEmpty());
    }

    /** How many states it has, with those in them. */
    int size() {
        return nodes.stream().mapToInt(Node::size).sum();
    }

    private static StateGraph of(Machine machine, String label, boolean told, int depth) {
        Map<String, State> states = new LinkedHashMap<>();
        machine.states().forEach(state -> states.put(state.name(), state));
        String first = machine.startAt();
        if (depth > DEEPEST || !states.containsKey(first)) {
            return new StateGraph(label, told, List.of(), List.of());
        }
        List<Node> nodes = new ArrayList<>();
        Set<Edge> edges = new LinkedHashSet<>();
        edges.add(new Edge(Optional.empty(), Optional.of(first)));
        for (String name : inOrder(states, first)) {
            State state = states.get(name);
            nodes.add(new Node(name, state.type(), inner(state, told, depth)));
            state.next().stream()
                    .filter(states::containsKey)
                    .forEach(to -> edges.add(new Edge(Optional.of(name), Optional.of(to))));
            if (state.ends()) {
                edges.add(new Edge(Optional.of(name), Optional.empty()));
            }
        }
        return new StateGraph(label, told, List.copyOf(nodes), List.copyOf(edges));
    }

    private static List<StateGraph> inner(State state, boolean told, int depth) {
        boolean elsewhere =
                Use.of(state).filter(Use.ChildRuns.class::isInstance).isPresent();
        List<Machine> machines = state.machines();
        return IntStream.range(0, machines.size())
                .mapToObj(i -> of(
                        machines.get(i),
                        elsewhere
                                ? "Each item, in an execution of its own"
                                : state.type().equals(MAP) ? EACH : "Branch " + (i + 1) + " of " + machines.size(),
                        told && !elsewhere,
                        depth + 1))
                .toList();
    }

    /** What can be reached: the reverse of the order in which a search in depth is done with the states. */
    private static List<String> inOrder(Map<String, State> states, String first) {
        List<String> done = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(first));
        // an own stack: nobody knows how long it is
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

    /** What of it the visits tell, where nobody has the definition. */
    static StateGraph of(List<StateVisit> visits) {
        Map<Optional<String>, List<StateVisit>> inner =
                visits.stream().collect(Collectors.groupingBy(StateGraph::around));
        return of("", inner, Optional.empty(), new HashSet<>());
    }

    /** The states right in this one, each at most once; in which branches they are is not known. */
    private static StateGraph of(
            String label, Map<Optional<String>, List<StateVisit>> visits, Optional<String> around, Set<String> seen) {
        List<Node> nodes = new ArrayList<>();
        Set<Edge> edges = new LinkedHashSet<>();
        for (StateVisit visit : visits.getOrDefault(around, List.of())) {
            edges.add(new Edge(
                    visit.from().filter(from -> !around.equals(Optional.of(from))), Optional.of(visit.name())));
            if (seen.add(visit.name())) {
                Optional<String> here = Optional.of(visit.name());
                nodes.add(new Node(
                        visit.name(),
                        visit.type(),
                        visits.containsKey(here)
                                ? List.of(of(visit.type().equals(MAP) ? EACH : "All branches", visits, here, seen))
                                : List.of()));
            }
        }
        return new StateGraph(label, true, List.copyOf(nodes), List.copyOf(edges));
    }

    private static Optional<String> around(StateVisit visit) {
        return visit.in().isEmpty()
                ? Optional.empty()
                : Optional.of(visit.in().get(visit.in().size() - 1).state());
    }
}
