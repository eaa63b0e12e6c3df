package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.ecs.Tasks;
import io.github.sfnecs.report.TaskRecord.LogTail;
import io.github.sfnecs.time.PollSchedule;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Watches an execution and its tasks, and tells of what changes. That it has ended its history says; where nobody shows that, its
 * description.
 */
final class Watch {
    /** Who relies on the history looks so often whether the description agrees. */
    private static final Duration TRUST = Duration.ofMinutes(1);
    /** By then Step Functions knows an execution everywhere; the first look at its description may be only after a minute. */
    private static final Duration UNTIL_KNOWN = Duration.ofMinutes(2);
    /** What is due already was looked at a moment ago. */
    static final Duration TICK = Duration.ofMillis(1);
    /** The least that a look gets, though the time is nearly up. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    /** The least that what is left to show of an execution that has ended gets. */
    private static final Duration REST = Duration.ofSeconds(10);

    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private final AwsClients aws;
    private final Time time;
    private final Console console;
    private final String arn;
    private final Transitions transitions;
    private final TaskProgress progress;
    private final Optional<TaskLogs> logs;
    private final ExecutionHistory history;
    private final PollSchedule states;
    private final PollSchedule end;
    private final PollSchedule ways;
    private final SeenTasks tasks;
    private final Map<String, Tasks> clusters = new LinkedHashMap<>();
    private Instant believed;
    private final List<String> missing = new ArrayList<>();
    private boolean shown = true;
    private boolean ecs = true;
    private Instant begun;
    private boolean left;

    Watch(AwsClients aws, Time time, Console console, String arn, Optional<TaskLogs> logs, Prices prices) {
        this.aws = aws;
        this.time = time;
        this.console = console;
        this.arn = arn;
        this.transitions = new Transitions(console);
        this.progress = new TaskProgress(console);
        this.logs = logs;
        this.tasks = new SeenTasks(prices);
        this.history = new ExecutionHistory(aws.once().sfn(), arn, transitions);
        this.states = PollSchedule.ofExecution(time);
        this.end = PollSchedule.ofExecution(time);
        this.ways = PollSchedule.ofTasks(time);
        this.believed = time.now();
        this.begun = believed;
    }

    /**
     * Watches until it ends, and returns its end; empty where it has not been seen to end when the time is up.
     *
     * @throws SdkException if AWS refuses to describe it
     */
    Optional<DescribeExecutionResponse> untilTheEnd(Duration atMost) {
        begun = time.now();
        Instant deadline = begun.plus(atMost);
        Optional<DescribeExecutionResponse> seen;
        try {
            do {
                seen = aws.within(left(deadline, A_MOMENT), this::lookForTheEnd);
                if (seen.isEmpty()) {
                    status();
                    pause(deadline);
                }
            } while (seen.isEmpty() && time.now().isBefore(deadline));
        } finally {
            console.status("");
        }
        return seen.map(ended -> aws.within(left(deadline, REST), () -> drained(ended)));
    }

    private Duration left(Instant deadline, Duration least) {
        Duration left = Duration.between(time.now(), deadline);
        return left.compareTo(least) < 0 ? least : left;
    }

    private Optional<DescribeExecutionResponse> lookForTheEnd() {
        look();
        if (time.now().isBefore(describing())) {
            return Optional.empty();
        }
        try {
            DescribeExecutionResponse seen = describe();
            if (ended(seen)) {
                return Optional.of(seen);
            }
            end.answered(false);
            believed = time.now();
        } catch (SdkException e) {
            if (!AwsProblems.outage(e) && !notYet(e)) {
                throw e;
            }
            end.refused(e);
        }
        return Optional.empty();
    }

