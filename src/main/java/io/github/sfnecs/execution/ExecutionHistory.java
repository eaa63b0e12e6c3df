package io.github.sfnecs.execution;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.report.StateVisit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * What an execution's history says that its description does not: the states it was in, at which attempt, and the ECS tasks it
 * started. It can be read on while the execution goes on; only these are kept of it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
final class ExecutionHistory {
    private static final Set<HistoryEventType> ENDS = Set.of(
            HistoryEventType.EXECUTION_SUCCEEDED,
            HistoryEventType.EXECUTION_FAILED,
            HistoryEventType.EXECUTION_ABORTED,
            HistoryEventType.EXECUTION_TIMED_OUT);

    /** Request Response; the other patterns have a suffix. */
    private static final String RUN_TASK = "runTask";

    private final Set<String> taskArns = new LinkedHashSet<>();
    private final Set<String> jobTaskArns = new LinkedHashSet<>();
    private final List<Visit> visits = new ArrayList<>();
    private final Map<Long, Place> places = new HashMap<>();
    private final Map<String, Place> tasks = new HashMap<>();
    private final Map<String, Instant> startedAt = new HashMap<>();
    private final Map<String, String> platforms = new HashMap<>();
    private final Map<String, Task> ended = new LinkedHashMap<>();
    private final List<RunTaskAnswer> answers = new ArrayList<>();
    private final HistoryEvents events;
    private final BiConsumer<HistoryEvent, Optional<Place>> listener;
    private final String group;
    private Optional<Place> last = Optional.empty();
    private Optional<Place> failed = Optional.empty();
    private Optional<Problem> unread = Optional.empty();
    private Optional<String> roleArn = Optional.empty();
    private Optional<String> definition = Optional.empty();
    private boolean tellsOfTasks;
    private boolean lacksAnAnswer;
    private volatile boolean over;

    /**
     * Where an execution was.
     *
     * @param visit the visit of a state, which is another one each time
     * @param attempt how often it has tried what the state does, counted from 1; 0 before it tries
     */
    record Place(Visit visit, int attempt) {
        /** As the user reads it. */
        String text() {
            return "state " + visit.state() + (attempt > 0 ? ", attempt " + attempt : "");
        }
    }

    /** The history of an execution, of which nothing was read yet; the listener is told of each event that is. */
    ExecutionHistory(SfnClient sfn, String executionArn, BiConsumer<HistoryEvent, Optional<Place>> listener) {
        this.events = new HistoryEvents(sfn, executionArn);
        this.listener = listener;
        this.group = TaskGroup.of(executionArn);
    }

    /** Reads it, as far as that can be done. */
    static ExecutionHistory read(SfnClient sfn, String executionArn) {
        ExecutionHistory history = new ExecutionHistory(sfn, executionArn, (event, place) -> {});
        history.readAll();
        return history;
    }

    /** Reads what there is by now, as far as that can be done. */
    void readAll() {
        try {
            readOn();
        } catch (SdkException e) {
            // the failure that it is read for is the better thing to tell
            tellsOfTasks = false;
            unread = Optional.of(AwsProblems.of(e));
        }
    }

    /**
     * Reads what there is by now, and says whether there was anything new.
     *
     * @throws SdkException if AWS does not show it, or not now
     */
    boolean readOn() {
        int count = events.each(this::add);
        unread = Optional.empty();
        return count > 0;
    }

    private void add(HistoryEvent event) {
        // Scheduled is the first that is told of any task, whatever becomes of it
        tellsOfTasks |= event.type() == HistoryEventType.TASK_SCHEDULED;
        over |= ENDS.contains(event.type());
        if (event.type() == HistoryEventType.EXECUTION_REDRIVEN) {
            goesOn();
        }
        if (event.executionStartedEventDetails() != null) {
            runsWith(event.executionStartedEventDetails().roleArn(), Optional.empty());
        }
        Optional<Place> place = place(event);
        place.ifPresent(here -> places.put(event.id(), here));
        // of parallel branches the last to be entered is not the one that failed
        last = place.or(() -> last);
        if (event.type() == HistoryEventType.EXECUTION_FAILED) {
            failed = place;
            place.ifPresent(here -> here.visit.failed());
        }
        place.ifPresent(here -> note(event, here.visit));
        submitted(event, place);
        listener.accept(event, place);
    }

    /**
     * The same execution runs again from where it failed, and its history goes on.
     * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
     */
    private void goesOn() {
        over = false;
        failed = Optional.empty();
    }

    /** An event is where the one was that led to it, unless it enters a state or tries anew. */
    private Optional<Place> place(HistoryEvent event) {
        Optional<Place> before = Optional.ofNullable(places.get(event.previousEventId()));
        if (event.stateEnteredEventDetails() != null) {
            Visit visit = new Visit(
                    String.valueOf(event.stateEnteredEventDetails().name()),
                    String.valueOf(event.typeAsString()).replace("StateEntered", ""),
                    before.map(here -> here.visit.state()),
                    event.timestamp());
            visits.add(visit);
            return Optional.of(new Place(visit, 0));
        }
        return event.type() == HistoryEventType.TASK_SCHEDULED
                ? before.map(here -> new Place(here.visit, here.visit.tries()))
                : before;
    }

    private static void note(HistoryEvent event, Visit visit) {
        if (event.stateExitedEventDetails() != null) {
            visit.left(event.timestamp());
        }
        if (event.type() == HistoryEventType.TASK_SCHEDULED) {
            visit.limited(TimeLimits.of(event));
        }
        if (event.taskTimedOutEventDetails() != null) {
            visit.timedOut(event.timestamp());
        }
        TaskFailure.of(event).ifPresent(failure -> visit.erred(failure.error()));
    }

