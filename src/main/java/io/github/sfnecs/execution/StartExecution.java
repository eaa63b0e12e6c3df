package io.github.sfnecs.execution;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.WrongAccount;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.goal.Goal;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.Commands;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/**
 * Starts an execution under a name that the client chooses: repeating the call after a lost answer starts nothing twice.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
final class StartExecution implements Beginning {
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int RANDOM_CHARACTERS = 8;
    /** How far this machine's clock may be ahead of AWS's. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    /** Headers tell the time to the second, and so do some endpoints' answers. */
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    /** A clock that is further off is none: some emulators have one of their own, which their headers do not know. */
    private static final Duration A_DAY = Duration.ofDays(1);

    /** Who started an execution. */
    enum Whose {
        /** This call has not been answered yet, and the name is not one that was made up here. */
        UNKNOWN,
        /** This call did. */
        OURS,
        /** Somebody did before: of the same name and input there is only one at a time. */
        OTHERS
    }

    private final AwsClients aws;
    private final Commands commands;
    private final SfnClient sfn;
    private final Scope scope;
    private final Time time;
    private final ExecutionRequest request;
    private final String name;
    private volatile Whose whose;
    private volatile boolean answered;

    StartExecution(AwsClients aws, Commands commands, Scope scope, Time time, ExecutionRequest request) {
        this.aws = aws;
        this.commands = commands;
        this.sfn = aws.sfn();
        this.scope = scope;
        this.time = time;
        this.request = request;
        this.name = request.name().orElseGet(this::newName);
        this.whose = request.name().isEmpty() ? Whose.OURS : Whose.UNKNOWN;
    }

    /** The ARN that the execution has, or will have. */
    @Override
    public String arn() {
        return scope.execution(request.stateMachine(), name);
    }

    /** Who started the execution of this ARN. */
    @Override
    public Whose whose() {
        return whose;
    }

    /** Whether there is such an execution, though Step Functions may not know it everywhere yet. */
    @Override
    public boolean answered() {
        return answered;
    }

    /**
     * Starts it, and returns what is known of it then.
     *
     * @throws ProblemException if it was started in another account or region
     */
    @Override
    public DescribeExecutionResponse begin() {
        Instant begun = time.now();
        try {
            StartExecutionResponse answer =
                    sfn.startExecution(start -> start.stateMachineArn(scope.stateMachine(request.stateMachine()))
                            .name(name)
                            .input(request.input()));
            WrongAccount.refuse(
                    aws,
                    scope,
                    answer.executionArn(),
                    "an execution was started there",
                    "\nTo stop it: " + commands.stop(String.valueOf(answer.executionArn())));
            if (whose == Whose.UNKNOWN) {
                whose = startedSince(begun, answer.startDate(), answer.sdkHttpResponse()) ? Whose.OURS : Whose.OTHERS;
            }
            return started(answer.startDate());
        } catch (ExecutionAlreadyExistsException e) {
            // an earlier attempt of this very call may have arrived, and its execution ended already
            return taken(begun, e);
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

    @Override
    public String done() {
        return "Execution started";
    }

    @Override
    public Goal goal() {
        return Goal.EXECUTE;
    }

    private DescribeExecutionResponse taken(Instant begun, ExecutionAlreadyExistsException e) {
        Instant startDate = null;
        if (whose == Whose.UNKNOWN && e.numAttempts() > 1) {
            DescribeExecutionResponse there = sfn.describeExecution(execution -> execution.executionArn(arn()));
            startDate = there.startDate();
            whose = startedSince(begun, startDate, there.sdkHttpResponse()) ? Whose.OURS : Whose.OTHERS;
        }
        if (whose != Whose.OURS) {
            throw new ProblemException(
                    Problem.configuration(
                            "executionName '" + name + "': the state machine has an execution of this name, and a"
                                    + " name can't be used again for 90 days",
                            "Choose another executionName, or leave it out for a new one each time"),
                    e);
        }
        return started(startDate);
    }

    private DescribeExecutionResponse started(Instant startDate) {
        answered = true;
        return DescribeExecutionResponse.builder()
                .executionArn(arn())
                .stateMachineArn(scope.stateMachine(request.stateMachine()))
                .name(name)
                .status(ExecutionStatus.RUNNING)
                .startDate(startDate)
                .input(request.input())
                .build();
    }

    /** Whether something was started since this call began, by AWS's own clock, if its answer tells what time it is there. */
    private boolean startedSince(Instant begun, Instant startDate, SdkHttpResponse answer) {
        Instant now = time.now();
        Duration since = Duration.between(begun, now);
        return startDate == null
                || !startDate.isBefore(date(answer)
                        .filter(there -> Duration.between(now, there).abs().compareTo(A_DAY) < 0)
                        .map(there -> there.minus(since).minus(A_SECOND))
                        .orElseGet(() -> begun.minus(CLOCKS_DIFFER)));
    }

    private static Optional<Instant> date(SdkHttpResponse answer) {
        try {
            return answer.firstMatchingHeader("Date").map(date -> Instant.from(RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String newName() {
        return "mvn-" + TO_THE_SECOND.format(time.now()) + "-"
                + UUID.randomUUID().toString().substring(0, RANDOM_CHARACTERS);
    }
}
