package io.github.sfnecs.report;

import io.github.sfnecs.arn.ExecutionArn;
import io.github.sfnecs.mapcharts.MapRunSections;
import io.github.sfnecs.markup.Html;
import io.github.sfnecs.report.GraphLines.Line;
import io.github.sfnecs.report.StateGraph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state machine as a list of its states from the first to the last, with the ways between them beside it, and the path that
 * the execution took; branches and iterations are lists within the state that has them. A list reads well on a phone and to a screen
 * reader, and wants no layout: the libraries for that measure text with AWT, which is not on every build server, and are larger than the
 * rest of the plugin.
 */
final class GraphDrawing {
    /** More rows than this nobody looks at. */
    private static final int MOST = 300;
    /** Of more states than this, those that the execution never was in are put together. */
    private static final int FEW = 60;
    /** Fewer than this are not worth it. */
    private static final int WORTH = 3;
    /** More names than this nobody reads. */
    private static final int MOST_NAMES = 100;

    private final StateGraph graph;
    private final ExecutionRecord execution;
    private final StatePath path;
    private final boolean folds;
    private int rowsLeft = MOST;
    private int shown;

    GraphDrawing(StateGraph graph, ExecutionRecord execution) {
        this.graph = graph;
        this.execution = execution;
        this.path = new StatePath(execution);
        this.folds = graph.size() > FEW;
    }

    Html draw() {
        Html list = list(graph, true);
        int all = graph.size();
        return Html.tag("div")
                .with("class", "machine")
                .of(
                        list,
                        all > shown ? Html.tag("p").of("The first " + shown + " of " + all + " states.") : Html.none());
    }

    private Html list(StateGraph scope, boolean outermost) {
        List<List<Node>> rows = rows(scope);
        GraphLines lines = new GraphLines(lines(scope, rows, outermost));
        List<Html> items = new ArrayList<>();
        if (outermost) {
            items.add(terminal("Start", 1, lines));
        }
        for (List<Node> row : rows) {
            int number = items.size() + 1;
            items.add(row.size() == 1 ? state(scope, row.get(0), number, lines) : folded(scope, row, number, lines));
        }
        if (outermost && scope.edges().stream().anyMatch(edge -> edge.to().isEmpty())) {
            items.add(terminal("End", items.size() + 1, lines));
        }
        items.addAll(lines.inLanes());
        return Html.tag("ol")
                .with("class", lines.count() == 0 ? "graph plain" : "graph")
                .with("style", "--lanes:" + lines.count())
                .of(items);
    }

    /** A state has a row of its own, but for those that are put together. */
    private List<List<Node>> rows(StateGraph scope) {
        List<List<Node>> rows = new ArrayList<>();
        List<Node> never = new ArrayList<>();
        for (Node node : scope.nodes()) {
            if (folds && path.of(node).isEmpty()) {
                never.add(node);
            } else {
                add(never, rows);
                rows.add(List.of(node));
            }
        }
        add(never, rows);
        List<List<Node>> kept = rows.subList(0, Math.min(rowsLeft, rows.size()));
        rowsLeft -= kept.size();
        shown += kept.stream().mapToInt(row -> row.size() == 1 ? 1 : size(row)).sum();
        return kept;
    }

    private static void add(List<Node> never, List<List<Node>> rows) {
        if (size(never) < WORTH) {
            never.forEach(node -> rows.add(List.of(node)));
        } else {
            rows.add(List.copyOf(never));
        }
        never.clear();
    }

    private static int size(List<Node> nodes) {
        return nodes.stream().mapToInt(Node::size).sum();
    }

