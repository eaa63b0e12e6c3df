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

    StartExecution(SfnClient sfn, Scope scope, Time time) {
        this.sfn = sfn;
        this.scope = scope;
        this.time = time;
    }

    /** Starts it and returns its ARN. */
    String start(ExecutionRequest request) {
        String name = request.name().orElseGet(this::newName);
        Instant begun = time.now();
        try {
            return sfn.startExecution(start -> start.stateMachineArn(scope.stateMachine(request.stateMachine()))
                            .name(name)
                            .input(request.input()))
                    .executionArn();
        } catch (ExecutionAlreadyExistsException e) {
            String arn = scope.execution(request.stateMachine(), name);
            // an earlier attempt of this very call may have arrived, and its execution ended already; a name that we
            // made up nobody else has
            if (request.name().isEmpty() || (e.numAttempts() > 1 && startedSince(begun, arn))) {
                return arn;
            }
            throw new ProblemException(
                    Problem.configuration(
                            "executionName '" + name + "': the state machine has an execution of this name, and a name"
                                    + " can't be used again for 90 days",
                            "Choose another executionName, or leave it out for a new one each time"),
                    e);
        } catch (StateMachineDoesNotExistException e) {
            throw new ProblemException(
                    Problem.failed(
                            "The state machine " + request.stateMachine() + " does not exist.",
                            scope.stateMachine(request.stateMachine()),
                            "",
                            "mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine"),
                    e);
        }
    }

    private boolean startedSince(Instant begun, String arn) {
        return !sfn.describeExecution(execution -> execution.executionArn(arn))
                .startDate()
                .isBefore(begun.minus(CLOCKS_DIFFER));
    }

    private String newName() {
        return "mvn-" + TO_THE_SECOND.format(time.now()) + "-"
                + UUID.randomUUID().toString().substring(0, RANDOM_CHARACTERS);
    }
}
