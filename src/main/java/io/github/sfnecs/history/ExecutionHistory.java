package io.github.sfnecs.history;

import io.github.sfnecs.asl.Branches;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.report.StateVisit;
import io.github.sfnecs.report.TaskRecord;
import java.util.HashMap;
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
public final class ExecutionHistory {
    private static final Set<HistoryEventType> ENDS = Set.of(
            HistoryEventType.EXECUTION_SUCCEEDED,
            HistoryEventType.EXECUTION_FAILED,
            HistoryEventType.EXECUTION_ABORTED,
            HistoryEventType.EXECUTION_TIMED_OUT);

    private final Set<Visit> visits = new LinkedHashSet<>();
    private final Map<Long, Place> places = new HashMap<>();
    private final HistoryTasks tasks = new HistoryTasks();
    private final TokenWaits waits = new TokenWaits();
    private final CaughtFailures caught = new CaughtFailures();
    private final HistoryEvents events;
    private final BiConsumer<HistoryEvent, Optional<Place>> listener;
    private final String group;
    private Optional<Place> last = Optional.empty();
    private Optional<Place> failed = Optional.empty();
    private Optional<Problem> unread = Optional.empty();
    private Optional<String> roleArn = Optional.empty();
    private Optional<String> definition = Optional.empty();
    private Branches branches = new Branches(Optional.empty());
    private Long redriven;
    private volatile boolean over;

    /**
     * The history of an execution, of which nothing was read yet; the listener is told of each event that is, and where it happened: of
     * one that ends what goes on beside it also with each place of that.
     */
    public ExecutionHistory(SfnClient sfn, String executionArn, BiConsumer<HistoryEvent, Optional<Place>> listener) {
        this.events = new HistoryEvents(sfn, executionArn);
        this.listener = listener;
        this.group = TaskGroup.of(executionArn);
    }

    /** Reads it, as far as that can be done. */
    public static ExecutionHistory read(SfnClient sfn, String executionArn) {
        ExecutionHistory history = new ExecutionHistory(sfn, executionArn, (event, place) -> {});
        history.readAll();
        return history;
    }

    /** Reads what there is by now, as far as that can be done. */
    public void readAll() {
        try {
            readOn();
        } catch (SdkException e) {
            // the failure that it is read for is the better thing to tell
            unread = Optional.of(AwsProblems.of(e));
        }
    }

    /**
     * Reads what there is by now, and says whether there was anything new.
     *
     * @throws SdkException if AWS does not show it, or not now
     */
    public boolean readOn() {
        int count = events.each(this::add);
        unread = Optional.empty();
        return count > 0;
    }

    private void add(HistoryEvent event) {
        over |= ENDS.contains(event.type());
        if (event.type() == HistoryEventType.EXECUTION_REDRIVEN) {
            redriven = event.id();
            goesOn();
        }
        if (event.executionStartedEventDetails() != null) {
            runsWith(event.executionStartedEventDetails().roleArn(), Optional.empty());
        }
        List<Visit> aborted = Optional.ofNullable(places.get(event.previousEventId()))
                .map(before -> before.visit().leadsTo(event))
                .orElse(List.of());
        Optional<Place> place = place(event);
        place.ifPresent(here -> places.put(event.id(), here));
        // of parallel branches the last to be entered is not the one that failed
        last = place.or(() -> last);
        if (event.type() == HistoryEventType.EXECUTION_FAILED) {
            failed = place;
        }
        place.ifPresent(here -> here.visit().note(event));
        tasks.note(event, place);
        caught.note(event, place);
        waits.note(event, place);
        listener.accept(event, place);
        aborted.forEach(visit -> listener.accept(event, Optional.of(new Place(visit, 0))));
    }

