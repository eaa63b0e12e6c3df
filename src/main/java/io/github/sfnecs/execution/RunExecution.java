package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.Scope;
import io.github.sfnecs.aws.Time;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Starts an execution, waits for its end and judges it. */
public final class RunExecution {
    /** Who pressed Ctrl-C does not wait. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** What an execution is when it was told to stop, or is left to go on. */
    private static final Set<ExecutionStatus> STOPPING = Set.of(ExecutionStatus.RUNNING, ExecutionStatus.ABORTED);

    private final AwsClients aws;
    private final Scope scope;
    private final Time time;
    private final Console console;
    private final FollowExecution follow;

    /**
     * Runs executions.
     *
     * @param prices what its tasks cost
     * @param policies what a role's policies say now about what was denied to it
     */
    public RunExecution(
            AwsClients aws,
            Scope scope,
            Time time,
            Console console,
            Prices prices,
            Function<AccessDenied, PolicyInPlace> policies) {
        this.aws = aws;
        this.scope = scope;
        this.time = time;
        this.console = console;
        this.follow = new FollowExecution(aws, scope, time, console, prices, policies);
    }

    /** Runs this one; the report says whether the build fails for it. */
    public ExecutionReport run(ExecutionRequest request) {
        StartExecution start = new StartExecution(aws.sfn(), scope, time, request);
        WatchedExecution watched = follow.watch(start.arn(), Optional.of(request.clusterArn()), request.logs());
        if (request.waiting().isEmpty()) {
            start(start, watched);
            console.info("To follow it: " + Commands.follow(start.arn()));
            return watched.unwatched(describe(start.arn()));
        }
        return StopHook.during(
                () -> {
                    start(start, watched);
                    watched.readDefinition();
                    return follow(request, request.waiting().get(), watched);
                },
                () -> interrupted(start, request, watched));
    }

    private void start(StartExecution start, WatchedExecution watched) {
        try {
            start.start();
        } catch (SfnException e) {
            // a broken answer may come from a call that was handled
            throw AwsProblems.passing(e) ? watched.lost(e) : e;
        }
        console.info("Execution started: " + start.arn() + "\n  " + scope.consoleLink(start.arn()));
    }

    private ExecutionReport follow(ExecutionRequest request, Duration atMost, WatchedExecution watched) {
        Instant deadline = time.now().plus(atMost);
        DescribeExecutionResponse execution;
        boolean timedOut;
        try {
            execution = watched.untilTheEnd(atMost);
            timedOut = execution.status() == ExecutionStatus.RUNNING;
            if (timedOut && request.onInterrupt() == OnInterrupt.STOP) {
                stop(watched.arn(), "timeout of sfn-ecs:execute");
                execution = describe(watched.arn());
            }
        } catch (SdkException e) {
            throw watched.lost(e);
        }
        // it may have ended by itself in the meantime
        if (timedOut && STOPPING.contains(execution.status())) {
            return request.onInterrupt() == OnInterrupt.LEAVE
                    ? watched.goesOn(execution, atMost)
                    : watched.stopped(execution, atMost);
        }
        return watched.judged(execution, Duration.between(time.now(), deadline));
    }

    /** Runs while the JVM or the build is ending, so it says all it knows at once and never throws. */
    private void interrupted(StartExecution start, ExecutionRequest request, WatchedExecution watched) {
        String arn = start.arn();
        if (!start.ours()) {
            console.warn("Interrupted while the execution was being started: " + arn + "\nTo stop it: "
                    + Commands.stop(arn));
            return;
        }
        try {
            // first of all, for there may be little time; it does nothing to one that has ended in the meantime
            boolean stopped = request.onInterrupt() == OnInterrupt.STOP
                    && !watched.history().over();
            if (stopped) {
                stop(arn, "sfn-ecs:execute was interrupted");
            }
            ExecutionStatus status = describe(arn).status();
            if (stopped && STOPPING.contains(status)) {
                console.warn("Interrupted: the execution was stopped: " + arn);
            } else if (status != ExecutionStatus.RUNNING) {
                console.warn("Interrupted: the execution had ended already, " + status + ": " + arn);
            } else {
                console.warn("Interrupted: the execution goes on: " + arn + "\nTo follow it: " + Commands.follow(arn));
                return;
            }
            String survivors = Survivors.among(
                            watched.tasks().afterTheEnd(ExecutionHistory.read(aws.sfn(), arn), A_MOMENT))
                    .text();
            if (!survivors.isEmpty()) {
                console.warn(survivors);
            }
        } catch (ExecutionDoesNotExistException e) {
            console.warn("Interrupted: no execution was started.");
        } catch (SdkException e) {
            console.warn("Interrupted: the execution may still be running. "
                    + AwsProblems.of(e).text()
                    + "\nTo stop it: " + Commands.stop(arn));
        }
    }

    private void stop(String arn, String cause) {
        aws.sfn()
                .stopExecution(request ->
                        request.executionArn(arn).error("sfn-ecs.Stopped").cause(cause));
    }

    private DescribeExecutionResponse describe(String arn) {
        return aws.sfn().describeExecution(request -> request.executionArn(arn));
    }
}
