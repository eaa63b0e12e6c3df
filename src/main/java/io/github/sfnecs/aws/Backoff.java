package io.github.sfnecs.aws;

import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Waits between looks at something that takes a while: shortly at first, longer each time, and not beyond a deadline. With a
 * growth of {@code 1.01} each wait is the first one and a hundredth of the time that has passed.
 */
public final class Backoff {
    private final Time time;
    private final Instant deadline;
    private final Duration longest;
    private final double growth;
    private Duration next;

    /** Waits {@code first}, then {@code growth} times as long each time up to {@code longest}, at most {@code atMost} in all. */
    public Backoff(Time time, Duration first, double growth, Duration longest, Duration atMost) {
        this.time = time;
        this.growth = growth;
        this.next = first;
        this.longest = longest;
        this.deadline = time.now().plus(atMost);
    }

    /**
     * Looks until this is true of what is seen or the time is up, and returns what was seen last. A look that AWS does not answer
     * for now, after the SDK's own retries, or that somebody else answers, is one that has not seen it.
     *
     * @throws SdkException if AWS refuses to show it, or does not answer any more when the time is up
     */
    public <T> T until(Predicate<T> reached, Supplier<T> look) {
        while (true) {
            try {
                T seen = look.get();
                if (reached.test(seen) || !pause()) {
                    return seen;
                }
            } catch (SdkException e) {
                if (!AwsProblems.outage(e) || !pause()) {
                    throw e;
                }
            }
        }
    }

    /** Waits once more; false, at once, when the time is up. */
    public boolean pause() {
        Duration left = Duration.between(time.now(), deadline);
        if (left.isNegative() || left.isZero()) {
            return false;
        }
        time.pause(shorter(next, left));
        next = shorter(Duration.ofNanos((long) (next.toNanos() * growth)), longest);
        return true;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
