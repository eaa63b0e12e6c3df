package io.github.sfnecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.sfnecs.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.TaskSubmittedEventDetails;
import software.amazon.awssdk.services.sfn.model.TaskSucceededEventDetails;

/** The ECS tasks that an execution started, as far as its history tells of them. */
public final class HistoryTasks {
    /** Request Response; the other patterns have a suffix. */
    private static final String RUN_TASK = "runTask";

    private final Map<String, Started> started = new LinkedHashMap<>();
    private final Map<String, Task> ended = new LinkedHashMap<>();
    private final List<RunTaskAnswer> answers = new ArrayList<>();
    private boolean told;
    private int unanswered;

    /**
     * A task that ECS accepted.
     *
     * @param place the attempt that started it
     * @param at when that was
     * @param platform null where the answer does not tell it
     * @param job whether Step Functions waits for its end
     */
    private record Started(Optional<Place> place, Instant at, String platform, boolean job) {}

    /** Takes notice of what an event says of tasks. */
    public void note(HistoryEvent event, Optional<Place> place) {
        // Scheduled is the first that is told of any task, whatever becomes of it
        told |= event.type() == HistoryEventType.TASK_SCHEDULED;
        TaskSubmittedEventDetails submitted = event.taskSubmittedEventDetails();
        if (submitted != null) {
            boolean job = String.valueOf(submitted.resource()).endsWith(".sync");
            started(json(submitted.output()), place, event.timestamp(), job);
        }
        TaskSucceededEventDetails succeeded = event.taskSucceededEventDetails();
        if (succeeded != null) {
            // other calls of ECS, such as the SDK's describeTasks, answer with tasks that they did not start
            boolean runs = succeeded.resource() == null || succeeded.resource().startsWith(RUN_TASK);
            JsonNode output = runs ? json(succeeded.output()) : MissingNode.getInstance();
            started(output, place, event.timestamp(), false);
            RunTaskAnswer.of(output).ifPresentOrElse(answers::add, () -> {
                if (RUN_TASK.equals(succeeded.resource())) {
                    unanswered++;
                }
            });
            ended(output);
        }
        if (event.taskFailedEventDetails() != null) {
            ended(json(event.taskFailedEventDetails().cause()));
        }
    }

    /** RunTask's answer has a list of tasks; the end of a Run a Job has the task itself, which was submitted before. */
    private void started(JsonNode answer, Optional<Place> place, Instant at, boolean job) {
        answer.path("Tasks")
                .forEach(task -> Optional.ofNullable(task.path("TaskArn").textValue())
                        .ifPresent(arn -> started.putIfAbsent(
                                arn,
                                new Started(
                                        place, at, task.path("PlatformFamily").textValue(), job))));
    }

    /**
     * The end of a task comes as EventBridge tells of it, without the platform that ECS's answer has (test_run_task_sync):
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/services/test_ecs_task_service.snapshot.json
     */
    private void ended(JsonNode output) {
        StepFunctionsTask.of(output)
                .map(task -> task.platformFamily() == null
                        ? task.toBuilder()
                                .platformFamily(started(task.taskArn())
                                        .map(Started::platform)
                                        .orElse(null))
                                .build()
                        : task)
                .ifPresent(task -> ended.put(task.taskArn(), task));
    }

    private Optional<Started> started(String taskArn) {
        return Optional.ofNullable(started.get(taskArn));
    }

    private static JsonNode json(String text) {
        return Optional.ofNullable(text).flatMap(Json::tryParse).orElseGet(Json::object);
    }

    /** Those that ECS accepted, in the order in which they were started. */
    public Set<String> arns() {
        return started.keySet();
    }

    /** Those of them that Step Functions stops, by best effort, when their state ends before they do. */
    public Set<String> jobs() {
        Set<String> jobs = new LinkedHashSet<>(started.keySet());
        jobs.removeIf(arn -> !started.get(arn).job());
        return jobs;
    }

    /** The attempt that started the task, where that is known. */
    public Optional<Place> place(String taskArn) {
        return started(taskArn).flatMap(Started::place);
    }

    /** When ECS accepted the task; null where that is not known. */
    public Instant startedAt(String taskArn) {
        return started(taskArn).map(Started::at).orElse(null);
    }

    /** The task as it ended, where Run a Job tells of it: ECS itself forgets it after an hour. */
    public Optional<Task> ended(String taskArn) {
        return Optional.ofNullable(ended.get(taskArn));
    }

    /** The tasks that Run a Job has told the end of. */
    public Collection<Task> ended() {
        return ended.values();
    }

    /** What ECS answered to the states that do not wait for their tasks. */
    public List<RunTaskAnswer> answers() {
        return answers;
    }

    /** How many states that do not wait for their task succeeded of which the history does not tell which that is. */
    public int unanswered() {
        return unanswered;
    }

    /** Whether the history tells of tasks at all: not every endpoint's does. */
    public boolean told() {
        return told;
    }
}
