package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.execution.StartExecution.Whose;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.verdict.Commands;
import io.github.sfnecs.verdict.Survivors;
import io.github.sfnecs.watch.ExecutionEnd;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * What becomes of an execution whose build is interrupted. The JVM or the build is ending, so the stop comes first, all takes only
 * moments, what is known is said at once, and nothing is thrown.
 */
final class InterruptedExecution {
    /**
     * For the stop: GitHub's runner kills ten seconds after it interrupts.
     * https://github.com/actions/runner/blob/main/src/Runner.Sdk/ProcessInvoker.cs
     */
    private static final Duration STOP = Duration.ofSeconds(5);

    /** For all that is looked at after that. */
    private static final Duration A_MOMENT = Duration.ofSeconds(3);

    /** For Step Functions to stop the tasks. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final AwsClients aws;
    private final Commands commands;
    private final Console console;
    private final Beginning beginning;
    private final StopExecution stop;
    private final ExecutionSession watched;
    private final String arn;

    /** Interrupted, in which state ever it is. */
    InterruptedExecution(
            AwsClients aws,
            Commands commands,
            Console console,
            Beginning beginning,
            StopExecution stop,
            ExecutionSession watched) {
        this.aws = aws;
        this.commands = commands;
        this.console = console;
        this.beginning = beginning;
        this.stop = stop;
        this.watched = watched;
        this.arn = beginning.arn();
    }

    /** Stops it where it should and may, and says what becomes of it. */
    void end(OnInterrupt onInterrupt) {
        watched.leave();
        if (beginning.whose() == Whose.UNKNOWN) {
            console.warn("Interrupted while the execution was being started: " + arn + "\nTo stop it: "
                    + commands.stop(arn));
            return;
        }
        try {
            boolean goesOn = onInterrupt == OnInterrupt.LEAVE || beginning.whose() == Whose.OTHERS || watched.over();
            Optional<SdkException> unstopped = goesOn ? Optional.empty() : stop();
            if (goesOn) {
                watched.letGo();
            }
            aws.within(A_MOMENT, () -> {
                if (told(goesOn, unstopped)) {
                    tellMapRuns();
                    tellSurvivors();
                }
                return arn;
            });
        } catch (ExecutionDoesNotExistException e) {
            console.warn("Interrupted: no execution was started.");
        }
    }

    private Optional<SdkException> stop() {
        try {
            stop.stop("sfn-ecs:" + beginning.goal() + " was interrupted", STOP);
            return Optional.empty();
        } catch (ExecutionDoesNotExistException e) {
            throw e;
        } catch (SdkException e) {
            return Optional.of(e);
        }
    }

    /** Says how it is; whether it is over. */
    private boolean told(boolean goesOn, Optional<SdkException> unstopped) {
        Optional<ExecutionStatus> end = seen().filter(ExecutionEnd::ended).map(DescribeExecutionResponse::status);
        boolean stopped = !goesOn && end.map(ExecutionStatus.ABORTED::equals).orElse(unstopped.isEmpty());
        if (stopped) {
            console.warn("Interrupted: the execution was stopped: " + arn);
        } else if (end.isPresent() || watched.over()) {
            console.warn("Interrupted: the execution had ended already"
                    + end.map(status -> ", " + status).orElse("") + ": " + arn);
        } else if (unstopped.isPresent()) {
            console.warn("Interrupted: the execution could not be stopped, and may still be running, and costing. "
                    + AwsProblems.of(unstopped.get()).text() + "\nTo stop it: " + commands.stop(arn));
            return false;
        } else {
            console.warn("Interrupted: the execution goes on: " + arn + "\nTo follow it: " + commands.follow(arn));
            return false;
        }
        return true;
    }

    private Optional<DescribeExecutionResponse> seen() {
        try {
            return Optional.of(aws.once().sfn().describeExecution(request -> request.executionArn(arn)));
        } catch (SdkException e) {
            if (e instanceof ExecutionDoesNotExistException none && !beginning.answered()) {
                throw none;
            }
            // what was done is the better thing to tell
            return Optional.empty();
        }
    }

    /** Says which items go on. */
    private void tellMapRuns() {
        watched.goesOn(GRACE)
                .ifPresent(text -> console.warn(text
                        + commands.cleanup()
                                .map(command -> "\nThen to stop what is left: " + command)
                                .orElse("")));
    }

    /** Says what it leaves running. */
    private void tellSurvivors() {
        String survivors = Survivors.among(
                        watched.tasks()
                                .afterTheEnd(ExecutionHistory.read(aws.once().sfn(), arn), GRACE),
                        commands)
                .text();
        if (!survivors.isEmpty()) {
            console.warn(survivors);
        }
    }
}
