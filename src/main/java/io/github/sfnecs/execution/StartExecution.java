package io.github.sfnecs.execution;

import io.github.sfnecs.aws.Scope;
import io.github.sfnecs.aws.Time;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/**
 * Starts an execution under a name that the client chooses: repeating the call after a lost answer starts nothing twice.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
final class StartExecution {
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int RANDOM_CHARACTERS = 8;
    /** By so much this machine's clock may be ahead of AWS's. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private final SfnClient sfn;
    private final Scope scope;
    private final Time time;
    private final ExecutionRequest request;
    private final String name;
    private volatile boolean started;

    StartExecution(SfnClient sfn, Scope scope, Time time, ExecutionRequest request) {
        this.sfn = sfn;
        this.scope = scope;
        this.time = time;
        this.request = request;
        this.name = request.name().orElseGet(this::newName);
    }

    /** The ARN that the execution has, or will have. */
    String arn() {
        return scope.execution(request.stateMachine(), name);
    }

    /** Whether an execution of this ARN is the one that was to be started: nobody else has a name that was made up here. */
    boolean ours() {
        return started || request.name().isEmpty();
    }

    /** Starts it. */
    void start() {
        Instant begun = time.now();
        try {
            sfn.startExecution(start -> start.stateMachineArn(scope.stateMachine(request.stateMachine()))
                    .name(name)
                    .input(request.input()));
        } catch (ExecutionAlreadyExistsException e) {
            // an earlier attempt of this very call may have arrived, and its execution ended already
            if (!ours() && !(e.numAttempts() > 1 && startedSince(begun))) {
                throw new ProblemException(
                        Problem.configuration(
                                "executionName '" + name + "': the state machine has an execution of this name, and a"
                                        + " name can't be used again for 90 days",
                                "Choose another executionName, or leave it out for a new one each time"),
                        e);
            }
        } catch (StateMachineDoesNotExistException e) {
            throw new ProblemException(
                    Problem.failed(
                            "The state machine " + request.stateMachine() + " does not exist.",
                            scope.stateMachine(request.stateMachine()),
                            "",
                            "mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine"),
                    e);
        }
        started = true;
    }

    private boolean startedSince(Instant begun) {
        return !sfn.describeExecution(execution -> execution.executionArn(arn()))
                .startDate()
                .isBefore(begun.minus(CLOCKS_DIFFER));
    }

    private String newName() {
        return "mvn-" + TO_THE_SECOND.format(time.now()) + "-"
                + UUID.randomUUID().toString().substring(0, RANDOM_CHARACTERS);
    }
}
