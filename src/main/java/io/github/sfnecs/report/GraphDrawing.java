package io.github.sfnecs.report;

import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.report.StateGraph.Edge;
import io.github.sfnecs.report.StateGraph.Node;
import io.github.sfnecs.report.StateVisit.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The state machine as a list of its states from the first to the last, with the ways between them beside it, and the path that
 * the execution took. A list reads well on a phone and to a screen reader, and wants no layout: the libraries for that measure
 * text with AWT, which is not on every build server, and are larger than the rest of the plugin.
 */
final class GraphDrawing {
    /** More states than this nobody looks at. */
    private static final int MOST = 300;

    private final StateGraph graph;
    private final List<StateVisit> visits;
    private final Instant seenAt;
    private final Set<Edge> taken;

    GraphDrawing(StateGraph graph, ExecutionRecord execution) {
        this.graph = graph;
        this.visits = execution.states();
        this.seenAt = execution.stopDate().orElse(execution.seenAt());
        this.taken = taken(execution);
    }

    /** The ways that it went. */
    private Set<Edge> taken(ExecutionRecord execution) {
        Set<Edge> path = new LinkedHashSet<>();
        visits.forEach(visit -> path.add(new Edge(visit.from(), Optional.of(visit.name()))));
        if (execution.status().equals("SUCCEEDED")) {
            Set<String> outermost = graph.nodes().stream()
                    .filter(node -> node.depth() == 0)
                    .map(Node::name)
                    .collect(Collectors.toSet());
            visits.stream()
                    .filter(visit -> outermost.contains(visit.name()))
                    .reduce((earlier, later) -> later)
                    .ifPresent(last -> path.add(new Edge(Optional.of(last.name()), Optional.empty())));
        }
        return path;
    }

    Html draw() {
        List<Node> nodes = graph.nodes().subList(0, Math.min(MOST, graph.nodes().size()));
        GraphEdges edges = new GraphEdges(nodes, graph.edges(), taken);
        List<Html> rows = new ArrayList<>();
        rows.add(terminal("Start"));
        nodes.forEach(node -> rows.add(row(node)));
        if (edges.end()) {
            rows.add(terminal("End"));
        }
        Html list = Html.tag("ol")
                .with("class", "graph")
                .with("style", "--gutter:" + edges.gutter() + "px")
                .of(rows);
        return Html.tag("div").with("class", "machine").of(edges.draw(), list, more(nodes.size()));
    }

    private Html more(int shown) {
        int all = graph.nodes().size();
        return all > shown ? Html.tag("p").of("The first " + shown + " of " + all + " states.") : Html.none();
    }

    private static Html terminal(String name) {
        return Html.tag("li")
                .with("style", "--depth:0")
                .with("class", "terminal")
                .of(Html.tag("span").of(name));
    }

    private Html row(Node node) {
        List<StateVisit> here = visits.stream()
                .filter(visit -> visit.name().equals(node.name()))
                .toList();
        Optional<Outcome> worst = worst(here);
        return Html.tag("li")
                .with("style", "--depth:" + node.depth())
                .with("class", "state " + worst.map(PageVocabulary::kind).orElse("unvisited"))
                .with("title", node.name())
                .of(
                        Html.tag("span").with("class", "name").of(node.name()),
                        Html.tag("span")
                                .with("class", "fact")
                                .of((node.type().isEmpty() ? "" : node.type() + " · ")
                                        + worst.map(outcome -> fact(here, outcome))
                                                .orElse("not entered")),
                        Html.tag("span").with("class", "unseen").of(leadsTo(node)));
    }

    /** Of several visits the one that people look for. */
    private static Optional<Outcome> worst(List<StateVisit> here) {
        Set<Outcome> outcomes = here.stream().map(StateVisit::outcome).collect(Collectors.toSet());
        return List.of(Outcome.FAILED, Outcome.CUT_OFF, Outcome.RUNNING, Outcome.LEFT).stream()
                .filter(outcomes::contains)
                .findFirst();
    }

    private String fact(List<StateVisit> here, Outcome outcome) {
        Duration took = here.stream()
                .filter(visit -> visit.entered() != null)
                .map(visit -> Duration.between(visit.entered(), visit.exited().orElse(seenAt)))
                .reduce(Duration.ZERO, Duration::plus);
        return (here.size() > 1 ? here.size() + " visits · " : "")
                + PageVocabulary.of(outcome)
                + " · "
                + Elapsed.between(Instant.EPOCH, Instant.EPOCH.plus(took));
    }

    private String leadsTo(Node node) {
        Set<String> next = graph.edges().stream()
                .filter(edge -> edge.from().equals(Optional.of(node.name())))
                .map(edge -> edge.to().orElse("the end"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return next.isEmpty() ? "" : "; leads to " + String.join(", ", next);
    }
}
