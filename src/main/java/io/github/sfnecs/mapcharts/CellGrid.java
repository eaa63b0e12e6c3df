package io.github.sfnecs.mapcharts;

import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.markup.Html;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cell for each execution. Those of a kind that are next to each other are one line of a path, which the style sheet dashes: ten
 * thousand take as much text as there are changes between them.
 * https://www.w3.org/TR/SVG2/painting.html#StrokeDashing
 */
final class CellGrid {
    private static final double WIDER_THAN_HIGH = 2.2;
    private static final int FEWEST_COLUMNS = 20;
    private static final int MOST_COLUMNS = 150;
    /** A cell on a large screen is so many pixels, and not part of one. */
    private static final int LARGEST = 14;

    private static final int ROOM = 960;

    private final Cells cells;
    private final long executions;

    CellGrid(MapRunRecord run) {
        this.cells = new Cells(run);
        this.executions = run.executions().total();
    }

    Html draw() {
        List<Mark> marks = cells.marks();
        if (marks.isEmpty()) {
            return Html.tag("p").of("None of its executions is known by itself.");
        }
        int columns = (int) Math.max(
                FEWEST_COLUMNS, Math.min(MOST_COLUMNS, Math.round(Math.sqrt(marks.size() * WIDER_THAN_HIGH))));
        int rows = (marks.size() + columns - 1) / columns;
        List<Html> drawn = new ArrayList<>(Chart.named("Executions by state", explained() + " " + words()));
        for (Mark mark : Mark.values()) {
            if (marks.contains(mark)) {
                drawn.add(forms(mark, path(marks, mark, columns)));
            }
        }
        return Html.tag("figure")
                .of(
                        legend(),
                        Html.tag("svg")
                                .with("role", "img")
                                .with("class", "cells")
                                .with("viewBox", "0 -.5 " + columns + " " + rows)
                                .with("style", "max-width:" + columns * Math.min(LARGEST, ROOM / columns) + "px")
                                .of(drawn),
                        Html.tag("figcaption").of(explained()));
    }

    private static String path(List<Mark> marks, Mark mark, int columns) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < marks.size(); ) {
            int from = i;
            int endOfRow = Math.min(marks.size(), (from / columns + 1) * columns);
            while (i < endOfRow && marks.get(i) == mark) {
                i++;
            }
            if (i > from) {
                path.append('M')
                        .append(from % columns)
                        .append(' ')
                        .append(from / columns)
                        .append('h')
                        .append(i - from);
            } else {
                i++;
            }
        }
        return path.toString();
    }

    private static Html forms(Mark mark, String path) {
        Html form = Html.tag("path").with("class", mark.kind()).with("d", path).of("");
        Html hole = Html.tag("path")
                .with("class", "hole " + mark.kind())
                .with("d", path)
                .of("");
        return Html.all(mark.holed() ? List.of(form, hole) : List.of(form));
    }

    private Html legend() {
        return Html.tag("ul")
                .with("class", "legend")
                .of(counts().map(count -> Html.tag("li")
                                .of(
                                        Html.tag("svg")
                                                .with("aria-hidden", "true")
                                                .with("class", "cells")
                                                .with("viewBox", "0 -.5 1 1")
                                                .of(forms(count.getKey(), "M0 0h1")),
                                        Html.text(words(count))))
                        .toList());
    }

    private String words() {
        return counts().map(CellGrid::words).collect(Collectors.joining(", ")) + ".";
    }

    /** What went well comes first, as in a sentence. */
    private Stream<Map.Entry<Mark, Long>> counts() {
        return cells.counts().entrySet().stream()
                .sorted(Comparator.comparing(count -> count.getKey() != Mark.SUCCEEDED));
    }

    private static String words(Map.Entry<Mark, Long> count) {
        return Numbers.text(count.getValue()) + " " + count.getKey().words();
    }

    private String explained() {
        long known = cells.counts().values().stream().mapToLong(Long::longValue).sum();
        String each = cells.each() == 1
                ? "A cell for each execution, in the order in which they began."
                : "A cell for " + Numbers.text(cells.each())
                        + " executions, in the order in which they began; it shows the worst of them.";
        return each
                + (known < executions
                        ? " Of " + Numbers.text(executions, "execution") + " " + Numbers.text(known)
                                + " are known by themselves."
                        : "");
    }
}