    /**
     * Looks again when the time is up, and returns its end; empty where it has not been seen to end by then, either.
     *
     * @param enough with what is seen of it no further look is worth the wait
     * @param unseen told why AWS does not describe it
     */
    Optional<DescribeExecutionResponse> afterwards(
            Predicate<DescribeExecutionResponse> enough, Consumer<SdkException> unseen) {
        return aws.within(AFTERWARDS, () -> {
            Optional<DescribeExecutionResponse> seen = Optional.empty();
            try {
                seen = Optional.of(new Backoff(time, A_MOMENT, 1, A_MOMENT, AFTERWARDS.minus(A_MOMENT))
                                .until(enough, this::describe))
                        .filter(Watch::ended);
            } catch (SdkException e) {
                unseen.accept(e);
            }
            logs.ifPresent(TaskLogs::look);
            return seen.map(end -> end.status() == ExecutionStatus.ABORTED ? end : drained(end));
        });
    }

    /** What is watched was there before, but Step Functions may not know it everywhere yet. */
    private boolean notYet(SdkException e) {
        return e instanceof ExecutionDoesNotExistException && time.now().isBefore(begun.plus(UNTIL_KNOWN));
    }

    private DescribeExecutionResponse describe() {
        return aws.once().sfn().describeExecution(request -> request.executionArn(arn));
    }

    /**
     * Whether it has ended: it has a status that is an end or, where the status is one that nobody knows, a time at which it stopped
     * and since when it was not redriven.
     * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
     */
    static boolean ended(DescribeExecutionResponse seen) {
        ExecutionStatus status = Optional.ofNullable(seen.status()).orElse(ExecutionStatus.UNKNOWN_TO_SDK_VERSION);
        return switch (status) {
            case SUCCEEDED, FAILED, TIMED_OUT, ABORTED -> true;
            case RUNNING, PENDING_REDRIVE -> false;
            case UNKNOWN_TO_SDK_VERSION ->
                seen.stopDate() != null
                        && (seen.redriveDate() == null || !seen.redriveDate().isAfter(seen.stopDate()));
        };
    }

    private synchronized void status() {
        if (!left) {
            console.status(StatusLine.of(begun, time.now(), history.place(), tasks.values()));
        }
    }

    /**
     * Says no more what is going on, and takes away what is drawn of it: the JVM is ending, though another thread still watches, and
     * the shell's prompt is to come.
     */
    synchronized void leave() {
        left = true;
        console.status("");
    }

    private DescribeExecutionResponse drained(DescribeExecutionResponse end) {
        if (readsHistory()) {
            // the description may be ahead of it
            readHistory();
        }
        DescribeExecutionResponse seen = withOutput(end);
        console.info("Execution " + seen.name() + " " + seen.statusAsString() + ".");
        logs.ifPresent(TaskLogs::drain);
        return seen;
    }

    /** Its end with the output, which may be seen a moment later; without where it is not seen then, either. */
    private DescribeExecutionResponse withOutput(DescribeExecutionResponse end) {
        if (end.status() != ExecutionStatus.SUCCEEDED || end.output() != null) {
            return end;
        }
        try {
            DescribeExecutionResponse seen = new Backoff(time, A_MOMENT, 1, A_MOMENT, AFTERWARDS)
                    .until(again -> again.output() != null, this::describe);
            return seen.output() == null ? end : seen;
        } catch (SdkException e) {
            // what is known of its end is more than that
            return end;
        }
    }

    /** Tells of a task as it was seen elsewhere, with all that it printed so far. */
    void tell(List<Task> some) {
        some.forEach(this::seen);
        logs.ifPresent(TaskLogs::drain);
    }

    /** Takes notice of tasks as they were seen elsewhere, without a word. */
    void know(Collection<Task> some) {
        some.forEach(task -> tasks.seen(task, time.now()));
    }

    /** What could not be seen, and why, a sentence or two each. */
    List<String> missing() {
        return missing;
    }

    /** Its tasks as they were seen last. */
    SeenTasks tasks() {
        return tasks;
    }

    /** The last that a container printed; empty where its log is not followed. */
    Optional<LogTail> tail(String taskArn, String container) {
        return logs.flatMap(followed -> followed.tail(taskArn, container));
    }

