package io.github.sfnecs.fakeaws.states.mapruns;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.flow.DataFlow;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many items may fail: those that are neither limit by limit tolerated fail the Map Run; without a limit, any does. Recorded by
 * test_map_state_tolerated_failure_*, see RecordedMapRunsTest.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">ToleratedFailureCount, ToleratedFailurePercentage</a>
 */
public record Tolerance(Optional<Long> count, Optional<Double> percentage) {

    public static Tolerance of(DataFlow flow) {
        return new Tolerance(
                        flow.whole("ToleratedFailureCount").map(JsonNode::asLong),
                        flow.decimal("ToleratedFailurePercentage").map(JsonNode::asDouble))
                .checked();
    }

    private Tolerance checked() {
        if (count.filter(number -> number < 0).isPresent()) {
            throw StateFailure.runtime("ToleratedFailureCount cannot be negative.");
        }
        Predicate<Double> outside = number -> number < 0 || number > 100;
        if (percentage.filter(outside).isPresent()) {
            throw StateFailure.runtime("ToleratedFailurePercentage must be between 0 and 100.");
        }
        return this;
    }

    boolean exceededBy(long failed, long total) {
        if (count.isEmpty() && percentage.isEmpty()) {
            return failed > 0;
        }
        return count.filter(most -> failed > most).isPresent()
                || percentage.filter(most -> failed * 100.0 / total > most).isPresent();
    }
}
