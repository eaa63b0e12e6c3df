package io.github.sfnecs.execution;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * What a history says of an attempt that failed: it has a member of its own for each way in which one can.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 *
 * @param error the error's name
 */
record TaskFailure(String error) {
    /** What this event says; empty where it is not a failure. */
    static Optional<TaskFailure> of(HistoryEvent event) {
        return Stream.of(
                        Optional.ofNullable(event.taskFailedEventDetails()).map(details -> details.error()),
                        Optional.ofNullable(event.taskTimedOutEventDetails()).map(details -> details.error()),
                        Optional.ofNullable(event.taskStartFailedEventDetails()).map(details -> details.error()),
                        Optional.ofNullable(event.taskSubmitFailedEventDetails())
                                .map(details -> details.error()),
                        Optional.ofNullable(event.executionFailedEventDetails()).map(details -> details.error()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(TaskFailure::new);
    }
}
