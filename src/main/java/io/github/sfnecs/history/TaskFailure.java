package io.github.sfnecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.json.Json;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * What AWS says of an attempt, or of an execution, that failed.
 *
 * @param error the error's name
 * @param cause a text, which may be JSON
 * @param resourceType what was called, such as {@code ecs}; empty where that is not told
 */
public record TaskFailure(Optional<String> error, Optional<String> cause, String resourceType) {
    /** What failed is the run of a distributed Map. */
    static final String MAP_RUN = "mapRun";

    /**
     * What this event says; empty where it is not a failure. The API has a member of its own for each way to fail.
     * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
     */
    public static Optional<TaskFailure> of(HistoryEvent event) {
        return Stream.of(
                        Optional.ofNullable(event.taskFailedEventDetails())
                                .map(told -> of(told.error(), told.cause(), told.resourceType())),
                        Optional.ofNullable(event.taskTimedOutEventDetails())
                                .map(told -> of(told.error(), told.cause(), told.resourceType())),
                        Optional.ofNullable(event.taskStartFailedEventDetails())
                                .map(told -> of(told.error(), told.cause(), told.resourceType())),
                        Optional.ofNullable(event.taskSubmitFailedEventDetails())
                                .map(told -> of(told.error(), told.cause(), told.resourceType())),
                        Optional.ofNullable(event.mapRunFailedEventDetails())
                                .map(told -> of(told.error(), told.cause(), MAP_RUN)),
                        Optional.ofNullable(event.executionFailedEventDetails())
                                .map(told -> of(told.error(), told.cause(), null)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What is said of an execution that ended without success. */
    public static TaskFailure of(DescribeExecutionResponse execution) {
        return of(execution.error(), execution.cause(), null);
    }

    public static TaskFailure of(String error, String cause, String resourceType) {
        return new TaskFailure(
                Optional.ofNullable(error),
                Optional.ofNullable(cause),
                Optional.ofNullable(resourceType).orElse(""));
    }

    /** Whether nothing is said of it at all. */
    public boolean wordless() {
        return error.isEmpty() && cause.isEmpty();
    }

    /** The cause where that is JSON. */
    public Optional<JsonNode> json() {
        return cause.flatMap(Json::tryParse);
    }
}
