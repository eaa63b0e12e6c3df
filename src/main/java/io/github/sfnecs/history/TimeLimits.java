package io.github.sfnecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.diagnostic.KnownFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.TaskScheduledEventDetails;

/**
 * How long an attempt may take, and how long nothing may be heard of it. AWS calls both {@code States.Timeout}, whatever its
 * documentation says of the second one; recorded at
 * https://github.com/localstack/localstack/blob/main/tests/aws/services/stepfunctions/v2/timeouts/test_heartbeats.snapshot.json
 *
 * @param scheduled when the attempt began
 * @param timeout the state's {@code TimeoutSeconds}
 * @param heartbeat the state's {@code HeartbeatSeconds}
 */
public record TimeLimits(Instant scheduled, Optional<Duration> timeout, Optional<Duration> heartbeat) {
    /** How much the clocks differ from which the history has its times. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMillis(100);

    /**
     * That an attempt took too long.
     *
     * @param means which limit it was
     * @param text by which numbers that is known
     */
    public record Exceeded(KnownFailure means, String text) {}

    /** What the event that schedules an attempt says of it; empty where it says nothing. */
    public static Optional<TimeLimits> of(HistoryEvent event) {
        TaskScheduledEventDetails details = event.taskScheduledEventDetails();
        if (details == null
                || event.timestamp() == null
                || (details.timeoutInSeconds() == null && details.heartbeatInSeconds() == null)) {
            return Optional.empty();
        }
        return Optional.of(new TimeLimits(
                event.timestamp(), seconds(details.timeoutInSeconds()), seconds(details.heartbeatInSeconds())));
    }

    /** Which limit it was where a definition, or a state of it, has only one of them; empty where it has both, or none. */
    public static Optional<Exceeded> onlyOneIn(JsonNode definition) {
        boolean timeout = has(definition, "TimeoutSeconds");
        boolean heartbeat = has(definition, "HeartbeatSeconds");
        return timeout == heartbeat
                ? Optional.empty()
                : Optional.of(
                        heartbeat
                                ? new Exceeded(KnownFailure.HEARTBEAT, "The definition sets HeartbeatSeconds alone.")
                                : new Exceeded(KnownFailure.TIMEOUT, "The definition sets TimeoutSeconds alone."));
    }

    private static boolean has(JsonNode definition, String limit) {
        return definition.findValue(limit) != null || definition.findValue(limit + "Path") != null;
    }

    private static Optional<Duration> seconds(Long seconds) {
        return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }

    /** Which limit it was that ended the attempt at this time: of both the shorter one, unless the container was heard of meanwhile. */
    public Exceeded at(Instant end) {
        Duration took = Duration.between(scheduled, end);
        boolean all = timeout.filter(limit -> took.compareTo(limit.minus(CLOCKS_DIFFER)) >= 0)
                .isPresent();
        return new Exceeded(
                all || heartbeat.isEmpty() ? KnownFailure.TIMEOUT : KnownFailure.HEARTBEAT,
                "It ended " + Elapsed.between(scheduled, end) + " after it was scheduled; "
                        + Stream.of(
                                        heartbeat.map(limit -> "HeartbeatSeconds is " + limit.toSeconds()),
                                        timeout.map(limit -> "TimeoutSeconds is " + limit.toSeconds()))
                                .flatMap(Optional::stream)
                                .collect(Collectors.joining(", "))
                        + ".");
    }
}
