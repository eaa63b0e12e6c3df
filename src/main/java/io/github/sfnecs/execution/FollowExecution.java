package io.github.sfnecs.execution;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.mapruns.ItemFile;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.Commands;
import io.github.sfnecs.verdict.FailureExplanation;
import io.github.sfnecs.watch.EarlierAttempts;
import io.github.sfnecs.watch.ExecutionEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** Watches an execution that somebody started, and judges its end. It only reads: whatever happens here, the execution goes on. */
public final class FollowExecution {
    private final AwsClients aws;
    private final Commands commands;
    private final Scope scope;
    private final Time time;
    private final Console console;
    private final Sessions sessions;

    /**
     * Follows executions.
     *
     * @param commands what is printed for users to type
     * @param prices what their tasks cost
     * @param policies what a role's policies say now about what was denied to it
     */
    public FollowExecution(
            AwsClients aws,
            Commands commands,
            Scope scope,
            Time time,
            Console console,
            Prices prices,
            Function<AccessDenied, PolicyInPlace> policies) {
        this(
                aws,
                commands,
                scope,
                time,
                console,
                new Sessions(
                        aws,
                        commands,
                        time,
                        console,
                        prices,
                        new FailureExplanation(policies, console),
                        ItemFile.none(),
                        false));
    }

    private FollowExecution(
            AwsClients aws, Commands commands, Scope scope, Time time, Console console, Sessions sessions) {
        this.aws = aws;
        this.commands = commands;
        this.scope = scope;
        this.time = time;
        this.console = console;
        this.sessions = sessions;
    }

    /** The same, which keeps all items of Maps there. */
    public FollowExecution writing(ItemFile file) {
        return new FollowExecution(aws, commands, scope, time, console, sessions.writing(file));
    }

    /** The same, which has Map Runs run as many items at a time as Fargate launches. */
    FollowExecution adapting() {
        return new FollowExecution(aws, commands, scope, time, console, sessions.adapted());
    }

    /**
     * The ARN of the state machine's newest execution, whether or not that has ended.
     * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
     */
    public String newest(String stateMachine) {
        String stateMachineArn = scope.stateMachine(stateMachine);
        try {
            return aws
                    .sfn()
                    .listExecutions(
                            list -> list.stateMachineArn(stateMachineArn).maxResults(1))
                    .executions()
                    .stream()
                    .findFirst()
                    .map(ExecutionListItem::executionArn)
                    .orElseThrow(
                            () -> new ProblemException(
                                    Problem.failed(
                                            "The state machine " + stateMachine + " has no executions.",
                                            stateMachineArn,
                                            "",
                                            "mvn sfn-ecs:execute starts one; -Dsfn-ecs.executionArn follows one of another state machine")));
        } catch (StateMachineDoesNotExistException e) {
            throw new ProblemException(
                    Problem.failed(
                            "The state machine " + stateMachine + " does not exist.",
                            stateMachineArn,
                            "",
                            "mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine"),
                    e);
        }
    }

    /**
     * Follows this one; the report says whether the build fails for it.
     *
     * @param clusters where its tasks run that its history does not tell of; none where that is not known
     */
    public ExecutionReport follow(String executionArn, List<String> clusters, Duration atMost, Logs logs) {
        DescribeExecutionResponse execution = describe(executionArn);
        boolean running = !ExecutionEnd.ended(execution);
        console.info("Execution " + executionArn + " is " + execution.statusAsString()
                + Optional.ofNullable(running ? execution.startDate() : execution.stopDate())
                        .map(date -> " since " + date)
                        .orElse("")
                + "."
                + aws.consoleLink(executionArn).map(link -> "\n  " + link).orElse(""));
        ExecutionSession watched = watch(executionArn, clusters, logs);
        return StopHook.during(() -> follow(watched, execution, atMost), () -> interrupted(watched));
    }

    /** How it is now. */
    public DescribeExecutionResponse describe(String executionArn) {
        try {
            // under the name by which it was asked for, whatever the answer says
            return aws.sfn().describeExecution(request -> request.executionArn(executionArn)).toBuilder()
                    .executionArn(executionArn)
                    .build();
        } catch (ExecutionDoesNotExistException e) {
            throw ExplainExecution.noSuch(executionArn, e);
        }
    }

    private ExecutionReport follow(ExecutionSession watched, DescribeExecutionResponse seen, Duration atMost) {
        Instant deadline = time.now().plus(atMost);
        watched.readDefinition(atMost);
        return watched.untilTheEnd(Duration.between(time.now(), deadline))
                .map(end -> watched.judged(end, Duration.between(time.now(), deadline)))
                .orElseGet(() -> new OverdueExecution(
                                aws,
                                commands,
                                watched,
                                seen,
                                watched.stranded(seen.name()).orElseGet(() -> Unfinished.late(seen.name(), atMost)))
                        .letGo("To stop it: " + commands.stop(watched.arn())));
    }

    /** Runs while the JVM or the build is ending, so it asks nobody. */
    void interrupted(ExecutionSession watched) {
        watched.leave();
        console.warn(
                watched.over()
                        ? "Interrupted: the execution had ended already: " + watched.arn()
                        : "Interrupted: the execution goes on: " + watched.arn() + "\nTo follow it again: "
                                + commands.follow(watched.arn()));
    }

    /** What follows an execution, of which nothing was read yet. */
    ExecutionSession watch(String executionArn, List<String> clusters, Logs logs) {
        return watch(executionArn, clusters, logs, EarlierAttempts.NONE);
    }

    /** The same of one that goes on. */
    ExecutionSession watch(String executionArn, List<String> clusters, Logs logs, EarlierAttempts before) {
        return sessions.of(executionArn, clusters, logs, before);
    }
}
