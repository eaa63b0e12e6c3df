package io.github.sfnecs.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls within a quota of a burst and a refill per second, so that AWS need not throttle us, nor others in the account.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
public final class TokenBucket {
    private final Time time;
    private final int burst;
    private final Duration refill;
    private Instant full;

    /** A bucket that holds {@code burst} calls and gets {@code perSecond} new ones a second. */
    public TokenBucket(Time time, int burst, int perSecond) {
        this.time = time;
        this.burst = burst;
        this.refill = Duration.ofSeconds(1).dividedBy(perSecond);
        this.full = time.now();
    }

    /** Takes one call out of the bucket, waiting for it where there is none. */
    public void take() {
        Instant now = time.now();
        Duration ahead = Duration.between(now, next());
        full = (full.isBefore(now) ? now : full).plus(refill);
        if (!ahead.isNegative() && !ahead.isZero()) {
            time.pause(ahead);
        }
    }

    /** From when on a call can be taken without waiting, for those who have something else to do until then. */
    public Instant next() {
        return full.minus(refill.multipliedBy(burst - 1));
    }
}
