package io.github.sfnecs.rendering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.function.Predicate;

/** Renders what is tried again, and when. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
record Retriers(RunTask.Limits limits) {
    /** What Retry and Catch call a missed heartbeat. */
    private static final String MISSED = "States.HeartbeatTimeout";

    /**
     * What the history calls it; recorded by test_heartbeat_timeout:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/timeouts/test_heartbeats.snapshot.json
     */
    private static final String TIMEOUT = "States.Timeout";

    /** For each of these causes one, which counts by itself. */
    ArrayNode json(Predicate<RetryCause> which) {
        ArrayNode retriers = Json.array();
        limits.retry().attempts().forEach((cause, times) -> {
            if (which.test(cause)) {
                retriers.add(retrier(errors(cause), times));
            }
        });
        return retriers;
    }

    private List<String> errors(RetryCause cause) {
        return switch (cause) {
            case BUSY -> Retry.RETRYABLE_ERRORS;
            // a time-out of the state is only excluded where it has one
            case MISSED_HEARTBEAT -> limits.timeout().isPresent() ? List.of(MISSED) : List.of(MISSED, TIMEOUT);
            default -> List.of(cause.ownError());
        };
    }

    private ObjectNode retrier(List<String> errors, int times) {
        Retry.Backoff backoff = limits.retry().backoff();
        ObjectNode retrier = Json.object();
        errors.forEach(retrier.putArray("ErrorEquals")::add);
        retrier.put("IntervalSeconds", backoff.interval().toSeconds());
        retrier.put("MaxAttempts", times);
        retrier.put("BackoffRate", backoff.rate());
        backoff.maxDelay().ifPresent(most -> retrier.put("MaxDelaySeconds", most.toSeconds()));
        if (backoff.jitter()) {
            retrier.put("JitterStrategy", "FULL");
        }
        return retrier;
    }
}
