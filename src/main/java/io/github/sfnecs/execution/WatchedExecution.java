package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.Scope;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** An execution that somebody watches, whoever started it: what is told of it while it runs, and what is said of its end. */
final class WatchedExecution {
    private static final String RAISE_TIMEOUT = "Raise timeout (ISO-8601, such as PT2H)";

    private final Scope scope;
    private final Console console;
    private final Watch live;
    private final TaskWatch tasks;
    private final EndedExecution ended;
    private final RecordExecution known;

    WatchedExecution(
            Scope scope, Console console, Watch live, TaskWatch tasks, EndedExecution ended, RecordExecution known) {
        this.scope = scope;
        this.console = console;
        this.live = live;
        this.tasks = tasks;
        this.ended = ended;
        this.known = known;
    }

    /** The execution's ARN. */
    String arn() {
        return live.arn();
    }

    /** What is known of its states, by now. */
    ExecutionHistory history() {
        return live.history();
    }

    /** Its tasks. */
    TaskWatch tasks() {
        return tasks;
    }

    /**
     * Watches until it ends or the time is up, and returns what it was like last.
     *
     * @throws SdkException if AWS refuses to describe it, or does not answer any more when the time is up
     */
    DescribeExecutionResponse untilTheEnd(Duration atMost) {
        return live.untilTheEnd(atMost);
    }

    /** Reads the definition that it runs with, while there is time for that. */
    void readDefinition() {
        known.readDefinition();
    }

    /** What is known of it where nobody watches. */
    ExecutionReport unwatched(DescribeExecutionResponse execution) {
        return known.report(execution, Optional.empty());
    }

    /** What became of it; where it started a task without waiting for it, waits this long at most for that. */
    ExecutionReport judged(DescribeExecutionResponse execution, Duration left) {
        return told(execution, ended.judge(execution, left));
    }

    /** It is still running when the time is up, and is left to run. */
    ExecutionReport goesOn(DescribeExecutionResponse execution, Duration atMost) {
        return told(
                execution,
                Optional.of(Problem.failed(
                        "Execution " + execution.name() + " takes too long, and goes on.",
                        where(),
                        why(atMost),
                        RAISE_TIMEOUT + "\nTo follow it: " + Commands.follow(arn()) + "\nTo stop it: "
                                + Commands.stop(arn()))));
    }

    /** It was still running when the time was up, and was stopped. */
    ExecutionReport stopped(DescribeExecutionResponse execution, Duration atMost) {
        String where = where();
        List<Task> left = tasks.afterTheEnd(history(), EndedExecution.GRACE);
        live.know(left);
        Problem problem = Problem.failed(
                "Execution " + execution.name() + " took too long and was stopped.", where, why(atMost), RAISE_TIMEOUT);
        return told(execution, Optional.of(Survivors.among(left).addTo(problem)));
    }

    private String where() {
        history().readAll();
        return history().place().map(ExecutionHistory.Place::text).orElse("");
    }

    private static String why(Duration atMost) {
        return "It did not end within timeout, " + atMost + ".";
    }

    private ExecutionReport told(DescribeExecutionResponse execution, Optional<Problem> problem) {
        ExecutionReport report = known.report(execution, problem);
        known.cost(report).ifPresent(console::info);
        return report;
    }

    /** Nothing more is known of an execution that was started; running it again would run it twice. */
    ProblemException lost(SdkException e) {
        Problem problem = AwsProblems.of(e);
        return new ProblemException(
                new Problem(
                        problem.kind(),
                        problem.what() + " The execution may still be running, and nobody waits for it.",
                        problem.where(),
                        problem.why(),
                        "See how it ends: " + scope.consoleLink(arn()) + "\nTo follow it: " + Commands.follow(arn())
                                + "\nTo stop it: " + Commands.stop(arn())),
                e);
    }
}
