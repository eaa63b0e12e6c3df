package io.github.sfnecs.mapruns;

import java.time.Duration;
import java.time.Instant;

/**
 * How many executions of a Map Run should run at a time so that it begins no more of them than Fargate launches tasks: 20 at once, and
 * 20 a second. Step Functions begins 100 a second, of which 80 would be refused, again and again.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html
 */
public final class LaunchPace {
    /** So many launches Fargate takes at once, and a second. */
    public static final int A_SECOND = 20;
    /** A little less than Fargate takes, so that those which it refused find room. */
    private static final double PACE = 19.6;

    private static final double LESS = 0.75;
    /** Where so much of that pace end, no more are added: those would begin at once, beside what begins as others end. */
    private static final double STEADY = 0.95;

    /** Seconds; where that is more, this share of the time since it began. */
    private static final double LOOK_AFTER = 6;

    private static final double LATER_AFTER = 0.15;
    private static final double MILLIS = 1000;

    private final int most;
    private final Instant begun;
    private final long before;
    private int ceiling;
    private Instant seen;
    private Instant changed;
    private Instant since;
    private int let;
    private long done;
    private long running;
    private double rate;
    /** Whether nothing of the ramp is in that rate. */
    private boolean late;
    /** How many more are let run with each second. */
    private double growth;

    /**
     * Of a Map Run.
     *
     * @param most how many may run at a time
     * @param begun when it began
     * @param done how many had ended when it did
     */
    public LaunchPace(int most, Instant begun, long done) {
        this.most = most;
        this.begun = begun;
        this.ceiling = most;
        this.seen = begun;
        this.changed = begun;
        this.since = begun;
        this.let = most;
        this.done = done;
        this.before = done;
    }

    /** So many have ended by then, and run. */
    public void seen(Instant at, long ended, long run) {
        double seconds = seconds(seen, at);
        if (seconds > 0) {
            late = !ramps(seen);
            rate = Math.max(0, ended - done) / seconds;
            growth = Math.max(0, ramps(at) ? PACE - rate : (growth + PACE - rate) / 2);
            seen = at;
            done = ended;
            running = run;
            since = run < let ? at : changed;
        }
    }

    /** Whether it is time to see how many have ended, by which it goes: while more begin than end that changes. */
    public boolean wantsLook(Instant now) {
        return !calm(now) && seconds(seen, now) >= Math.max(LOOK_AFTER, LATER_AFTER * seconds(begun, now));
    }

    /** So many are let run from then on. */
    public void let(Instant at, int count) {
        changed = at;
        let = count;
    }

    /** Fargate refuses launches though there are no more than that: somebody else launches, too. */
    public void refused(Instant now) {
        ceiling = Math.max(A_SECOND, (int) (at(now) * LESS));
    }

    /** Fargate does not refuse any. */
    public void launched() {
        ceiling = Math.min(most, ceiling + Math.max(A_SECOND, most / A_SECOND));
    }

    /**
     * How many should run at a time by now: at first as many as could be launched since it began, less those that ended; and, as what was
     * not launched in time can't be made up for, as many as ran when it was seen and could be launched since then or, where as many ran as
     * were let, since that was said. Which of them ended since is a guess. Later more only where fewer end than could be launched.
     */
    public int at(Instant now) {
        double wanted = let;
        if (ramps(now)) {
            wanted = Math.min(launched(now), more(now));
        } else if (late && slow()) {
            wanted = running + growth * seconds(seen, now);
        }
        return (int) Math.max(Math.min(A_SECOND, ceiling), Math.min(ceiling, wanted));
    }

    /** How long it takes until as many run as may, where none ends before. */
    public Duration ramp() {
        return Duration.ofSeconds(most / A_SECOND);
    }

    /** Whether as many run as may, or as have so many end as are launched. */
    public boolean calm(Instant now) {
        return !ramps(now) && !slow();
    }

    /** Whether more and more are let run, as they may be launched. */
    public boolean ramps(Instant at) {
        return at.isBefore(begun.plus(ramp()));
    }

    private double launched(Instant now) {
        return Math.max(A_SECOND, PACE * seconds(begun, now)) - (done - before + rate * seconds(seen, now));
    }

    private double more(Instant now) {
        return seen.equals(begun) ? launched(now) : running + growth * seconds(since, now);
    }

    private boolean slow() {
        return let < most && rate < STEADY * PACE;
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / MILLIS;
    }
}
