package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.Place;
import io.github.sfnecs.mapwatch.LiveMapRuns;
import io.github.sfnecs.verdict.Circumstances;
import io.github.sfnecs.verdict.Commands;
import io.github.sfnecs.verdict.TokenTask;
import io.github.sfnecs.verdict.Verdict;
import io.github.sfnecs.watch.ExecutionWatcher;
import io.github.sfnecs.watch.TaskWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** An execution that somebody watches, whoever started it: what is told of it while it runs, and what is said of its end. */
final class ExecutionSession {
    private final AwsClients aws;
    private final Commands commands;
    private final Console console;
    private final ExecutionWatcher live;
    private final LiveMapRuns mapRuns;
    private final TaskWatch tasks;
    private final LiveJudgement ended;
    private final TokenTask tokenTask;
    private final RecordExecution known;

    ExecutionSession(
            AwsClients aws,
            Commands commands,
            Console console,
            ExecutionWatcher live,
            LiveMapRuns mapRuns,
            TaskWatch tasks,
            LiveJudgement ended,
            TokenTask tokenTask,
            RecordExecution known) {
        this.aws = aws;
        this.commands = commands;
        this.console = console;
        this.live = live;
        this.mapRuns = mapRuns;
        this.tasks = tasks;
        this.ended = ended;
        this.tokenTask = tokenTask;
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

    /** Whether its history says that it has ended. */
    boolean over() {
        return live.over();
    }

    /** Its tasks. */
    TaskWatch tasks() {
        return tasks;
    }

    /**
     * Watches until it ends, and returns its end; empty where it has not been seen to end when the time is up.
     *
     * @throws ProblemException if AWS refuses to describe it
     */
    Optional<DescribeExecutionResponse> untilTheEnd(Duration atMost) {
        try {
            return live.untilTheEnd(atMost);
        } catch (SdkException e) {
            throw lost(e);
        }
    }

    /** Why it is not waited for any longer, where that is not that the time is up: it waits for a token that nobody is left to send. */
    Optional<Unfinished> stranded(String name) {
        return live.stranded()
                .map(wait -> tokenTask.judge(
                        name,
                        wait,
                        tasks.now(wait.taskArns()),
                        new Circumstances(Optional.empty(), history().roleArn(), Optional.empty(), true)))
                .map(problem -> Unfinished.stranded(name, problem));
    }

    /** Draws nothing any more, as {@link ExecutionWatcher#leave} does. */
    void leave() {
        live.leave();
    }

    /** Nobody watches it any longer, and it goes on. */
    void letGo() {
        mapRuns.leave();
    }

    /** What of it goes on though it was stopped, in a sentence; waits so long at most until nothing does. */
    Optional<String> goesOn(Duration atMost) {
        return mapRuns.afterTheStop(atMost);
    }

    /** Looks once more when the time is up, as {@link ExecutionWatcher#afterwards} does. */
    Optional<DescribeExecutionResponse> afterwards(
            Predicate<DescribeExecutionResponse> enough, Consumer<SdkException> unseen) {
        return live.afterwards(enough, unseen);
    }

    /** Reads the definition that it runs with, if that can be done in this time. */
    void readDefinition(Duration atMost) {
        known.readDefinition(atMost);
    }

    /** What is known of it where nobody watches. */
    ExecutionReport unwatched(DescribeExecutionResponse execution) {
        return known.report(execution, Optional.empty());
    }

    /** What became of it; where it started a task without waiting for it, waits this long at most for that. */
    ExecutionReport judged(DescribeExecutionResponse execution, Duration left) {
        Verdict verdict = ended.judge(execution, left);
        if (verdict instanceof Verdict.Warned warned) {
            console.warn(warned.problem().text());
        }
        return told(
                execution, verdict instanceof Verdict.Failed failed ? Optional.of(failed.problem()) : Optional.empty());
    }

    /** Its tasks as they are once Step Functions had the time to stop them. */
    List<Task> tasksAfterTheEnd() {
        List<Task> left = tasks.afterTheEnd(history(), LiveJudgement.GRACE);
        live.know(left);
        return left;
    }

    /** The state that it is or was in; empty where that is not known. */
    String where() {
        history().readAll();
        return history().place().map(Place::text).orElse("");
    }

    /** What is known of it, and why the build fails. */
    ExecutionReport told(DescribeExecutionResponse execution, Problem problem) {
        return told(execution, Optional.of(problem));
    }

    private ExecutionReport told(DescribeExecutionResponse execution, Optional<Problem> problem) {
        ExecutionReport report = known.report(execution, problem.map(commands::typed));
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
                        aws.consoleLink(arn())
                                        .map(link -> "See how it ends: " + link + "\n")
                                        .orElse("")
                                + "To follow it: " + commands.follow(arn())
                                + "\nTo stop it: " + commands.stop(arn())),
                e);
    }
}
