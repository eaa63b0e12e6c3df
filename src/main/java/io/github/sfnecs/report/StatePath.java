package io.github.sfnecs.report;

import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.report.StateGraph.Edge;
import io.github.sfnecs.report.StateGraph.Node;
import io.github.sfnecs.report.StateVisit.Iterations;
import io.github.sfnecs.report.StateVisit.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The path that an execution took, and what is to be said of each state on it. */
final class StatePath {
    /** Of several visits what people look for first. */
    private static final List<Outcome> ORDER =
            List.of(Outcome.FAILED, Outcome.CUT_OFF, Outcome.RUNNING, Outcome.ABORTED, Outcome.CAUGHT, Outcome.LEFT);

    private final Map<String, List<StateVisit>> visits;
    private final Map<Edge, Long> taken;
    private final Instant now;

    StatePath(ExecutionRecord execution) {
        this.visits = execution.states().stream().collect(Collectors.groupingBy(StateVisit::name));
        this.now = execution.stopDate().orElse(execution.seenAt());
        Optional<StateVisit> last = execution.states().stream()
                .filter(visit -> visit.in().isEmpty() && execution.status().equals("SUCCEEDED"))
                .reduce((earlier, later) -> later);
        this.taken = Stream.concat(
                        execution.states().stream().map(visit -> new Edge(visit.from(), Optional.of(visit.name()))),
                        last.stream().map(visit -> new Edge(Optional.of(visit.name()), Optional.empty())))
                .collect(Collectors.groupingBy(edge -> edge, LinkedHashMap::new, Collectors.counting()));
    }

    /** Whether the execution went this way. */
    boolean took(Edge way) {
        return taken.containsKey(way);
    }

    /** The visits of a state. */
    List<StateVisit> of(Node node) {
        return visits.getOrDefault(node.name(), List.of());
    }

    /** How it ended, of several visits what people look for; empty where the execution never was in it. */
    Optional<Outcome> outcome(Node node) {
        return ORDER.stream()
                .filter(outcome -> of(node).stream().anyMatch(visit -> visit.outcome() == outcome))
                .findFirst();
    }

    /** What is said of a state that the execution was in, in a line. */
    String facts(Node node) {
        List<StateVisit> here = of(node);
        return Stream.of(
                        here.stream()
                                .flatMap(visit -> visit.iterations().stream())
                                .reduce(StatePath::sum)
                                .map(PageVocabulary::of)
                                .orElse(""),
                        node.type().equals("Choice") ? wentTo(node) : "",
                        outcomes(here),
                        attempts(here),
                        took(here))
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static Iterations sum(Iterations a, Iterations b) {
        return new Iterations(
                a.total() + b.total(),
                a.succeeded() + b.succeeded(),
                a.failed() + b.failed(),
                a.aborted() + b.aborted());
    }

    private String wentTo(Node choice) {
        Map<String, Long> ways = new LinkedHashMap<>();
        taken.forEach((edge, count) -> {
            if (edge.from().equals(Optional.of(choice.name()))) {
                edge.to().ifPresent(to -> ways.put(to, count));
            }
        });
        return ways.entrySet().stream()
                .map(way -> way.getKey() + (way.getValue() > 1 ? " " + way.getValue() + " times" : ""))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), names -> names.isEmpty() ? "" : "went to " + names));
    }

    private static String outcomes(List<StateVisit> here) {
        String errors = here.stream()
                .filter(visit -> visit.outcome() == Outcome.FAILED || visit.outcome() == Outcome.CAUGHT)
                .flatMap(visit -> visit.error().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        String told = ORDER.stream()
                .map(outcome -> count(
                        here.stream()
                                .filter(visit -> visit.outcome() == outcome)
                                .count(),
                        PageVocabulary.of(outcome),
                        here.size()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return (here.size() > 1 ? here.size() + " visits: " : "") + told + (errors.isEmpty() ? "" : ": " + errors);
    }

    private static String count(long count, String outcome, int all) {
        return count == 0 ? "" : count == all ? outcome : count + " " + outcome;
    }

    private static String attempts(List<StateVisit> here) {
        int attempts = here.stream().mapToInt(StateVisit::attempts).sum();
        long tried = here.stream().filter(visit -> visit.attempts() > 0).count();
        return attempts > tried ? attempts + " attempts" : "";
    }

    private String took(List<StateVisit> here) {
        Duration took = here.stream()
                .filter(visit -> visit.entered() != null)
                .map(visit -> Duration.between(visit.entered(), visit.exited().orElse(now)))
                .reduce(Duration.ZERO, Duration::plus);
        return Elapsed.between(Instant.EPOCH, Instant.EPOCH.plus(took)) + (here.size() > 1 ? " in all" : "");
    }
}