    private void submitted(HistoryEvent event, Optional<Place> place) {
        if (event.taskSubmittedEventDetails() != null) {
            JsonNode answer = json(event.taskSubmittedEventDetails().output());
            List<String> arns = taskArns(answer);
            started(arns, place, event.timestamp());
            answer.path("Tasks")
                    .forEach(task -> StepFunctionsTask.of(task)
                            .filter(begun -> begun.platformFamily() != null)
                            .ifPresent(begun -> platforms.put(begun.taskArn(), begun.platformFamily())));
            if (String.valueOf(event.taskSubmittedEventDetails().resource()).endsWith(".sync")) {
                jobTaskArns.addAll(arns);
            }
        }
        if (event.taskSucceededEventDetails() != null) {
            JsonNode output = json(event.taskSucceededEventDetails().output());
            started(taskArns(output), place, event.timestamp());
            RunTaskAnswer.of(output)
                    .ifPresentOrElse(
                            answers::add,
                            () -> lacksAnAnswer |= RUN_TASK.equals(
                                    event.taskSucceededEventDetails().resource()));
            remember(output);
        }
        if (event.taskFailedEventDetails() != null) {
            remember(json(event.taskFailedEventDetails().cause()));
        }
    }

    private void started(List<String> arns, Optional<Place> place, Instant at) {
        taskArns.addAll(arns);
        arns.forEach(arn -> startedAt.putIfAbsent(arn, at));
        place.ifPresent(here -> arns.forEach(arn -> tasks.put(arn, here)));
    }

    /**
     * The end of a task comes as EventBridge tells of it, without the platform that ECS's answer has (test_run_task_sync):
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/services/test_ecs_task_service.snapshot.json
     */
    private void remember(JsonNode output) {
        StepFunctionsTask.of(output)
                .map(task -> task.platformFamily() == null
                        ? task.toBuilder()
                                .platformFamily(platforms.get(task.taskArn()))
                                .build()
                        : task)
                .ifPresent(task -> ended.put(task.taskArn(), task));
    }

    /** RunTask's answer has a list of tasks; the end of a Run a Job has the task itself, which was submitted before. */
    private static List<String> taskArns(JsonNode output) {
        List<String> arns = new ArrayList<>();
        output.path("Tasks")
                .forEach(task ->
                        Optional.ofNullable(task.path("TaskArn").textValue()).ifPresent(arns::add));
        return arns;
    }

    private static JsonNode json(String text) {
        return Optional.ofNullable(text).flatMap(Json::tryParse).orElseGet(Json::object);
    }

    /** Where the execution is, or was when it ended: the state that failed, or else the last one that it was in. */
    Optional<Place> place() {
        return failed.or(() -> last);
    }

    /** The limit of its last attempt that the state exceeded in which the execution is, or was when it ended. */
    Optional<TimeLimits.Exceeded> exceeded() {
        return place().flatMap(here -> here.visit.exceeded())
                .or(() -> definition
                        .flatMap(Json::tryParse)
                        .map(all -> place().map(here -> all.findValue(here.visit.state()))
                                .orElse(all))
                        .flatMap(TimeLimits::onlyOneIn));
    }

    /** Whether it says that the execution has ended. */
    boolean over() {
        return over;
    }

    /** The visits of states, in the order in which they were entered, of an execution that goes on or has ended. */
    List<StateVisit> visits(boolean ended) {
        return visits.stream().map(visit -> visit.record(ended)).toList();
    }

    /** The name of the state that started the task, where that is known. */
    Optional<String> stateOf(String taskArn) {
        return Optional.ofNullable(tasks.get(taskArn)).map(place -> place.visit.state());
    }

    /** When ECS accepted the task; null where that is not known. */
    Instant startedAt(String taskArn) {
        return startedAt.get(taskArn);
    }

    /** Whether the task was started by the state, and at the visit, in which the execution ended, as far as is known. */
    boolean startedAtTheEnd(String taskArn) {
        Optional<Place> there = Optional.ofNullable(tasks.get(taskArn));
        return there.isEmpty()
                || place().filter(here -> here.visit == there.get().visit).isPresent();
    }

    /** The task as it ended, where Run a Job tells of it: ECS itself forgets it after an hour. */
    Optional<Task> ended(String taskArn) {
        return Optional.ofNullable(ended.get(taskArn));
    }

    /** The tasks that Run a Job has told the end of. */
    Collection<Task> endedTasks() {
        return ended.values();
    }

    /** What ECS answered to the states that do not wait for their tasks. */
    List<RunTaskAnswer> answers() {
        return answers;
    }

    /** Whether it tells, to the execution's end, what became of each task, or which those are that nobody waited for. */
    boolean tellsAll() {
        return over && !lacksAnAnswer;
    }

    /** Whether a state that does not wait for its task succeeded of which it does not tell which that is. */
    boolean lacksAnAnswer() {
        return lacksAnAnswer;
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

    /** The ARN of the role that the execution runs with, where it is known. */
    Optional<String> roleArn() {
        return roleArn;
    }

    /** Takes notice of what it runs with, which is of use where the history does not tell, or nobody may read it. */
    void runsWith(String role, Optional<String> text) {
        roleArn = Optional.ofNullable(role).or(() -> roleArn);
        definition = text.or(() -> definition);
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
