package io.github.sfnecs.logs;

import io.github.sfnecs.time.ThrottleMemory;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.time.TokenBucket;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Keeps the reads in one region within GetLogEvents' quota, which all builds of the account share: 25 a second, and 10 in some
 * regions. Where AWS throttles, or does not answer, reads become rarer.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
final class Quota {
    static final int BURST = 25;
    static final int PER_SECOND = 10;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Time time;
    private final TokenBucket pace;
    private final ThrottleMemory restraint;
    private Instant quietUntil;

    Quota(Time time) {
        this.time = time;
        this.pace = new TokenBucket(time, BURST, PER_SECOND);
        this.restraint = new ThrottleMemory(time);
        this.quietUntil = time.now();
    }

    /** From when on the next read may be made. */
    Instant next() {
        return quietUntil.isAfter(pace.next()) ? quietUntil : pace.next();
    }

    boolean allows() {
        return !next().isAfter(time.now());
    }

    void take() {
        pace.take();
    }

    /** The least time between two looks at a stream. */
    Duration slowness() {
        return restraint.wait(SHORTEST);
    }

    /** AWS did not answer, for now. */
    void refused(SdkException reason) {
        restraint.refused(reason);
        quietUntil = time.now().plus(slowness());
    }

    void answered() {
        restraint.answered();
    }
}
