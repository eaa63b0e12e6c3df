package io.github.sfnecs.report;

import io.github.sfnecs.report.StateGraph.Edge;
import io.github.sfnecs.report.StateGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ways between the states of a list, as lines: straight to the next row, and through lanes beside the list to any other.
 * https://developer.mozilla.org/en-US/docs/Web/SVG/Reference/Element/path
 */
final class GraphEdges {
    /** Pixels, as in the style sheet. */
    private static final int ROW = 56;

    private static final int HALF_A_BOX = 20;
    private static final int INDENT = 18;
    private static final int LANE = 12;
    private static final int ARROW = 5;
    private static final int ROUND = 6;
    private static final int MARGIN = 14;
    private static final int STRAIGHT = 22;
    /** Between where lines come in and where they go out. */
    private static final int APART = 7;
    /** What needs more lanes shares the last one. */
    private static final int MOST_LANES = 7;

    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private final Set<Edge> taken;
    private final List<Edge> edges;
    private final Map<Edge, Integer> lanes;

    /** Between these states, of which each has a row: the first is below the start, the last above the end. */
    GraphEdges(List<Node> nodes, List<Edge> edges, Set<Edge> taken) {
        this.taken = taken;
        nodes.forEach(node -> {
            rows.put(node.name(), rows.size() + 1);
            depths.put(node.name(), node.depth());
        });
        this.edges = edges.stream()
                .filter(edge -> Stream.of(edge.from(), edge.to())
                        .flatMap(Optional::stream)
                        .allMatch(rows::containsKey))
                // what was taken lies on top
                .sorted(Comparator.comparing(taken::contains))
                .toList();
        this.lanes = lanes();
    }

    /** Whether any of them leads to the end. */
    boolean end() {
        return edges.stream().anyMatch(edge -> edge.to().isEmpty());
    }

    /** How wide the lanes are together, in pixels. */
    int gutter() {
        int count = lanes.values().stream().mapToInt(lane -> lane + 1).max().orElse(0);
        return count == 0 ? 0 : count * LANE + MARGIN;
    }

    /** The picture, which says nothing that the list does not. */
    Html draw() {
        int deepest = depths.values().stream().mapToInt(depth -> depth).max().orElse(0);
        return Html.tag("svg")
                .with("class", "edges")
                .with("aria-hidden", "true")
                .with("width", gutter() + deepest * INDENT + STRAIGHT + LANE)
                .with("height", (rows.size() + 2) * ROW)
                .of(edges.stream()
                        .map(edge -> Html.tag("path")
                                .with("class", taken.contains(edge) ? "taken" : "way")
                                .with("d", straight(edge) ? line(edge) : arc(edge))
                                .of(""))
                        .toList());
    }

    /** Each way that is not to the next row gets the lane next to the list that is free along all of it, short ones first. */
    private Map<Edge, Integer> lanes() {
        Map<Edge, Integer> found = new HashMap<>();
        List<List<Edge>> full = new ArrayList<>();
        edges.stream()
                .filter(edge -> !straight(edge))
                .sorted(Comparator.comparing(edge -> bottom(edge) - top(edge)))
                .forEach(edge -> {
                    int lane = 0;
                    while (lane < Math.min(full.size(), MOST_LANES - 1)
                            && full.get(lane).stream().anyMatch(other -> overlap(edge, other))) {
                        lane++;
                    }
                    if (lane == full.size()) {
                        full.add(new ArrayList<>());
                    }
                    full.get(lane).add(edge);
                    found.put(edge, lane);
                });
        return found;
    }

    private String line(Edge edge) {
        int x = gutter() + Math.max(depth(edge.from()), depth(edge.to())) * INDENT + STRAIGHT;
        return "M" + x + " " + middle(from(edge)) + "V" + (middle(to(edge)) - HALF_A_BOX) + arrow(ARROW, -ARROW);
    }

    private String arc(Edge edge) {
        boolean itself = from(edge) == to(edge);
        boolean down = itself || to(edge) > from(edge);
        int lane = gutter() - MARGIN - lanes.get(edge) * LANE;
        int out = middle(from(edge)) + (itself ? -APART : APART);
        int in = middle(to(edge)) + (itself ? APART : -APART);
        int turn = down ? ROUND : -ROUND;
        return "M" + left(edge.from()) + " " + out + "H" + (lane + ROUND) + corner(lane, out, lane, out + turn) + "V"
                + (in - turn) + corner(lane, in, lane + ROUND, in) + "H" + left(edge.to()) + arrow(-ARROW, ARROW);
    }

    private static String corner(int x, int y, int endX, int endY) {
        return "Q" + x + " " + y + " " + endX + " " + endY;
    }

    /** Two short strokes that meet where the line ends. */
    private static String arrow(int x, int y) {
        return "m" + -ARROW + " " + -ARROW + "l" + ARROW + " " + ARROW + "l" + x + " " + y;
    }

    private boolean straight(Edge edge) {
        return to(edge) == from(edge) + 1;
    }

    private boolean overlap(Edge a, Edge b) {
        return top(a) <= bottom(b) && top(b) <= bottom(a);
    }

    private int top(Edge edge) {
        return Math.min(from(edge), to(edge));
    }

    private int bottom(Edge edge) {
        return Math.max(from(edge), to(edge));
    }

    private int from(Edge edge) {
        return edge.from().map(rows::get).orElse(0);
    }

    private int to(Edge edge) {
        return edge.to().map(rows::get).orElse(rows.size() + 1);
    }

    private int depth(Optional<String> state) {
        return state.map(depths::get).orElse(0);
    }

    private int left(Optional<String> state) {
        return gutter() + depth(state) * INDENT;
    }

    private static int middle(int row) {
        return row * ROW + ROW / 2;
    }
}
