package io.github.sfnecs.redrive;

import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.mapwatch.MapRunCounts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many of a Map Run did not succeed.
 *
 * @param counts how many are where
 * @param lost those of them of which AWS says that they can't be redriven
 */
record Unsuccessful(Counts counts, long lost) {
    static Unsuccessful of(MapRunCounts of) {
        return new Unsuccessful(of.counts(), of.lost());
    }

    /** How many there are at all; 0 where they were not read. */
    long total() {
        return counts.total();
    }

    /** How many were stopped while they ran, by whoever it was. */
    long stopped() {
        return counts.aborted() + counts.timedOut();
    }

    /** How many run again. */
    long again() {
        return Math.max(0, counts.failed() + counts.timedOut() + counts.aborted() + counts.pending() - lost);
    }

    /** How many of the items of that state run again, and why. */
    String told(String state) {
        if (total() == 0) {
            return "Of state " + state + " nothing has begun; its items are read anew.";
        }
        List<String> each = Stream.of(
                        count(counts.failed(), "failed"),
                        count(counts.timedOut(), "took too long"),
                        count(counts.aborted(), counts.aborted() == 1 ? "was stopped" : "were stopped"),
                        count(counts.pending(), "never began"))
                .filter(text -> !text.isEmpty())
                .toList();
        return "Of " + Numbers.text(total()) + " items of state " + state + " "
                + (each.isEmpty() ? "all succeeded" : each.stream().collect(Collectors.joining(", "))) + ": "
                + again(again())
                + (lost == 0 ? "." : ", not " + Numbers.text(lost) + " of which AWS says that they can't be redriven.");
    }

    /** That all the items of that state do. */
    String anew(String state) {
        return "All " + Numbers.text(total()) + " items of state " + state
                + " run again, in a new Map Run: where its data is what made it fail, AWS does not redrive the one that there is.";
    }

    private static String again(long count) {
        return count == 0 ? "none runs again" : Numbers.text(count) + (count == 1 ? " runs again" : " run again");
    }

    private static String count(long count, String what) {
        return count == 0 ? "" : Numbers.text(count) + " " + what;
    }
}