    private List<Line> lines(StateGraph scope, List<List<Node>> rows, boolean outermost) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            int number = i + (outermost ? 2 : 1);
            rows.get(i).forEach(node -> numbers.put(node.name(), number));
        }
        Optional<Integer> first = outermost ? Optional.of(1) : Optional.empty();
        Optional<Integer> last = first.map(start -> start + rows.size() + 1);
        Map<List<Integer>, Boolean> lines = new LinkedHashMap<>();
        scope.edges().forEach(edge -> {
            Optional<Integer> from = edge.from().isPresent() ? edge.from().map(numbers::get) : first;
            Optional<Integer> to = edge.to().isPresent() ? edge.to().map(numbers::get) : last;
            if (from.isPresent()
                    && to.isPresent()
                    && (!from.equals(to) || edge.from().equals(edge.to()))) {
                lines.merge(List.of(from.get(), to.get()), path.took(edge), Boolean::logicalOr);
            }
        });
        return lines.entrySet().stream()
                .map(line -> new Line(line.getKey().get(0), line.getKey().get(1), line.getValue()))
                .toList();
    }

    private static Html.Tag row(int number, String kind) {
        return Html.tag("li").with("style", "grid-row:" + number).with("class", kind);
    }

    private static Html terminal(String name, int number, GraphLines lines) {
        return row(number, "terminal")
                .of(lines.straightTo(number), Html.tag("span").of(name));
    }

    private static Html folded(StateGraph scope, List<Node> nodes, int number, GraphLines lines) {
        String names = nodes.stream().limit(MOST_NAMES).map(Node::name).collect(Collectors.joining(", "));
        return row(number, "state unvisited folded")
                .of(
                        lines.straightTo(number),
                        Html.tag("details")
                                .of(
                                        Html.tag("summary")
                                                .of(size(nodes) + " states" + (scope.told() ? ", not entered" : "")),
                                        Html.tag("p").of(names + (nodes.size() > MOST_NAMES ? ", …" : ""))));
    }

    private Html state(StateGraph scope, Node node, int number, GraphLines lines) {
        String outcome = path.outcome(node).map(PageVocabulary::kind).orElse(scope.told() ? "unvisited" : "elsewhere");
        return row(number, "state " + outcome + (node.inner().isEmpty() ? "" : " frame"))
                .of(lines.straightTo(number), box(scope, node), inner(node));
    }

    private Html box(StateGraph scope, Node node) {
        String said = path.of(node).isEmpty() ? (scope.told() ? "not entered" : "") : path.facts(node);
        return Html.tag("div")
                .with("class", "box")
                .of(
                        Html.tag("span").with("class", "name").of(mark(node), Html.text(node.name())),
                        Html.tag("span")
                                .with("class", "fact")
                                .of(Stream.of(node.type(), said)
                                        .filter(text -> !text.isEmpty())
                                        .collect(Collectors.joining(" · "))),
                        Html.tag("span").with("class", "unseen").of(leadsTo(scope, node)),
                        Html.all(path.of(node).stream()
                                .flatMap(visit -> visit.executions().stream())
                                .limit(MOST_NAMES)
                                .map(this::started)
                                .toList()),
                        Html.all(path.of(node).stream()
                                .flatMap(visit -> visit.mapRun().stream())
                                .flatMap(this::mapRun)
                                .limit(MOST_NAMES)
                                .toList()));
    }

    /** What became of its items, where the page has more of it. */
    private Stream<Html> mapRun(String arn) {
        return execution.mapRuns().stream()
                .filter(run -> run.arn().equals(arn))
                .flatMap(run -> MapRunSections.id(execution.mapRuns(), arn).stream()
                        .map(id -> Html.tag("span")
                                .with("class", "started")
                                .of(
                                        Html.tag("a").with("href", "#" + id).of("Map Run"),
                                        Html.text(": " + run.counts().words()))));
    }

    /** The form of what is more than a step, beside its type in words. */
    private static Html mark(Node node) {
        return Set.of("Choice", "Parallel", "Map").contains(node.type())
                ? Html.tag("i")
                        .with("class", node.type().toLowerCase(Locale.ROOT))
                        .of("")
                : Html.none();
    }

    private Html started(String arn) {
        ExecutionArn child = new ExecutionArn(arn);
        String name = "execution " + child.name() + " of " + child.labelled();
        return Html.tag("span")
                .with("class", "started")
                .of(
                        Html.text("started "),
                        execution
                                .consoleLink(arn)
                                .map(link -> Html.tag("a").with("href", link).of(name))
                                .orElse(Html.text(name)));
    }

    private static String leadsTo(StateGraph scope, Node node) {
        String next = scope.edges().stream()
                .filter(edge -> edge.from().equals(Optional.of(node.name())))
                .map(edge -> edge.to().orElse("the end"))
                .distinct()
                .collect(Collectors.joining(", "));
        return next.isEmpty() ? "" : "; leads to " + next;
    }

    /** Each branch by itself, or what is done with each item. */
    private Html inner(Node node) {
        return node.inner().isEmpty()
                ? Html.none()
                : Html.tag("div")
                        .with("class", "inner")
                        .of(node.inner().stream()
                                .map(scope -> scope(node, scope))
                                .toList());
    }

    private Html scope(Node node, StateGraph scope) {
        return Html.tag("div")
                .with("class", "scope")
                .with("role", "group")
                .with("aria-label", scope.label() + ": " + node.name())
                .of(Html.tag("p").with("class", "fact").of(scope.label()), list(scope, false));
    }
}
