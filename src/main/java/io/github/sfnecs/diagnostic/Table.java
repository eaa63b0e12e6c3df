package io.github.sfnecs.diagnostic;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows whose columns stand one below the other, indented by two. */
public final class Table {
    /** A column that is wider in some row pushes only that row's others aside. */
    private static final int WIDEST = 80;

    private Table() {}

    /** The rows, of as many cells each, without a line feed at the end. */
    public static String of(List<List<String>> rows) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .map(width -> Math.max(1, Math.min(width, WIDEST)))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> String.format("%-" + widths[column] + "s", row.get(column)))
                .collect(Collectors.joining("  ", "  ", ""))
                .stripTrailing();
    }
}
