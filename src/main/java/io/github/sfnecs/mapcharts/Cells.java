package io.github.sfnecs.mapcharts;

import io.github.sfnecs.mapruns.ChildStatus;
import io.github.sfnecs.mapruns.MapRunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The executions of a Map Run in the order in which they began, as many as can be told apart: of more a cell has several. */
final class Cells {
    private static final int MOST = 10_000;
    /** More than any Map Run has. */
    private static final long VERY_MANY = 1_000_000_000_000L;
    /** A time and a mark are in one number, so that sorting many takes no objects. */
    private static final int BITS = 3;

    private static final List<Mark> MARKS = List.of(Mark.values());

    private final long[] sorted;
    private final long notBegun;
    private final Map<Mark, Long> counts = new EnumMap<>(Mark.class);

    Cells(MapRunRecord run) {
        sorted = new long[run.children().size()];
        int[] next = {0};
        run.children().forEach(child -> {
            Mark mark = Mark.of(child.status());
            counts.merge(mark, 1L, Long::sum);
            sorted[next[0]++] = child.startDate().toEpochMilli() << BITS | MARKS.indexOf(mark);
        });
        Arrays.sort(sorted);
        // what waits to be redriven has begun, and Step Functions counts it as pending all the same
        long waiting = counts.getOrDefault(Mark.of(ChildStatus.PENDING_REDRIVE), 0L);
        notBegun = Math.max(0, Math.min(VERY_MANY, run.executions().pending()) - waiting);
        if (notBegun > 0) {
            counts.put(Mark.NOT_BEGUN, notBegun);
        }
    }

    /** How many are how. */
    Map<Mark, Long> counts() {
        return counts;
    }

    /** How many executions a cell is, but for the last one, which may be fewer. */
    long each() {
        return Math.max(1, (sorted.length + notBegun + MOST - 1) / MOST);
    }

    /** Each cell, as the worst that is in it. */
    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        long each = each();
        for (long from = 0; from < sorted.length + notBegun; from += each) {
            Mark worst = from + each > sorted.length && notBegun > 0 ? Mark.NOT_BEGUN : Mark.SUCCEEDED;
            for (long i = from; i < Math.min(from + each, sorted.length); i++) {
                Mark mark = MARKS.get((int) (sorted[(int) i] & ((1 << BITS) - 1)));
                worst = mark.compareTo(worst) < 0 ? mark : worst;
            }
            marks.add(worst);
        }
        return marks;
    }
}
