package io.github.sfnecs.mapruns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * How many executions took how long, of those that have ended. The steps are such as people count time in, and so that all but the
 * slowest hundredth has room; what takes much longer than that is in the last one.
 *
 * @param bins from the shortest time to the longest, all equally wide but for the last one, which may have no end; none where none has ended
 */
public record Histogram(List<Bin> bins) {
    private static final int MOST_BINS = 30;
    /** So many more are better than one without an end. */
    private static final int SOME_BINS_MORE = 10;

    private static final int MOST_OF_THEM = 99;
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** Copies the list. */
    public Histogram {
        bins = List.copyOf(bins);
    }

    /**
     * Those that took as long as this.
     *
     * @param from at least
     * @param to less than; empty in one without an end
     * @param succeeded how many of them succeeded
     * @param others how many of them did not
     */
    public record Bin(Duration from, Optional<Duration> to, long succeeded, long others) {}

    /** Of all of these that have ended. */
    public static Histogram of(Children children) {
        Durations ended = Durations.of(children, any -> true);
        if (ended.count() == 0) {
            return new Histogram(List.of());
        }
        long shortest = ended.shortest().toMillis();
        long longest = ended.within(100).toMillis();
        long step = step(ended.within(MOST_OF_THEM).toMillis() - shortest);
        long from = shortest / step * step;
        int count = (int) Math.min(MOST_BINS + SOME_BINS_MORE, (longest - from) / step + 1);
        boolean open = longest >= from + count * step;

        long[] succeeded = new long[count];
        long[] others = new long[count];
        children.forEach(child -> {
            if (child.stopDate().isPresent()) {
                long[] counts = child.status() == ChildStatus.SUCCEEDED ? succeeded : others;
                counts[(int) Math.min(count - 1, (Durations.millis(child) - from) / step)]++;
            }
        });
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < count; bin++) {
            Duration to = Duration.ofMillis(from + (bin + 1) * step);
            bins.add(new Bin(
                    to.minusMillis(step),
                    open && bin == count - 1 ? Optional.empty() : Optional.of(to),
                    succeeded[bin],
                    others[bin]));
        }
        return new Histogram(bins);
    }

    /** The narrowest with which so much has room. */
    private static long step(long range) {
        long[] nice = {
            1,
            2,
            5,
            10,
            20,
            50,
            100,
            200,
            500,
            SECOND,
            2 * SECOND,
            5 * SECOND,
            10 * SECOND,
            15 * SECOND,
            30 * SECOND,
            MINUTE,
            2 * MINUTE,
            5 * MINUTE,
            10 * MINUTE,
            15 * MINUTE,
            30 * MINUTE,
            HOUR,
            2 * HOUR,
            4 * HOUR,
            12 * HOUR
        };
        return LongStream.of(nice)
                .filter(step -> range / step < MOST_BINS)
                .findFirst()
                .orElse(DAY * (range / DAY / MOST_BINS + 1));
    }
}
