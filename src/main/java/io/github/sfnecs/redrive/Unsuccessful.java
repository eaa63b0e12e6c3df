package io.github.sfnecs.redrive;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.MapRunExecutionCounts;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;

/**
 * How many of a Map Run did not succeed.
 *
 * @param total all that there are; 0 where they were not read
 * @param failed failed
 * @param timedOut took too long
 * @param aborted were stopped
 * @param pending never began, or waited to be redriven
 * @param lost those of them of which AWS says that they can't be redriven
 */
record Unsuccessful(long total, long failed, long timedOut, long aborted, long pending, long lost) {
    /** Those items. */
    static Unsuccessful of(MapRunItemCounts counts) {
        return new Unsuccessful(
                known(counts.total()),
                known(counts.failed()),
                known(counts.timedOut()),
                known(counts.aborted()),
                known(counts.pending()) + known(counts.pendingRedrive()),
                known(counts.failuresNotRedrivable()));
    }

    /** Those executions. */
    static Unsuccessful of(MapRunExecutionCounts counts) {
        return new Unsuccessful(
                known(counts.total()),
                known(counts.failed()),
                known(counts.timedOut()),
                known(counts.aborted()),
                known(counts.pending()) + known(counts.pendingRedrive()),
                known(counts.failuresNotRedrivable()));
    }

    private static long known(Long count) {
        return count == null ? 0 : count;
    }

    /** How many run again. */
    long again() {
        return Math.max(0, failed + timedOut + aborted + pending - lost);
    }

    /** How many of the items of that state run again, and why. */
    String told(String state) {
        if (total == 0) {
            return "Of state " + state + " nothing has begun; its items are read anew.";
        }
        List<String> each = Stream.of(
                        count(failed, "failed"),
                        count(timedOut, "took too long"),
                        count(aborted, aborted == 1 ? "was stopped" : "were stopped"),
                        count(pending, "never began"))
                .filter(text -> !text.isEmpty())
                .toList();
        return "Of " + number(total) + " items of state " + state + " "
                + (each.isEmpty() ? "all succeeded" : each.stream().collect(Collectors.joining(", "))) + ": "
                + again(again())
                + (lost == 0 ? "." : ", not " + number(lost) + " of which AWS says that they can't be redriven.");
    }

    /** That all the items of that state do. */
    String anew(String state) {
        return "All " + number(total) + " items of state " + state
                + " run again, in a new Map Run: where its data is what made it fail, AWS does not redrive the one that there is.";
    }

    private static String again(long count) {
        return count == 0 ? "none runs again" : number(count) + (count == 1 ? " runs again" : " run again");
    }

    private static String count(long count, String what) {
        return count == 0 ? "" : number(count) + " " + what;
    }

    /** As people read it. */
    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
