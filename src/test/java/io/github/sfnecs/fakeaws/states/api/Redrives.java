package io.github.sfnecs.fakeaws.states.api;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often an execution was redriven, and when it can't be.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Redriving executions</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html">The reasons</a>
 */
public final class Redrives {
    private static final Duration PERIOD = Duration.ofDays(14);
    private static final int FIRST_TOO_MANY_EVENTS = 24_999;

    private final Map<String, Instant> tokens = new HashMap<>();
    private int count;
    private Optional<Instant> last = Optional.empty();

    /** It is redriven now. */
    public void add(Instant now) {
        count++;
        last = Optional.of(now);
    }

    /** How often it was. */
    public int count() {
        return count;
    }

    /** When it was last. */
    public Optional<Instant> last() {
        return last;
    }

    /** When it was redriven with this token; a call that is repeated does nothing. */
    public Optional<Instant> by(Optional<String> token) {
        return token.map(tokens::get);
    }

    /** It is the token of the redrive now. */
    public void remember(Optional<String> token) {
        token.ifPresent(text -> tokens.put(text, last.orElseThrow()));
    }

    /** AWS's reason; empty where there is none. */
    public static Optional<String> refusal(String status, Optional<Instant> stopped, int events, Instant now) {
        if (status.equals("RUNNING") || status.equals("SUCCEEDED")) {
            return Optional.of("Execution is " + status + " and cannot be redriven");
        }
        if (events >= FIRST_TOO_MANY_EVENTS) {
            return Optional.of("Execution history event limit exceeded");
        }
        return stopped.filter(when -> when.plus(PERIOD).isBefore(now))
                .map(when -> "Execution redrivable period exceeded");
    }
}
