package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.aws.Scope;
import io.github.sfnecs.aws.Tasks;
import io.github.sfnecs.aws.Time;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Starts an execution, waits for its end and judges it. */
public final class RunExecution {
    private static final Duration FIRST = Duration.ofMillis(500);
    /** Each look waits a hundredth of the time passed longer: prompt in short runs, and sparing of calls in long ones. */
    private static final double GROWTH = 1.01;

    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** Who pressed Ctrl-C does not wait. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final AwsClients aws;
    private final Scope scope;
    private final Time time;
    private final Console console;
    private final FailureExplanation explanation;

    /**
     * Runs executions.
     *
     * @param policies what a role's policies say now about what was denied to it
     */
    public RunExecution(
            AwsClients aws, Scope scope, Time time, Console console, Function<AccessDenied, PolicyInPlace> policies) {
        this.aws = aws;
        this.scope = scope;
        this.time = time;
        this.console = console;
        this.explanation = new FailureExplanation(policies);
    }

    /** Runs this one; the report says whether the build fails for it. */
    public ExecutionReport run(ExecutionRequest request) {
        String arn = new StartExecution(aws.sfn(), scope, time).start(request);
        String started = "Execution started: " + arn + "\n  " + scope.consoleLink(arn);
        if (request.waiting().isEmpty()) {
            console.info(started);
            return report(describe(arn), new Verdict(List.of(), Optional.empty()));
        }
        Tasks tasks = new Tasks(aws.ecs(), request.clusterArn(), time);
        return StopHook.during(
                () -> {
                    console.info(started);
                    return follow(arn, request, request.waiting().get(), tasks);
                },
                () -> interrupted(arn, request, tasks));
    }

    private ExecutionReport follow(String arn, ExecutionRequest request, Duration atMost, Tasks tasks) {
        Instant deadline = time.now().plus(atMost);
        DescribeExecutionResponse execution = untilEnded(arn, atMost);
        if (execution.status() == ExecutionStatus.RUNNING) {
            return timedOut(arn, request, atMost, tasks);
        }
        EndedExecution ended = new EndedExecution(aws, tasks, time, console, explanation);
        return report(execution, ended.judge(execution, Duration.between(time.now(), deadline)));
    }

    private DescribeExecutionResponse untilEnded(String arn, Duration atMost) {
        Backoff backoff = new Backoff(time, FIRST, GROWTH, LONGEST, atMost);
        while (true) {
            DescribeExecutionResponse execution = describe(arn);
            if (execution.status() != ExecutionStatus.RUNNING || !backoff.pause()) {
                return execution;
            }
        }
    }

    private ExecutionReport timedOut(String arn, ExecutionRequest request, Duration atMost, Tasks tasks) {
        String waited = "It did not end within timeout, " + atMost + ".";
        boolean stop = request.onInterrupt() == ExecutionRequest.OnInterrupt.STOP;
        if (stop) {
            stop(arn, "timeout of sfn-ecs:execute");
        }
        ExecutionHistory history = ExecutionHistory.read(aws.sfn(), arn);
        Problem problem = Problem.failed(
                "Execution " + name(arn) + (stop ? " took too long and was stopped." : " takes too long and goes on."),
                history.lastState().map(state -> "state " + state).orElse(""),
                waited,
                "Raise timeout (ISO-8601, such as PT2H)"
                        + (stop ? "" : "; to stop it: aws stepfunctions stop-execution --execution-arn " + arn));
        Optional<Problem> told = Optional.of(
                stop ? Survivors.of(history, tasks, time, EndedExecution.GRACE).addTo(problem) : problem);
        return report(describe(arn), new Verdict(List.of(), told));
    }

    /** Runs while the JVM is ending, so it says all it knows at once and never throws. */
    private void interrupted(String arn, ExecutionRequest request, Tasks tasks) {
        if (request.onInterrupt() == ExecutionRequest.OnInterrupt.LEAVE) {
            console.warn("Interrupted: the execution goes on: " + arn);
            return;
        }
        try {
            stop(arn, "sfn-ecs:execute was interrupted");
            console.warn("Interrupted: the execution was stopped: " + arn);
            String survivors = Survivors.of(ExecutionHistory.read(aws.sfn(), arn), tasks, time, A_MOMENT)
                    .text();
            if (!survivors.isEmpty()) {
                console.warn(survivors);
            }
        } catch (SdkException e) {
            console.warn("Interrupted: the execution may still be running. "
                    + AwsProblems.of(e).text()
                    + "\nTo stop it: aws stepfunctions stop-execution --execution-arn " + arn);
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

    private ExecutionReport report(DescribeExecutionResponse execution, Verdict verdict) {
        return new ExecutionReport(
                execution, scope.consoleLink(execution.executionArn()), verdict.tasks(), verdict.problem());
    }

    private static String name(String executionArn) {
        return executionArn.substring(executionArn.lastIndexOf(':') + 1);
    }
}
