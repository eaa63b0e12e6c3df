package io.github.sfnecs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.Json;
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
        return Json.tryParse(definition).flatMap(json -> {
            Reader reader = new Reader();
            reader.machine(json, 0, Optional.empty());
            return reader.nodes.isEmpty() ? Optional.empty() : Optional.of(reader.graph());
        });
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

        void machine(JsonNode machine, int depth, Optional<String> before) {
            JsonNode states = machine.path("States");
            String first = machine.path("StartAt").asText();
            if (depth > DEEPEST || !states.has(first)) {
                return;
            }
            edges.add(new Edge(before, Optional.of(first)));
            for (String name : inOrder(states, first)) {
                JsonNode state = states.path(name);
                nodes.add(new Node(name, state.path("Type").asText(), depth));
                Optional<String> here = Optional.of(name);
                state.path("Branches").forEach(branch -> machine(branch, depth + 1, here));
                machine(state.path("ItemProcessor"), depth + 1, here);
                machine(state.path("Iterator"), depth + 1, here);
                next(state).stream().filter(states::has).forEach(to -> edges.add(new Edge(here, Optional.of(to))));
                if (depth == 0 && ends(state)) {
                    edges.add(new Edge(here, Optional.empty()));
                }
            }
        }

        private static boolean ends(JsonNode state) {
            return state.path("End").asBoolean() || state.path("Type").asText().equals("Succeed");
        }

        /** Where it may lead, the usual way first. */
        private static Set<String> next(JsonNode state) {
            Set<String> next = new LinkedHashSet<>();
            add(next, state.path("Next"));
            state.path("Choices").forEach(choice -> add(next, choice.path("Next")));
            add(next, state.path("Default"));
            state.path("Catch").forEach(handler -> add(next, handler.path("Next")));
            return next;
        }

        private static void add(Set<String> next, JsonNode name) {
            if (name.isTextual()) {
                next.add(name.textValue());
            }
        }

        /** What can be reached: the reverse of the order in which a search in depth is done with the states. */
        private static List<String> inOrder(JsonNode states, String first) {
            List<String> done = new ArrayList<>();
            Set<String> seen = new HashSet<>(Set.of(first));
            Deque<Way> stack = new ArrayDeque<>(List.of(Way.from(states, first)));
            while (!stack.isEmpty()) {
                Way way = stack.peek();
                if (!way.next.hasNext()) {
                    done.add(stack.pop().state);
                    continue;
                }
                String to = way.next.next();
                if (states.has(to) && seen.add(to)) {
                    stack.push(Way.from(states, to));
                }
            }
            Collections.reverse(done);
            return done;
        }

        /** A state, and where the search has not been yet: last the usual way, which so comes first. */
        private record Way(String state, Iterator<String> next) {
            static Way from(JsonNode states, String name) {
                List<String> next = new ArrayList<>(Reader.next(states.path(name)));
                Collections.reverse(next);
                return new Way(name, next.iterator());
            }
        }
    }
}
