package io.github.sfnecs.report;

import io.github.sfnecs.markup.Html;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The lines between the rows of a list: straight to the next row, and through lanes beside the list to any other. Lines and rows are in
 * one grid of the style sheet, so that the lines follow the rows, however high these are.
 * https://developer.mozilla.org/en-US/docs/Web/CSS/CSS_grid_layout
 */
final class GraphLines {
    /** What needs more lanes shares the last one. */
    private static final int MOST_LANES = 7;

    /**
     * A line.
     *
     * @param from the row where it begins, counted from 1
     * @param to the row where it ends
     * @param taken whether the execution went there
     */
    record Line(int from, int to, boolean taken) {
        private boolean straight() {
            return to == from + 1;
        }

        private int top() {
            return Math.min(from, to);
        }

        private int bottom() {
            return Math.max(from, to);
        }

        private boolean overlaps(Line other) {
            return top() <= other.bottom() && other.top() <= bottom();
        }

        private String kind() {
            return taken ? "way taken" : "way";
        }
    }

    private final Collection<Line> lines;
    private final List<List<Line>> lanes = new ArrayList<>();

    /** These, of which each row has but one to each other. */
    GraphLines(Collection<Line> lines) {
        this.lines = lines;
        // a short one is next to the list
        lines.stream()
                .filter(line -> !line.straight())
                .sorted(Comparator.comparing(line -> line.bottom() - line.top()))
                .forEach(this::add);
    }

    /** To the lane next to the list that is free along all of it. */
    private void add(Line line) {
        int lane = 0;
        while (lane < Math.min(lanes.size(), MOST_LANES - 1)
                && lanes.get(lane).stream().anyMatch(line::overlaps)) {
            lane++;
        }
        if (lane == lanes.size()) {
            lanes.add(new ArrayList<>());
        }
        lanes.get(lane).add(line);
    }

    /** How many lanes they need. */
    int count() {
        return lanes.size();
    }

    /** The straight line to this row, if there is one; it is drawn within the row. */
    Html straightTo(int row) {
        Optional<Line> line =
                lines.stream().filter(one -> one.straight() && one.to == row).findFirst();
        return line.map(one -> Html.tag("i").with("class", one.kind()).of("")).orElse(Html.none());
    }

    /** The lines in the lanes; what was taken lies on top. They say nothing that the list does not. */
    List<Html> inLanes() {
        return IntStream.range(0, lanes.size())
                .boxed()
                .flatMap(lane -> lanes.get(lane).stream().map(line -> draw(line, lane)))
                .toList();
    }

    private Html draw(Line line, int lane) {
        boolean itself = line.from == line.to;
        return Html.tag("li")
                .with("aria-hidden", "true")
                .with("class", line.kind() + (itself ? " itself" : line.to > line.from ? " down" : " up"))
                .with(
                        "style",
                        "grid-area:" + line.top() + "/" + (lanes.size() - lane) + "/"
                                + (itself ? line.bottom() + 1 : line.bottom()) + "/" + (lanes.size() + 2))
                .of("");
    }
}