    /** Says of how many of its tasks nobody knows any more what became of them. */
    void forgotten(int count) {
        if (count > 0) {
            console.warn("ECS does not know " + (count == 1 ? "a task" : count + " tasks")
                    + " of it any more, so whether it failed is not known.");
        }
    }

    /** Says which of its tasks go on, and cost, though it has ended. */
    void goOn(Survivors survivors) {
        if (!survivors.tasks().isEmpty()) {
            console.info(survivors.text());
        }
    }

    /** The execution's ARN. */
    String arn() {
        return arn;
    }

    /** What is known of its states, by now. */
    ExecutionHistory history() {
        return history;
    }

    /** When it is worth describing: who has the history to rely on looks more rarely. */
    private Instant describing() {
        Instant checking = believed.plus(TRUST);
        return readsHistory() && end.due().isBefore(checking) ? checking : end.due();
    }

    /** Whether the history still tells of what is new. */
    private boolean readsHistory() {
        return shown && !history.over();
    }

    private void pause(Instant deadline) {
        Instant next = Stream.of(
                        readsHistory() ? states.due() : deadline,
                        goingOn().isEmpty() ? deadline : ways.due(),
                        logs.map(TaskLogs::due).orElse(deadline),
                        describing(),
                        deadline)
                .min(Instant::compareTo)
                .orElseThrow();
        Duration wait = Duration.between(time.now(), next);
        time.pause(wait.compareTo(TICK) < 0 ? TICK : wait);
    }

    private void look() {
        if (readsHistory() && !time.now().isBefore(states.due())) {
            readHistory();
        }
        if (!goingOn().isEmpty() && !time.now().isBefore(ways.due())) {
            lookAtTasks();
        }
        // when it is due first: what is due at once is due now, not when this was asked
        logs.filter(followed -> !followed.due().isAfter(time.now())).ifPresent(TaskLogs::look);
    }

    private void readHistory() {
        try {
            int known = history.tasks().arns().size();
            boolean changed = history.readOn();
            states.answered(changed);
            if (changed) {
                history.tasks().ended().forEach(this::seen);
            }
            if (history.tasks().arns().size() > known) {
                ways.now();
            }
            if (history.over()) {
                end.now();
            }
        } catch (SdkException e) {
            if (AwsProblems.outage(e) || notYet(e)) {
                states.refused(e);
                return;
            }
            shown = false;
            missing("states and tasks", e);
        }
    }

    private void missing(String what, SdkException e) {
        Problem problem = AwsProblems.of(e);
        console.warn("Not shown while it runs: " + what + ". " + problem.text());
        missing.add("Not seen while it ran: " + what + ". " + problem.what());
    }

    /** The tasks that are not known to have stopped. */
    private List<String> goingOn() {
        return ecs
                ? history.tasks().arns().stream()
                        .filter(task -> !tasks.stopped(task))
                        .toList()
                : List.of();
    }

    private void lookAtTasks() {
        try {
            goingOn().stream()
                    .collect(Collectors.groupingBy(Watch::cluster))
                    .forEach((cluster, some) -> clusters.computeIfAbsent(
                                    cluster, name -> new Tasks(aws.once().ecs(), name, time))
                            .each(some, this::seen));
            // however it goes on, its next change takes a while
            ways.answered(false);
        } catch (SdkException e) {
            if (AwsProblems.outage(e)) {
                ways.refused(e);
                return;
            }
            ecs = false;
            missing("what its tasks do", e);
        }
    }

    private void seen(Task task) {
        tasks.seen(task, time.now());
        progress.tell(task, time.now());
        logs.ifPresent(followed -> followed.seen(task));
    }

    /** The name of the cluster, which a task's ARN has before its id. */
    static String cluster(String taskArn) {
        String[] parts = taskArn.split("/", -1);
        return parts.length > 2 ? parts[1] : "default";
    }
}
