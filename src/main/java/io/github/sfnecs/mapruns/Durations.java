package io.github.sfnecs.mapruns;

import io.github.sfnecs.mapruns.Children.Child;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;

/** How long executions took that have ended, from the shortest to the longest. */
public final class Durations {
    private static final int WHOLE = 100;

    private final long[] sorted;

    private Durations(long[] sorted) {
        this.sorted = sorted;
    }

    /** Of those that ended so. */
    public static Durations of(Children children, Predicate<ChildStatus> ending) {
        long[] all = new long[children.size()];
        int[] count = {0};
        children.forEach(child -> {
            if (child.stopDate().isPresent() && ending.test(child.status())) {
                all[count[0]++] = millis(child);
            }
        });
        long[] ended = Arrays.copyOf(all, count[0]);
        Arrays.sort(ended);
        return new Durations(ended);
    }

    /** How long one took that has ended. */
    static long millis(Child child) {
        return child.took(child.startDate()).toMillis();
    }

    /** How many there are. */
    public int count() {
        return sorted.length;
    }

    /** Within what time so many in a hundred of them ended, 100 for the longest; there has to be one. */
    public Duration within(int percent) {
        long rank = Math.max(1, ((long) percent * sorted.length + WHOLE - 1) / WHOLE);
        return Duration.ofMillis(sorted[(int) rank - 1]);
    }

    /** The shortest; there has to be one. */
    public Duration shortest() {
        return within(0);
    }
}
