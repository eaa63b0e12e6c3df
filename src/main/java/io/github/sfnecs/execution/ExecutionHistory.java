package io.github.sfnecs.execution;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * What an execution's history says that its description does not: the state it was in, and the ECS tasks it started. Each event
 * is read once and only these are kept.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
 */
final class ExecutionHistory {
    private static final int EVENTS_PER_CALL = 1000;

    private final Set<String> taskArns = new LinkedHashSet<>();
    private final Set<String> jobTaskArns = new LinkedHashSet<>();
    private Optional<String> lastState = Optional.empty();

    private ExecutionHistory() {}

    /** Reads it, as far as that can be done. */
    static ExecutionHistory read(SfnClient sfn, String executionArn) {
        ExecutionHistory history = new ExecutionHistory();
        try {
            sfn.getExecutionHistoryPaginator(request -> request.executionArn(executionArn)
                            .maxResults(EVENTS_PER_CALL)
                            .includeExecutionData(true))
                    .events()
                    .forEach(history::add);
        } catch (SdkException e) {
            // the failure that it is read for is the better thing to tell
        }
        return history;
    }

    private void add(HistoryEvent event) {
        if (event.stateEnteredEventDetails() != null) {
            lastState = Optional.of(event.stateEnteredEventDetails().name());
        }
        if (event.taskSubmittedEventDetails() != null) {
            List<String> arns = taskArns(event.taskSubmittedEventDetails().output());
            taskArns.addAll(arns);
            if (event.taskSubmittedEventDetails().resource().endsWith(".sync")) {
                jobTaskArns.addAll(arns);
            }
        }
        if (event.taskSucceededEventDetails() != null) {
            taskArns.addAll(taskArns(event.taskSucceededEventDetails().output()));
        }
    }

    /** RunTask's answer has a list of tasks; the end of a Run a Job has the task itself, which was submitted before. */
    private static List<String> taskArns(String output) {
        JsonNode answer = Optional.ofNullable(output).flatMap(Json::tryParse).orElseGet(Json::object);
        List<String> arns = new ArrayList<>();
        answer.path("Tasks").forEach(task -> arns.add(task.path("TaskArn").asText()));
        return arns;
    }

    /** The state that the execution entered last. */
    Optional<String> lastState() {
        return lastState;
    }

    /** The tasks that ECS accepted, in the order in which they were started. */
    Set<String> taskArns() {
        return taskArns;
    }

    /** Those of them that Step Functions stops, by best effort, when their state ends before they do. */
    Set<String> jobTaskArns() {
        return jobTaskArns;
    }
}
