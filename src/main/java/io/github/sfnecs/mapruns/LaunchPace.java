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
    private static final double PACE = 19.3;

    private static final double LESS = 0.75;
    private static final double MILLIS = 1000;

    private final int most;
    private final Instant begun;
    private final long before;
    private int ceiling;
    private Instant seen;
    private long done;
    private long running;
    private double rate;

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
        }
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
     * How many should run at a time by now: as many as could be launched since it began, less those that ended; and, as what was not
     * launched in time can't be made up for, as many as ran when it was seen and could be launched since. Which of them ended since is a
     * guess.
     */
    public int at(Instant now) {
        double since = seconds(seen, now);
        double launched = Math.max(A_SECOND, PACE * seconds(begun, now)) - (done - before + rate * since);
        double more = seen.equals(begun) ? launched : running + (PACE - rate) * since;
        return (int) Math.max(Math.min(A_SECOND, ceiling), Math.min(ceiling, Math.min(launched, more)));
    }

    /** How long it takes until as many run as may, where none ends before. */
    public Duration ramp() {
        return Duration.ofSeconds(most / A_SECOND);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / MILLIS;
    }
}