    /** It runs again from where it failed: https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
    private void goesOn() {
        over = false;
        failed = Optional.empty();
        caught.redriven();
    }

    /**
     * An event is where the one was that led to it, unless it enters a state or tries anew. The end of a Parallel or a Map, and its next
     * try, are led to by what happened last in it.
     */
    private Optional<Place> place(HistoryEvent event) {
        Optional<Place> before = Optional.ofNullable(places.get(event.previousEventId()));
        if (event.stateEnteredEventDetails() != null) {
            String name = String.valueOf(event.stateEnteredEventDetails().name());
            String type = String.valueOf(event.typeAsString()).replace("StateEntered", "");
            // a redriven execution may enter the state again in which it goes on, or not
            Visit visit = before.filter(here -> event.previousEventId().equals(redriven))
                    .map(here -> here.visit().of(name))
                    .filter(again -> again.state().equals(name))
                    .map(Visit::goesOn)
                    .orElseGet(() -> new Visit(name, type, before, event.timestamp()));
            visits.add(visit);
            return Optional.of(new Place(visit, 0));
        }
        if (event.stateExitedEventDetails() != null) {
            return before.map(here -> here.in(here.visit()
                    .of(String.valueOf(event.stateExitedEventDetails().name()))));
        }
        return switch (event.type()) {
            case TASK_SCHEDULED, LAMBDA_FUNCTION_SCHEDULED, ACTIVITY_SCHEDULED ->
                before.map(here -> new Place(here.visit(), here.visit().tries()));
            // what it cuts off did not lead to it
            case EXECUTION_TIMED_OUT -> Optional.empty();
            case PARALLEL_STATE_STARTED ->
                before.map(here -> here.in(here.visit().ofType("Parallel")));
            case MAP_STATE_STARTED, MAP_RUN_REDRIVEN ->
                before.map(here -> here.in(here.visit().ofType("Map").goesOn()));
            case MAP_ITERATION_STARTED ->
                before.map(here -> new Place(here.visit().ofType("Map"), 0, Fate.index(event)));
            default -> before;
        };
    }

    /** Where the execution is, or was when it ended: the state that failed, or else the last one that it was in. */
    public Optional<Place> place() {
        return failed.or(() -> last);
    }

    /** The limit of its last attempt that the state exceeded in which the execution is, or was when it ended. */
    public Optional<TimeLimits.Exceeded> exceeded() {
        return place().flatMap(here -> here.visit().exceeded())
                .or(() -> definition
                        .flatMap(Json::tryParse)
                        .map(all -> place().map(
                                        here -> all.findValue(here.visit().state()))
                                .orElse(all))
                        .flatMap(TimeLimits::onlyOneIn));
    }

    /** Whether it says that the execution has ended. */
    public boolean over() {
        return over;
    }

    /** The visits of states, in the order in which they were entered, of an execution that goes on or has ended. */
    public List<StateVisit> visits(boolean ended) {
        return visits.stream().map(visit -> visit.record(ended, branches)).toList();
    }

    /** The state that started the task, where that is known. */
    public Optional<TaskRecord.Start> start(String taskArn) {
        return tasks.place(taskArn).map(place -> place.visit().start(place.attempt(), branches));
    }

    /** What it tells of the execution's tasks. */
    public HistoryTasks tasks() {
        return tasks;
    }

    /** The attempts that wait for a task token. */
    public TokenWaits waits() {
        return waits;
    }

    /** What it is defined by, where that is known. */
    public Optional<String> definition() {
        return definition;
    }

    /** The failures of tasks after which it went on. */
    public CaughtFailures caught() {
        return caught;
    }

    /** Whether the task was started by the state, and at the visit, in which the execution ended, as far as is known. */
    public boolean startedAtTheEnd(String taskArn) {
        Optional<Place> there = tasks.place(taskArn);
        return there.isEmpty()
                || place().filter(here -> here.visit() == there.get().visit()).isPresent();
    }

    /** Why it could not be read, or not to its end. */
    public Optional<Problem> unread() {
        return unread;
    }

    /** Whether it tells of tasks at all: not every endpoint's does, and not everybody may read it. */
    public boolean tellsOfTasks() {
        return unread.isEmpty() && tasks.told();
    }

    /** Whether ECS knows this task as one of the execution's. */
    public boolean started(Task task) {
        return group.equals(task.group());
    }

    /** The ARN of the role that the execution runs with, where it is known. */
    public Optional<String> roleArn() {
        return roleArn;
    }

    /** Takes notice of what it runs with, which is of use where the history does not tell, or nobody may read it. */
    public void runsWith(String role, Optional<String> text) {
        roleArn = Optional.ofNullable(role).or(() -> roleArn);
        text.ifPresent(told -> {
            definition = text;
            branches = new Branches(Optional.of(Definition.parse(told)));
        });
    }
}
