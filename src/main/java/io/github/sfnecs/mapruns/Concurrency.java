package io.github.sfnecs.mapruns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How many executions ran at a time, from the first that began until the last that ended or until now, in equal slots of time.
 *
 * @param begin when the first one begins
 * @param slot how long a slot is
 * @param most the most that ran at once in each slot
 */
public record Concurrency(Instant begin, Duration slot, List<Integer> most) {
    private static final int SLOTS = 60;
    private static final long SECOND = 1000;

    /** Copies the list. */
    public Concurrency {
        most = List.copyOf(most);
    }

    /** Of these; empty where there are none. */
    public static Optional<Concurrency> of(Children children, Instant now) {
        if (children.size() == 0) {
            return Optional.empty();
        }
        long[] starts = new long[children.size()];
        long[] stops = new long[children.size()];
        int[] next = {0};
        children.forEach(child -> {
            long start = child.startDate().toEpochMilli();
            starts[next[0]] = start;
            // what began and ended in one instant ran, too
            stops[next[0]++] = Math.max(start + 1, child.stopDate().orElse(now).toEpochMilli());
        });
        Arrays.sort(starts);
        Arrays.sort(stops);
        long width = width(stops[stops.length - 1] - starts[0]);
        return Optional.of(
                new Concurrency(Instant.ofEpochMilli(starts[0]), Duration.ofMillis(width), most(starts, stops, width)));
    }

    /** Of a slot: whole seconds, but where all of it takes less than a minute. */
    private static long width(long whole) {
        long width = (whole + SLOTS - 1) / SLOTS;
        return width <= SECOND ? width : (width + SECOND - 1) / SECOND * SECOND;
    }

    private static List<Integer> most(long[] starts, long[] stops, long width) {
        List<Integer> most = new ArrayList<>();
        int begun = 0;
        int ended = 0;
        for (long end = starts[0] + width; ended < stops.length; end += width) {
            int peak = begun - ended;
            for (; begun < starts.length && starts[begun] < end; begun++) {
                while (stops[ended] <= starts[begun]) {
                    ended++;
                }
                peak = Math.max(peak, begun - ended + 1);
            }
            while (ended < stops.length && stops[ended] <= end) {
                ended++;
            }
            most.add(peak);
        }
        return most;
    }

    /** The most that ran at once. */
    public int peak() {
        return most.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** When all of it ends. */
    public Instant end() {
        return begin.plus(slot.multipliedBy(most.size()));
    }
}
