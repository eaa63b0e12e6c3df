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
    /** At that pace the time of each hardly has changed. */
    private static final double SLOWER = 0.9;

    private static final double LOOK_AFTER = 10;
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
    /** How long each takes, in seconds; 0 where that is not known. */
    private double each;

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
            rate = Math.max(0, ended - done) / seconds;
            seen = at;
            done = ended;
            running = run;
            since = run < let ? at : changed;
            if (each == 0 && done - before > A_SECOND) {
                each = seconds(begun, at) - (done - before - A_SECOND) / PACE;
            }
        }
    }

    /** Whether it is time to see whether the first have ended: until then none knows how many would run at that pace. */
    public boolean wantsLook(Instant now) {
        return each == 0 && ramps(now) && seconds(seen, now) >= Math.max(LOOK_AFTER, LATER_AFTER * seconds(begun, now));
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
     * were let, since that was said. Which of them ended since is a guess. Later as many as have so many end in a second as are launched.
     */
    public int at(Instant now) {
        double wanted = each > 0 ? steady() : ramps(now) ? Math.min(launched(now), more(now)) : let;
        return (int) Math.max(Math.min(A_SECOND, ceiling), Math.min(ceiling, wanted));
    }

    /** So many that as many end in a second as are launched; more where each takes longer by now. */
    private double steady() {
        boolean slower = rate < SLOWER * PACE && rate > 0 && seconds(begun, seen) > 2 * each;
        return Math.max(PACE * each, slower ? running * PACE / rate : 0);
    }

    private double launched(Instant now) {
        return Math.max(A_SECOND, PACE * seconds(begun, now)) - (done - before + rate * seconds(seen, now));
    }

    private double more(Instant now) {
        return seen.equals(begun) ? launched(now) : running + (PACE - rate) * seconds(since, now);
    }

    /** How long it takes until as many run as may, where none ends before. */
    public Duration ramp() {
        return Duration.ofSeconds(most / A_SECOND);
    }

    /** Whether as many as may do not run by then. */
    public boolean ramps(Instant at) {
        return at.isBefore(begun.plus(ramp()));
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / MILLIS;
    }
}
