package io.github.sfnecs.watch;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.TokenWait;
import io.github.sfnecs.mapwatch.LiveMapRuns;
import io.github.sfnecs.report.TaskRecord.LogTail;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Watches an execution and its tasks, and tells of what changes. That it has ended its history says; where nobody shows that, its
 * description.
 */
public final class ExecutionWatcher {
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
    private final Optional<TaskLogs> logs;
    private final LiveHistory states;
    private final LiveTasks tasks;
    private final LiveMapRuns mapRuns;
    private final StrandedTokens tokens;
    private final ExecutionEnd end;
    private final List<String> missing = new ArrayList<>();
    private Optional<TokenWait> stranded = Optional.empty();
    private Instant begun;
    private boolean left;

    /** Watches this one; what it did before it goes on is not told again. */
    public ExecutionWatcher(
            AwsClients aws,
            Time time,
            Console console,
            String arn,
            Optional<TaskLogs> logs,
            LiveMapRuns mapRuns,
            Prices prices,
            EarlierAttempts before) {
        this.aws = aws;
        this.time = time;
        this.console = console;
        this.arn = arn;
        this.logs = logs;
        this.mapRuns = mapRuns;
        this.tasks = new LiveTasks(aws, time, console, logs, prices, this::missing);
        this.tokens = new StrandedTokens(console);
        this.end = new ExecutionEnd(aws, time, arn, before.ended());
        this.states = new LiveHistory(aws, time, console, arn, tasks, mapRuns, end, before, this::missing);
        know(before.tasks());
        this.begun = time.now();
    }

    /**
     * Watches until it ends, and returns its end; empty where it has not been seen to end when the time is up, or where it is
     * {@linkplain #stranded stranded}.
     *
     * @throws SdkException if AWS refuses to describe it
     */
    public Optional<DescribeExecutionResponse> untilTheEnd(Duration atMost) {
        begun = end.begin();
        Instant deadline = begun.plus(atMost);
        Optional<DescribeExecutionResponse> seen;
        try {
            do {
                seen = aws.within(left(deadline, A_MOMENT), this::lookForTheEnd);
                if (seen.isEmpty() && stranded.isEmpty()) {
                    status();
                    pause(deadline);
                }
            } while (seen.isEmpty() && stranded.isEmpty() && time.now().isBefore(deadline));
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
        return time.now().isBefore(end.due(states.goesOn())) ? Optional.empty() : end.look();
    }

    /** The attempt that waits for a task token that nobody is left to send, if that is why it is not watched any longer. */
    public Optional<TokenWait> stranded() {
        return stranded;
    }

    /**
     * Looks again when the time is up, and returns its end; empty where it has not been seen to end by then, either.
     *
     * @param enough with what is seen of it no further look is worth the wait
     * @param unseen told why AWS does not describe it
     */
    public Optional<DescribeExecutionResponse> afterwards(
            Predicate<DescribeExecutionResponse> enough, Consumer<SdkException> unseen) {
        return aws.within(AFTERWARDS, () -> {
            Optional<DescribeExecutionResponse> seen = end.lookAgain(enough, unseen);
            logs.ifPresent(TaskLogs::look);
            return seen.map(ended -> ended.status() == ExecutionStatus.ABORTED ? ended : drained(ended));
        });
    }

    private synchronized void status() {
        if (!left) {
            console.status(mapRuns.status()
                    .orElseGet(() -> StatusLine.of(
                            begun, time.now(), history().place(), tasks.seen().values())));
        }
    }

    /**
     * Says no more what is going on, and takes away what is drawn of it: the JVM is ending, though another thread still watches, and
     * the shell's prompt is to come.
     */
    public synchronized void leave() {
        left = true;
        console.status("");
    }

    private DescribeExecutionResponse drained(DescribeExecutionResponse ended) {
        // the description may be ahead of it
        states.read();
        mapRuns.finish(history().definition());
        DescribeExecutionResponse seen = end.withOutput(ended);
        console.info("Execution " + seen.name() + " " + seen.statusAsString() + ".");
        logs.ifPresent(TaskLogs::drain);
        return seen;
    }

    /** Tells of a task as it was seen elsewhere, with all that it printed so far. */
    public void tell(List<Task> some) {
        some.forEach(tasks::tell);
        logs.ifPresent(TaskLogs::drain);
    }

    /** Takes notice of tasks as they were seen elsewhere, without a word. */
    public void know(Collection<Task> some) {
        some.forEach(task -> tasks.seen().seen(task, time.now()));
    }

    /** What could not be seen, and why, a sentence or two each. */
    public List<String> missing() {
        return missing;
    }

    /** Its tasks as they were seen last. */
    public TaskLedger tasks() {
        return tasks.seen();
    }

    /** The last that a container printed; empty where its log is not followed. */
    public Optional<LogTail> tail(String taskArn, String container) {
        return logs.flatMap(followed -> followed.tail(taskArn, container));
    }

    /** Whether its history says that it has ended. */
    public boolean over() {
        return states.over();
    }

    /** The execution's ARN. */
    public String arn() {
        return arn;
    }

    /** What is known of its states, by now. */
    public ExecutionHistory history() {
        return states.history();
    }

    private void pause(Instant deadline) {
        Instant next = Stream.of(
                        states.due(),
                        tasks.due(history().tasks().arns()),
                        mapRuns.due(),
                        logs.map(TaskLogs::due),
                        states.goesOn() ? tokens.due() : Optional.<Instant>empty(),
                        Optional.of(end.due(states.goesOn())),
                        Optional.of(deadline))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElseThrow();
        time.pause(left(next, TICK));
    }

    private void look() {
        states.look();
        tasks.look(history().tasks().arns());
        mapRuns.look(history().definition());
        // when it is due first: what is due at once is due now, not when this was asked
        logs.filter(followed -> !followed.due().isAfter(time.now())).ifPresent(TaskLogs::look);
        lookAtTokens();
    }

    /** Before it is given up, the history is asked once more: it may tell by now that the token was sent. */
    private void lookAtTokens() {
        Optional<TokenWait> hopeless = overdue().isEmpty() || !states.goesOn()
                ? Optional.empty()
                : tokens.hopeless(overdue(), history().definition());
        if (hopeless.isPresent() && states.read()) {
            stranded = hopeless.filter(overdue()::contains);
        } else if (hopeless.isPresent()) {
            tokens.startOver();
        }
    }

    private List<TokenWait> overdue() {
        return tokens.overdue(
                history().waits().open(),
                arn -> tasks.over(arn, history().tasks().startedAt(arn)),
                time.now());
    }

    private void missing(String what, SdkException e) {
        Problem problem = AwsProblems.of(e);
        console.warn("Not shown while it runs: " + what + ". " + problem.text());
        missing.add("Not seen while it ran: " + what + ". " + problem.what());
    }
}
