package io.github.sfnecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.arn.ExecutionArn;
import io.github.sfnecs.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * An execution that another one started, and that failed.
 *
 * @param arn its ARN
 * @param status such as {@code FAILED}
 * @param failure what is said of its end
 */
public record ChildExecution(String arn, String status, TaskFailure failure) {
    static final String RESOURCE_TYPE = "states";

    /** A cause may be written by whoever holds a task token, and a command is printed with the ARN. */
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z0-9-]+:states:[a-z0-9-]+:\\d{12}:execution:[^:\\s]{1,121}:[^:\\s]{1,80}");

    /** The ARN of the execution that an event says was started. */
    public static Optional<String> startedBy(HistoryEvent event) {
        Optional<String> submitted = Optional.ofNullable(event.taskSubmittedEventDetails())
                .filter(told -> RESOURCE_TYPE.equals(told.resourceType()))
                .map(told -> told.output());
        Optional<String> succeeded = Optional.ofNullable(event.taskSucceededEventDetails())
                .filter(told -> RESOURCE_TYPE.equals(told.resourceType()))
                .map(told -> told.output());
        return submitted.or(() -> succeeded).flatMap(Json::tryParse).flatMap(ChildExecution::arn);
    }

    private static Optional<String> arn(JsonNode json) {
        return Optional.of(json.path("ExecutionArn").asText())
                .filter(text -> ARN.matcher(text).matches());
    }

    /**
     * An execution as the cause of a failed {@code states:startExecution.sync} or {@code .sync:2} has it: the answer of DescribeExecution,
     * with capitals. Its own cause is a text again, which may be JSON. Recorded by test_start_execution_sync_delegate_failure:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/callback/test_callback.snapshot.json
     */
    public static Optional<ChildExecution> of(TaskFailure of) {
        return of.json()
                .filter(json -> json.path("Status").isTextual())
                .flatMap(json -> arn(json)
                        .map(arn -> new ChildExecution(
                                arn,
                                json.path("Status").asText(),
                                TaskFailure.of(json.path("Error").textValue(), text(json.path("Cause")), null))));
    }

    private static String text(JsonNode cause) {
        return cause.isContainerNode() ? Json.compact(cause) : cause.textValue();
    }

    /** All that there is to say of one that was stopped, or took too long: it has neither an error nor a cause. */
    String sentence() {
        return "Nested execution " + new ExecutionArn(arn).name() + " " + status + ".";
    }

    /** As the user reads it. */
    public String text() {
        ExecutionArn execution = new ExecutionArn(arn);
        return "execution " + execution.name() + " of the state machine " + execution.labelled() + " " + status + ": "
                + arn;
    }
}
