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
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private static final Duration FIRST = Duration.ofMillis(500);
    /** Each look waits a hundredth of the time passed longer: prompt in short runs, and sparing of calls in long ones. */
    private static final double GROWTH = 1.01;

    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** Who pressed Ctrl-C does not wait. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private static final String RAISE_TIMEOUT = "Raise timeout (ISO-8601, such as PT2H)";
    /** What an execution is when it was told to stop, or is left to go on. */
    private static final Set<ExecutionStatus> STOPPING = Set.of(ExecutionStatus.RUNNING, ExecutionStatus.ABORTED);

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
        this.explanation = new FailureExplanation(policies, console);
    }

    /** Runs this one; the report says whether the build fails for it. */
    public ExecutionReport run(ExecutionRequest request) {
        StartExecution start = new StartExecution(aws.sfn(), scope, time, request);
        if (request.waiting().isEmpty()) {
            start(start);
            return report(describe(start.arn()), new Verdict(List.of(), Optional.empty()));
        }
        TaskWatch watch = new TaskWatch(new Tasks(aws.ecs(), request.clusterArn(), time), time);
        return StopHook.during(
                () -> {
                    try {
                        start(start);
                        return follow(start.arn(), request, request.waiting().get(), watch);
                    } catch (ProblemException | SdkException e) {
                        ifInterrupted(() -> interrupted(start, request, watch));
                        throw e;
                    }
                },
                () -> interrupted(start, request, watch));
    }

    /** An IDE interrupts the thread of a build that it cancels, where a terminal ends the JVM. */
    private static void ifInterrupted(Runnable last) {
        // a thread that is marked as interrupted can't call AWS
        if (Thread.interrupted()) {
            last.run();
            Thread.currentThread().interrupt();
        }
    }

    private void start(StartExecution start) {
        try {
            start.start();
        } catch (SfnException e) {
            // a broken answer may come from a call that was handled
            throw AwsProblems.passing(e) ? lost(start.arn(), e) : e;
        }
        console.info("Execution started: " + start.arn() + "\n  " + scope.consoleLink(start.arn()));
    }

    private ExecutionReport follow(String arn, ExecutionRequest request, Duration atMost, TaskWatch watch) {
        Instant deadline = time.now().plus(atMost);
        DescribeExecutionResponse execution;
        boolean timedOut;
        try {
            execution = new Backoff(time, FIRST, GROWTH, LONGEST, atMost)
                    .until(seen -> seen.status() != ExecutionStatus.RUNNING, () -> describe(arn));
            timedOut = execution.status() == ExecutionStatus.RUNNING;
            if (timedOut && request.onInterrupt() == OnInterrupt.STOP) {
                stop(arn, "timeout of sfn-ecs:execute");
                execution = describe(arn);
            }
        } catch (SdkException e) {
            throw lost(arn, e);
        }
        // it may have ended by itself in the meantime
        if (timedOut && STOPPING.contains(execution.status())) {
            return timedOut(execution, request.onInterrupt(), atMost, watch);
        }
        Duration left = Duration.between(time.now(), deadline);
        return report(execution, new EndedExecution(aws, scope, watch, console, explanation).judge(execution, left));
    }

    /** Nothing is known of an execution that was started; running it again would run it twice. */
    private ProblemException lost(String arn, SdkException e) {
        Problem problem = AwsProblems.of(e);
        return new ProblemException(
                new Problem(
                        problem.kind(),
                        problem.what() + " The execution may still be running, and nobody waits for it.",
                        problem.where(),
                        problem.why(),
                        "See how it ends: " + scope.consoleLink(arn) + "\nTo stop it: " + stopCommand(arn)),
                e);
    }

    private ExecutionReport timedOut(
            DescribeExecutionResponse execution, OnInterrupt onInterrupt, Duration atMost, TaskWatch watch) {
        ExecutionHistory history = ExecutionHistory.read(aws.sfn(), execution.executionArn());
        String where = history.place().map(ExecutionHistory.Place::text).orElse("");
        String why = "It did not end within timeout, " + atMost + ".";
        if (onInterrupt == OnInterrupt.LEAVE) {
            return report(
                    execution,
                    new Verdict(
                            List.of(),
                            Optional.of(Problem.failed(
                                    "Execution " + execution.name() + " takes too long, and goes on.",
                                    where,
                                    why,
                                    RAISE_TIMEOUT + "; to stop it: " + stopCommand(execution.executionArn())))));
        }
        Problem stopped = Problem.failed(
                "Execution " + execution.name() + " took too long and was stopped.", where, why, RAISE_TIMEOUT);
        Survivors survivors = Survivors.among(watch.afterTheEnd(history, EndedExecution.GRACE));
        return report(execution, new Verdict(List.of(), Optional.of(survivors.addTo(stopped))));
    }

    /** Runs while the JVM or the build is ending, so it says all it knows at once and never throws. */
    private void interrupted(StartExecution start, ExecutionRequest request, TaskWatch watch) {
        String arn = start.arn();
        if (!start.ours()) {
            console.warn(
                    "Interrupted while the execution was being started: " + arn + "\nTo stop it: " + stopCommand(arn));
            return;
        }
        try {
            ExecutionStatus status = describe(arn).status();
            if (status != ExecutionStatus.RUNNING) {
                console.warn("Interrupted: the execution had ended already, " + status + ": " + arn);
            } else if (request.onInterrupt() == OnInterrupt.LEAVE) {
                console.warn("Interrupted: the execution goes on: " + arn);
                return;
            } else {
                stop(arn, "sfn-ecs:execute was interrupted");
                console.warn("Interrupted: the execution was stopped: " + arn);
            }
            String survivors = Survivors.among(watch.afterTheEnd(ExecutionHistory.read(aws.sfn(), arn), A_MOMENT))
                    .text();
            if (!survivors.isEmpty()) {
                console.warn(survivors);
            }
        } catch (ExecutionDoesNotExistException e) {
            console.warn("Interrupted: no execution was started.");
        } catch (SdkException e) {
            console.warn("Interrupted: the execution may still be running. "
                    + AwsProblems.of(e).text()
                    + "\nTo stop it: " + stopCommand(arn));
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

    private static String stopCommand(String arn) {
        return "aws stepfunctions stop-execution --execution-arn " + arn;
    }
}
