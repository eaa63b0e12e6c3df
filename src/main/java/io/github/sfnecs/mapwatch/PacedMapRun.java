package io.github.sfnecs.mapwatch;

import io.github.sfnecs.mapruns.LaunchPace;
import java.time.Duration;
import java.time.Instant;

/**
 * A Map Run that is let run as many executions at a time as Fargate launches tasks for.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html
 */
final class PacedMapRun {
    /** So many changes at most until as many run as may: the account has one a second for all Map Runs. */
    private static final int STEPS = 60;

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration CALM = Duration.ofMinutes(1);
    /** A later change adds no more, as all that it adds begins at once. A smaller one is not worth a call. */
    private static final int A_FEW = LaunchPace.A_SECOND;

    private static final Duration BETWEEN_SAMPLES = Duration.ofMinutes(3);

    private final LaunchPace pace;
    private final int most;
    private volatile int now;
    private Duration step;
    private Instant due;
    private Instant sampled;

    PacedMapRun(int most, Instant begun, long done, Instant now) {
        this.pace = new LaunchPace(most, begun, done);
        this.most = most;
        this.now = most;
        Duration share = pace.ramp().dividedBy(STEPS);
        this.step = share.compareTo(LEAST) < 0 ? LEAST : share;
        this.due = now;
        this.sampled = begun.plus(pace.ramp());
    }

    LaunchPace pace() {
        return pace;
    }

    Instant due() {
        return due;
    }

    /** Whether it is less than what the definition says. */
    boolean lowered() {
        return now < most;
    }

    int most() {
        return most;
    }

    /** How many are to run from now on; the same as before where a change is not worth a call. */
    int wanted(Instant at) {
        int wanted = pace.at(at);
        if (pace.ramps(at)) {
            return wanted;
        }
        return wanted == most || Math.abs(wanted - now) >= A_FEW ? Math.min(wanted, now + A_FEW) : now;
    }

    /** So many are let run. */
    int now() {
        return now;
    }

    /** So many are let run from now on. */
    void set(Instant at, int count) {
        now = count;
        pace.let(at, count);
    }

    /** It was looked at. */
    void looked(Instant at) {
        due = at.plus(pace.calm(at) ? CALM : step);
    }

    /** AWS takes no change for now: others make too many. */
    void refused(Instant at) {
        step = step.multipliedBy(2).compareTo(CALM) < 0 ? step.multipliedBy(2) : CALM;
        looked(at);
    }

    /** Whether it is time to look whether launches are refused. */
    boolean samples(Instant at) {
        if (at.isBefore(sampled.plus(BETWEEN_SAMPLES))) {
            return false;
        }
        sampled = at;
        return true;
    }
}
