package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.StreamSupport;

/**
 * The retriers of a state and how often each has been used.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Handling errors</a>
 */
public final class RetryPolicy {

    private static final Set<String> TERMINAL = Set.of("States.Runtime", "States.DataLimitExceeded");

    private final JsonNode retriers;
    private final DoubleSupplier chance;
    private final Map<JsonNode, Integer> used = new HashMap<>();

    /**
     * None is used yet.
     *
     * @param chance how much of its delay a retrier with jitter waits, from 0 to 1
     */
    public RetryPolicy(JsonNode retriers, DoubleSupplier chance) {
        this.retriers = retriers;
        this.chance = chance;
    }

    /** The first catcher that takes the failure. */
    public static Optional<JsonNode> catcher(JsonNode catchers, StateFailure failure) {
        return StreamSupport.stream(catchers.spliterator(), false)
                .filter(catcher -> matches(catcher.path("ErrorEquals"), failure))
                .findFirst();
    }

    private static boolean matches(JsonNode errorEquals, StateFailure failure) {
        // a token may be answered with no error
        boolean terminal = failure.error() != null && TERMINAL.contains(failure.error());
        return StreamSupport.stream(errorEquals.spliterator(), false)
                .map(JsonNode::asText)
                .anyMatch(name -> switch (name) {
                    case "States.ALL" -> !terminal;
                    case "States.TaskFailed" -> !terminal && !failure.called("States.Timeout");
                    default -> failure.called(name);
                });
    }

    /** How long to wait before the next attempt; empty if there is to be none. */
    public Optional<Duration> delay(StateFailure failure) {
        for (JsonNode retrier : retriers) {
            if (matches(retrier.path("ErrorEquals"), failure)) {
                int before = used.merge(retrier, 1, Integer::sum) - 1;
                return before < retrier.path("MaxAttempts").asInt(3)
                        ? Optional.of(delay(retrier, before))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Duration delay(JsonNode retrier, int before) {
        double seconds = retrier.path("IntervalSeconds").asInt(1)
                * Math.pow(retrier.path("BackoffRate").asDouble(2), before);
        double capped = Math.min(seconds, retrier.path("MaxDelaySeconds").asDouble(Double.MAX_VALUE));
        boolean jitter = retrier.path("JitterStrategy").asText().equals("FULL");
        return Duration.ofMillis((long) (capped * (jitter ? chance.getAsDouble() : 1) * 1000));
    }
}
