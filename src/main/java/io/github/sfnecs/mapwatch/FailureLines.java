package io.github.sfnecs.mapwatch;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.mapruns.FailedItem;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells of items that failed as soon as that is known: of those that did for the same reason only of the first few, and of few in all. */
final class FailureLines {
    private static final int MOST_OF_A_REASON = 5;
    private static final int MOST = 30;
    private static final int MOST_LINES = 5;
    private static final int LONGEST = 200;

    private final Console console;
    private final Map<String, Long> untold = new LinkedHashMap<>();
    private final Map<String, Integer> told = new LinkedHashMap<>();
    private int all;

    FailureLines(Console console) {
        this.console = console;
    }

    /** One more. */
    void tell(FailedItem item) {
        if (all >= MOST || told.getOrDefault(item.why(), 0) >= MOST_OF_A_REASON) {
            untold.merge(told.containsKey(item.why()) ? item.why() : "", 1L, Long::sum);
            return;
        }
        all++;
        boolean first = told.merge(item.why(), 1, Integer::sum) == 1;
        console.info(item.name() + " failed: " + item.why() + (first ? lines(item) : ""));
    }

    private static String lines(FailedItem item) {
        StringBuilder lines = new StringBuilder();
        item.lines().stream()
                .skip(Math.max(0, item.lines().size() - MOST_LINES))
                .forEach(line -> lines.append("\n  | ").append(Text.shortened(line.replace('\n', ' '), LONGEST)));
        return lines.toString();
    }

    /** No more will come: how many of each kind were not told. */
    void end() {
        untold.forEach((why, count) ->
                console.info(count + (why.isEmpty() ? " more for other reasons" : " more like this: " + why)));
        untold.clear();
    }
}
