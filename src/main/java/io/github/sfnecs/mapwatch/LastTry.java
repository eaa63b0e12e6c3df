package io.github.sfnecs.mapwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/**
 * What an execution did last: one that was redriven did nothing between its end and that.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ExecutionListItem.html
 */
public final class LastTry {
    private LastTry() {}

    /** When it began; empty where Step Functions does not tell. */
    static Optional<Instant> begun(ExecutionListItem execution) {
        return Optional.ofNullable(execution.redriveDate()).or(() -> Optional.ofNullable(execution.startDate()));
    }

    /** How long it took; empty where Step Functions does not tell. */
    public static Optional<Duration> of(ExecutionListItem execution) {
        return begun(execution)
                .flatMap(from -> Optional.ofNullable(execution.stopDate()).map(to -> Duration.between(from, to)));
    }
}
