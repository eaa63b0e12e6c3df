package io.github.sfnecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.json.Json;
import java.util.Optional;
import java.util.function.Function;
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
                        in(event.taskFailedEventDetails(), it -> of(it.error(), it.cause(), it.resourceType())),
                        in(event.taskTimedOutEventDetails(), it -> of(it.error(), it.cause(), it.resourceType())),
                        in(event.taskStartFailedEventDetails(), it -> of(it.error(), it.cause(), it.resourceType())),
                        in(event.taskSubmitFailedEventDetails(), it -> of(it.error(), it.cause(), it.resourceType())),
                        in(event.mapRunFailedEventDetails(), it -> of(it.error(), it.cause(), MAP_RUN)),
                        in(event.lambdaFunctionFailedEventDetails(), it -> of(it.error(), it.cause(), null)),
                        in(event.lambdaFunctionTimedOutEventDetails(), it -> of(it.error(), it.cause(), null)),
                        in(event.lambdaFunctionScheduleFailedEventDetails(), it -> of(it.error(), it.cause(), null)),
                        in(event.lambdaFunctionStartFailedEventDetails(), it -> of(it.error(), it.cause(), null)),
                        in(event.activityFailedEventDetails(), it -> of(it.error(), it.cause(), null)),
                        in(event.activityTimedOutEventDetails(), it -> of(it.error(), it.cause(), null)),
                        in(event.activityScheduleFailedEventDetails(), it -> of(it.error(), it.cause(), null)),
                        in(event.evaluationFailedEventDetails(), it -> of(it.error(), it.cause(), null)),
                        in(event.executionFailedEventDetails(), it -> of(it.error(), it.cause(), null)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static <T> Optional<TaskFailure> in(T details, Function<T, TaskFailure> said) {
        return Optional.ofNullable(details).map(said);
    }

    /** What is said of an execution that ended without success. */
    public static TaskFailure of(DescribeExecutionResponse execution) {
        return of(execution.error(), execution.cause(), null);
    }

    public static TaskFailure of(String error, String cause, String type) {
        return new TaskFailure(Optional.ofNullable(error), Optional.ofNullable(cause), type == null ? "" : type);
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
