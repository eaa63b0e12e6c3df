package io.github.sfnecs.execution;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.Json;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * What an execution's history says that its description does not: the state it was in, at which attempt, and the ECS tasks it started. Each event
 * is read once, a page at a time, and only these are kept.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
 */
final class ExecutionHistory {
    private static final int EVENTS_PER_CALL = 1000;

    private final Set<String> taskArns = new LinkedHashSet<>();
    private final Set<String> jobTaskArns = new LinkedHashSet<>();
    private final Map<Long, Place> places = new HashMap<>();
    private final Map<String, Place> tasks = new HashMap<>();
    private final Map<String, TaskReport> ended = new HashMap<>();
    private final String group;
    private Optional<Place> last = Optional.empty();
    private Optional<Place> failed = Optional.empty();
    private Optional<Problem> unread = Optional.empty();
    private boolean tellsOfTasks;

    /**
     * Where an execution was.
     *
     * @param state the state's name
     * @param entered when it entered the state, which is another place each time
     * @param attempt how often it has tried what the state does, counted from 1; 0 before it tries
     */
    record Place(String state, Instant entered, int attempt) {
        /** As the user reads it. */
        String text() {
            return "state " + state + (attempt > 0 ? ", attempt " + attempt : "");
        }

        boolean isVisitOf(Place other) {
            return Objects.equals(state, other.state) && Objects.equals(entered, other.entered);
        }
    }

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
            history.unread = Optional.of(AwsProblems.of(e));
        }
        return history;
    }

    private void add(HistoryEvent event) {
        // Scheduled is the first that is told of any task, whatever becomes of it
        tellsOfTasks |= event.type() == HistoryEventType.TASK_SCHEDULED;
        Optional<Place> place = place(event);
        place.ifPresent(here -> places.put(event.id(), here));
        // of parallel branches the last to be entered is not the one that failed
        last = place.or(() -> last);
        if (event.type() == HistoryEventType.EXECUTION_FAILED) {
            failed = place;
        }
        submitted(event, place);
    }

    /** An event is where the one was that led to it, unless it enters a state or tries anew. */
    private Optional<Place> place(HistoryEvent event) {
        if (event.stateEnteredEventDetails() != null) {
            return Optional.of(new Place(event.stateEnteredEventDetails().name(), event.timestamp(), 0));
        }
        Optional<Place> before = Optional.ofNullable(places.get(event.previousEventId()));
        return event.type() == HistoryEventType.TASK_SCHEDULED
                ? before.map(here -> new Place(here.state, here.entered, here.attempt + 1))
                : before;
    }

    private void submitted(HistoryEvent event, Optional<Place> place) {
        if (event.taskSubmittedEventDetails() != null) {
            List<String> arns = taskArns(event.taskSubmittedEventDetails().output());
            started(arns, place);
            if (event.taskSubmittedEventDetails().resource().endsWith(".sync")) {
                jobTaskArns.addAll(arns);
            }
        }
        if (event.taskSucceededEventDetails() != null) {
            String output = event.taskSucceededEventDetails().output();
            started(taskArns(output), place);
            remember(output);
        }
        if (event.taskFailedEventDetails() != null) {
            remember(event.taskFailedEventDetails().cause());
        }
    }

    private void started(List<String> arns, Optional<Place> place) {
        taskArns.addAll(arns);
        place.ifPresent(here -> arns.forEach(arn -> tasks.put(arn, here)));
    }

    private void remember(String json) {
        Optional.ofNullable(json)
                .flatMap(Json::tryParse)
                .flatMap(TaskReport::ofStepFunctions)
                .ifPresent(task -> ended.put(task.taskArn(), task));
    }

    /** RunTask's answer has a list of tasks; the end of a Run a Job has the task itself, which was submitted before. */
    private static List<String> taskArns(String output) {
        JsonNode answer = Optional.ofNullable(output).flatMap(Json::tryParse).orElseGet(Json::object);
        List<String> arns = new ArrayList<>();
        answer.path("Tasks").forEach(task -> arns.add(task.path("TaskArn").asText()));
        return arns;
    }

    /** Where the execution is, or was when it ended: the state that failed, or else the last one that it was in. */
    Optional<Place> place() {
        return failed.or(() -> last);
    }

    /** Whether the task was started by the state, and at the visit, in which the execution ended, as far as is known. */
    boolean startedAtTheEnd(String taskArn) {
        Optional<Place> there = Optional.ofNullable(tasks.get(taskArn));
        return there.isEmpty() || place().filter(there.get()::isVisitOf).isPresent();
    }

    /** The task as it ended, where Run a Job tells of it: ECS itself forgets it after an hour. */
    Optional<TaskReport> ended(String taskArn) {
        return Optional.ofNullable(ended.get(taskArn));
    }

    /** Why it could not be read, or not to its end. */
    Optional<Problem> unread() {
        return unread;
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
