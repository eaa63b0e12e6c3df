package io.github.sfnecs.time;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What others in the account and AWS's outages make of a wait. A build that is throttled is not alone, and remembers that: it waits six
 * seconds at least, on average, so that fifty that all do make 8.3 calls a second, less than any quota of those that they read with; twice as long
 * where that was not enough; and half as long for each five minutes without a throttle. So those that look too often are told a few
 * times, and then no more. What AWS does not answer for another reason is tried at twice the wait each time, and as ever once it
 * answers.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
public final class ThrottleMemory {
    /** The longest that this makes of a wait. */
    public static final Duration SLOWEST = Duration.ofSeconds(30);

    private static final Duration SHARED = Duration.ofSeconds(6);
    /** So long it takes until the others have been told, too, or look less often by themselves: sooner nobody knows what is enough. */
    private static final Duration TOLD = Duration.ofMinutes(1);

    private static final Duration MEMORY = Duration.ofMinutes(5);

    private final Time time;
    private Duration least = Duration.ZERO;
    private Instant slowed;
    private Instant throttled;
    private int outages;

    /** Of somebody who was never throttled. */
    public ThrottleMemory(Time time) {
        this.time = time;
        this.slowed = time.now();
        this.throttled = slowed;
    }

    /** AWS answered. */
    public void answered() {
        outages = 0;
    }

    /** AWS did not answer for now, for this reason. */
    public void refused(SdkException reason) {
        if (reason instanceof AwsServiceException answer && answer.isThrottlingException()) {
            slowDown();
        } else {
            outages++;
        }
    }

    private void slowDown() {
        Instant now = time.now();
        if (least().isZero()) {
            least = SHARED;
            slowed = now;
        } else if (slowed.plus(TOLD).isBefore(now)) {
            least = shorter(least.multipliedBy(2), SLOWEST);
            slowed = now;
        }
        throttled = now;
    }

    /** How long to wait instead of this, which would be right if all were well. */
    public Duration wait(Duration wanted) {
        Duration wait = longer(wanted, spread(least()));
        for (int outage = 0; outage < outages && wait.compareTo(SLOWEST) < 0; outage++) {
            wait = shorter(wait.multipliedBy(2), SLOWEST);
        }
        return wait;
    }

    /** From half of it to half as much again, so that those that began at once do not go on in step; time itself is random enough. */
    private Duration spread(Duration wait) {
        long mixed = time.now().toEpochMilli() * 0x9E3779B97F4A7C15L;
        return Duration.ofMillis((long) (wait.toMillis() * (0.5 + (mixed >>> 11) * 0x1.0p-53)));
    }

    private Duration least() {
        while (!least.isZero() && !time.now().isBefore(throttled.plus(MEMORY))) {
            throttled = throttled.plus(MEMORY);
            least = least.compareTo(SHARED) > 0 ? least.dividedBy(2) : Duration.ZERO;
        }
        return least;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
