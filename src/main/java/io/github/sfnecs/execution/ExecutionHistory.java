package io.github.sfnecs.execution;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.Json;
import io.github.sfnecs.asl.TaskGroup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * What an execution's history says that its description does not: the state it was in, and the ECS tasks it started. Each event
 * is read once, a page at a time, and only these are kept.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
 */
final class ExecutionHistory {
    private static final int EVENTS_PER_CALL = 1000;

    private final Set<String> taskArns = new LinkedHashSet<>();
    private final Set<String> jobTaskArns = new LinkedHashSet<>();
    private final String group;
    private Optional<String> lastState = Optional.empty();
    private boolean tellsOfTasks;

    private ExecutionHistory(String group) {
        this.group = group;
    }

    /** Reads it, as far as that can be done. */
    static ExecutionHistory read(SfnClient sfn, String executionArn) {
        ExecutionHistory history = new ExecutionHistory(TaskGroup.of(executionArn));
        try {
            sfn.getExecutionHistoryPaginator(request -> request.executionArn(executionArn)
                            .maxResults(EVENTS_PER_CALL)
                            .includeExecutionData(true))
                    .events()
                    .forEach(history::add);
        } catch (SdkException e) {
            // the failure that it is read for is the better thing to tell
            history.tellsOfTasks = false;
        }
        return history;
    }

    private void add(HistoryEvent event) {
        // Scheduled is the first that is told of any task, whatever becomes of it
        tellsOfTasks |= event.type() == HistoryEventType.TASK_SCHEDULED;
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

    /** Whether it tells of tasks at all: not every endpoint's does, and not everybody may read it. */
    boolean tellsOfTasks() {
        return tellsOfTasks;
    }

    /** Whether ECS knows this task as one of the execution's. */
    boolean started(Task task) {
        return group.equals(task.group());
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
