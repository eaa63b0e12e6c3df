package io.github.sfnecs.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * When to look again at something that changes by itself: within a second while it is young or changing, less often the longer
 * nothing changes, and less often still when AWS throttles, so that many builds in one account leave each other their quota.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
public final class Tempo {
    private static final Duration YOUNG = Duration.ofMinutes(1);
    private static final Duration PROMPT = Duration.ofMillis(800);
    private static final Duration LONGEST = Duration.ofMillis(4500);
    private static final Duration SLOWEST = Duration.ofMinutes(1);
    /** A look waits so much of the time longer in which nothing has changed. */
    private static final double PATIENCE = 0.02;
    /** Each throttle makes all waits so much longer … */
    private static final double BACK_OFF = 2;
    /** … and each answer takes so much of that back. */
    private static final double RECOVERY = 0.9;

    private final Time time;
    private final Instant begun;
    private Instant changed;
    private Instant due;
    private double slowness = 1;

    /** Has the first look at once. */
    public Tempo(Time time) {
        this.time = time;
        this.begun = time.now();
        this.changed = begun;
        this.due = begun;
    }

    /** When to look next. */
    public Instant due() {
        return due;
    }

    /** Has the next look at once: something is known to have changed. */
    public void now() {
        changed = time.now();
        due = changed;
    }

    /** AWS answered; whether something had changed since the look before. */
    public void answered(boolean change) {
        slowness = Math.max(1, slowness * RECOVERY);
        if (change) {
            changed = time.now();
        }
        due = time.now().plus(pause());
    }

    /** AWS did not answer for now. */
    public void refused() {
        slowness *= BACK_OFF;
        due = time.now().plus(pause());
    }

    private Duration pause() {
        Instant now = time.now();
        Duration idle = Duration.between(changed, now);
        Duration calm = Duration.between(begun, now).compareTo(YOUNG) < 0 ? PROMPT : PROMPT.plus(times(idle, PATIENCE));
        Duration wanted = times(calm.compareTo(LONGEST) < 0 ? calm : LONGEST, slowness);
        return wanted.compareTo(SLOWEST) < 0 ? wanted : SLOWEST;
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
