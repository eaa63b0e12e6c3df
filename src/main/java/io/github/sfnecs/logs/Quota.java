package io.github.sfnecs.logs;

import io.github.sfnecs.aws.Pace;
import io.github.sfnecs.aws.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps the reads in one region within GetLogEvents' quota, which all builds of the account share: 25 a second, and 10 in some
 * regions. Where AWS throttles, or does not answer, reads become twice as rare each time, and slowly more frequent again as it
 * answers. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
final class Quota {
    static final int BURST = 25;
    static final int PER_SECOND = 10;
    static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Time time;
    private final Pace pace;
    private Duration slowness = Duration.ZERO;
    private Instant quietUntil;

    Quota(Time time) {
        this.time = time;
        this.pace = new Pace(time, BURST, PER_SECOND);
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
        return slowness;
    }

    /** AWS did not answer, for now. */
    void refused() {
        Duration doubled = slowness.multipliedBy(2);
        slowness = doubled.compareTo(SHORTEST) < 0 ? SHORTEST : doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        quietUntil = time.now().plus(slowness);
    }

    void answered() {
        slowness = slowness.multipliedBy(4).dividedBy(5);
        if (slowness.compareTo(SHORTEST) < 0) {
            slowness = Duration.ZERO;
        }
    }
}
