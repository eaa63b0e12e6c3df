package io.github.sfnecs.execution;

import static io.github.sfnecs.asl.IntegrationPattern.REQUEST_RESPONSE;
import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static io.github.sfnecs.execution.Runs.problem;
import static io.github.sfnecs.rendering.RetryCause.BUSY;
import static io.github.sfnecs.rendering.RetryCause.EC2_THROTTLING;
import static io.github.sfnecs.rendering.RetryCause.FAILED;
import static io.github.sfnecs.rendering.RetryCause.MISSED_HEARTBEAT;
import static io.github.sfnecs.rendering.RetryCause.NEVER_STARTED;
import static io.github.sfnecs.rendering.RetryCause.SPOT_INTERRUPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.rendering.RetryCause;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** For what a task is started again, how often, and what is said in the end. */
class RetriedTaskTest {
    private static final TaskScript DONE = TaskScript.exits(0);
    private static final TaskScript NO_INTERFACE = TaskScript.failsToStart(
            "TaskFailedToStart", "Timeout waiting for network interface provisioning to complete.");
    private static final TaskScript INTERRUPTED =
            TaskScript.exits(137).stopCode("SpotInterruption").stopReason("Your Spot Task was interrupted.");
    private static final String THROTTLED =
            "Error retrieving security group information for [sg-0abc1234]: Request limit"
                    + " exceeded. (ErrorCode: RequestLimitExceeded)";
    /** https://github.com/dagster-io/dagster/issues/33439 */
    private static final String RATE_EXCEEDED =
            "Error retrieving subnet information for [subnet-0abc1234]: Rate exceeded (ErrorCode: Throttling)";

    private static final Capacity SPOT =
            new ProviderStrategy(List.of(new Item("FARGATE_SPOT", OptionalInt.empty(), OptionalInt.empty())));

    private final Lab lab = new Lab();
    private final Runs runs = new Runs(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    private static Retry retry(Map<RetryCause, Integer> attempts, Integer... exitCodes) {
        return new Retry(attempts, new TreeSet<>(List.of(exitCodes)), Retry.DEFAULT.backoff());
    }

    private ExecutionReport run(ATask task, TaskScript... scripts) {
        lab.account.scriptsInTurn("job", scripts);
        lab.deploy(task);
        return runs.run(Runs.RUN);
    }

    private static JsonNode json(ExecutionReport report) {
        return Json.tryParse(report.json()).orElseThrow();
    }

    /** How often RunTask was asked for. */
    private long attempts() {
        return lab
                .clients
                .sfn()
                .getExecutionHistory(history -> history.executionArn(
                        Lab.SCOPE.stateMachine(Lab.MACHINE).replace(":stateMachine:", ":execution:") + ":run"))
                .events()
                .stream()
                .filter(event -> event.taskScheduledEventDetails() != null)
                .count();
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of(NEVER_STARTED, NO_INTERFACE),
                Arguments.of(SPOT_INTERRUPTION, INTERRUPTED),
                Arguments.of(SPOT_INTERRUPTION, INTERRUPTED.stopCode("TerminationNotice")),
                Arguments.of(
                        SPOT_INTERRUPTION,
                        TaskScript.exits(137)
                                .stopCode("ServiceSchedulerInitiated")
                                .stopReason("Host EC2 (instance i-0abc1234) terminated.")),
                Arguments.of(FAILED, TaskScript.exits(75)),
                Arguments.of(EC2_THROTTLING, TaskScript.throwsError("InvalidParameterException", THROTTLED)),
                Arguments.of(EC2_THROTTLING, TaskScript.throwsError("InvalidParameterException", RATE_EXCEEDED)),
                Arguments.of(BUSY, TaskScript.throwsError("ThrottlingException", "Rate exceeded")));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void isStartedAgainForWhatPasses(RetryCause cause, TaskScript failure) {
        ExecutionReport report = run(ATask.task().retry(retry(Map.of(cause, 2))), failure, failure, DONE);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.console.warnings()).isEmpty();
        assertThat(attempts()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void isStartedAgainNoMoreThanThat(RetryCause cause, TaskScript failure) {
        ExecutionReport report = run(ATask.task().retry(retry(Map.of(cause, 2))), failure);

        assertThat(attempts()).isEqualTo(3);
        assertThat(problem(report)).contains("state RunTask, attempt 3").doesNotContain("SfnEcs", "A Catch took");
    }

    @ParameterizedTest
    @MethodSource("passing")
    void isNotStartedAgainForAnythingElse(RetryCause cause, TaskScript failure) {
        Map<RetryCause, Integer> others = new EnumMap<>(RetryCause.class);
        Stream.of(NEVER_STARTED, SPOT_INTERRUPTION, FAILED, EC2_THROTTLING)
                .filter(other -> other != cause)
                .forEach(other -> others.put(other, 2));
        ExecutionReport report =
                run(ATask.task().retry(new Retry(others, new TreeSet<>(), Retry.DEFAULT.backoff())), failure);

        assertThat(attempts()).isEqualTo(1);
        assertThat(problem(report)).contains("state RunTask, attempt 1\n").doesNotContain("SfnEcs", "A Catch took");
    }

    @ParameterizedTest
    @MethodSource("passing")
    void failsInTheEndAsItWouldHaveAtOnce(RetryCause cause, TaskScript failure) {
        run(ATask.task().retry(retry(Map.of(cause, 1))), failure);
        String error = execution().error();
        String text = execution().cause();

        assertThat(error + ": " + text)
                .startsWith(
                        switch (cause) {
                            case EC2_THROTTLING -> "ECS.InvalidParameterException: Error retrieving s";
                            case BUSY -> "ECS.AmazonECSException: Rate exceeded";
                            default -> "States.TaskFailed: {\"TaskArn\":";
                        });
    }

    private DescribeExecutionResponse execution() {
        return lab.clients
                .sfn()
                .describeExecution(describe ->
                        describe.executionArn(Lab.MACHINE_ARN.replace(":stateMachine:", ":execution:") + ":run"));
    }

    @Test
    void countsEachCauseByItself() {
        ExecutionReport report = run(
                ATask.task().retry(retry(Map.of(NEVER_STARTED, 1, FAILED, 1))),
                NO_INTERFACE,
                TaskScript.exits(1),
                NO_INTERFACE,
                DONE);

        assertThat(attempts()).isEqualTo(3);
        assertThat(problem(report)).contains("state RunTask, attempt 3 of 3", "Timeout waiting for network interface");
    }

    @Test
    void isStartedAgainOnlyForTheExitCodesThatAreNamed() {
        ATask task = ATask.task().retry(retry(Map.of(FAILED, 3), 75, 76));
        ExecutionReport report = run(task, TaskScript.exits(75), TaskScript.exits(76), TaskScript.exits(7));

        assertThat(attempts()).isEqualTo(3);
        assertThat(problem(report)).contains("state RunTask, attempt 3 of 3", "app        yes        7");
    }

    @Test
    void isNotStartedAgainWhereSomebodyStoppedIt() {
        run(
                ATask.task().retry(retry(Map.of(NEVER_STARTED, 1, SPOT_INTERRUPTION, 1, FAILED, 1))),
                TaskScript.exits(143).stopCode("UserInitiated").stopReason("Task stopped by user"));

        assertThat(attempts()).isEqualTo(1);
    }

    @Test
    void getsTheSameInputAndGivesTheSameOutputAtEachAttempt() {
        ATask task = ATask.task().command("$.day").retry(retry(Map.of(FAILED, 1)));
        lab.account.scriptsInTurn("job", TaskScript.exits(1), DONE);
        lab.deploy(task);
        lab.clients
                .sfn()
                .startExecution(start ->
                        start.stateMachineArn(Lab.MACHINE_ARN).name("run").input("{\"day\": [\"monday\"]}"));
        lab.clock.advance(Duration.ofMinutes(1));

        JsonNode output = Json.tryParse(execution().output()).orElseThrow();
        assertThat(output.at("/Overrides/ContainerOverrides/0/Command/0").asText())
                .isEqualTo("monday");
        assertThat(output.at("/Containers/0/ExitCode").asInt(-1)).isZero();
    }

    @Test
    void runsOnDemandAfterASpotInterruption() {
        ATask task = ATask.task()
                .on(SPOT)
                .onSpotInterruption(Capacity.LaunchType.FARGATE)
                .retry(retry(Map.of()));
        ExecutionReport report = run(task, INTERRUPTED, DONE);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.console.warnings()).isEmpty();
        assertThat(capacities(report)).containsExactly("FARGATE_SPOT", "FARGATE");
    }

    @Test
    void runsOnDemandOnlyWhenThereAreNoMoreAttemptsOnSpot() {
        ATask task = ATask.task()
                .on(SPOT)
                .onSpotInterruption(Capacity.LaunchType.FARGATE)
                .retry(retry(Map.of(SPOT_INTERRUPTION, 1, FAILED, 1)));
        ExecutionReport report = run(task, INTERRUPTED, INTERRUPTED, TaskScript.exits(1), DONE);

        assertThat(report.problem()).isEmpty();
        assertThat(capacities(report)).containsExactly("FARGATE_SPOT", "FARGATE_SPOT", "FARGATE", "FARGATE");
    }

    @Test
    void saysWhatFailedOnDemand() {
        ATask task = ATask.task()
                .on(SPOT)
                .onSpotInterruption(Capacity.LaunchType.FARGATE)
                .retry(retry(Map.of(FAILED, 1)));
        ExecutionReport report = run(task, INTERRUPTED, TaskScript.exits(3));

        assertThat(problem(report))
                .contains("state RunTaskOnDemand, attempt 2 of 2", "app        yes        3")
                .doesNotContain("A Catch took");
    }

    private static List<String> capacities(ExecutionReport report) {
        List<String> capacities = new ArrayList<>();
        json(report)
                .path("tasks")
                .forEach(task -> capacities.add(task.path("capacity").asText()));
        return capacities;
    }

    @Test
    void isStartedAgainByWhateverPatternWhereEc2IsThrottled() {
        ExecutionReport report = run(
                ATask.task().pattern(REQUEST_RESPONSE).retry(retry(Map.of(EC2_THROTTLING, 1))),
                TaskScript.throwsError("InvalidParameterException", THROTTLED),
                TaskScript.runsForever());

        assertThat(report.problem()).isEmpty();
    }

    private ExecutionReport runWithToken(ATask task, TaskScript... scripts) {
        lab.clients
                .iam()
                .putRolePolicy(put -> put.roleName("jobTaskRole")
                        .policyName("token")
                        .policyDocument("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                + " \"Action\": \"states:*\", \"Resource\": \"*\"}]}"));
        return run(task.pattern(WAIT_FOR_TASK_TOKEN).heartbeat(Duration.ofMinutes(1)), scripts);
    }

    @Test
    void isStartedAgainWhereNothingIsHeardOfIt() {
        ExecutionReport report = runWithToken(
                ATask.task().retry(retry(Map.of(MISSED_HEARTBEAT, 1))),
                TaskScript.runsForever(),
                TaskScript.runsForever().sendsTaskSuccess("{}"));

        assertThat(report.problem()).isEmpty();
    }

    @Test
    void isStartedAgainWhereNothingIsHeardOfItAndWhereEc2IsThrottled() {
        ExecutionReport report = runWithToken(
                ATask.task().timeout(Duration.ofHours(1)).retry(retry(Map.of(EC2_THROTTLING, 1, MISSED_HEARTBEAT, 1))),
                TaskScript.throwsError("InvalidParameterException", THROTTLED),
                TaskScript.runsForever(),
                TaskScript.runsForever().sendsTaskSuccess("{}"));

        assertThat(report.problem()).isEmpty();
        assertThat(attempts()).isEqualTo(3);
    }

    @Test
    void isLimitedInAllItsAttemptsTogether() {
        ATask task = ATask.task().overall(Duration.ofMinutes(5)).retry(retry(Map.of(FAILED, 99)));
        ExecutionReport report = run(task, TaskScript.exits(1).after(Duration.ofMinutes(2)));

        assertThat(report.execution().status()).isEqualTo("TIMED_OUT");
        assertThat(problem(report))
                .startsWith("Execution run TIMED_OUT.\n  where: state RunTask, attempt 3\n")
                .contains(
                        "Before that an attempt failed: state RunTask, attempt 2: States.TaskFailed: Essential container in task"
                                + " exited",
                        "timeoutOverall");
    }

    @Test
    void waitsNoLongerThanTheLongestDelay() {
        Retry capped = new Retry(
                Map.of(FAILED, 4),
                new TreeSet<>(),
                new Retry.Backoff(Duration.ofMinutes(1), 10, Optional.of(Duration.ofMinutes(2)), false));
        ExecutionReport report =
                run(ATask.task().retry(capped), TaskScript.exits(1).atOnce());

        assertThat(attempts()).isEqualTo(5);
        assertThat(Duration.between(Lab.START, lab.clock.now()))
                .isBetween(Duration.ofMinutes(7), Duration.ofMinutes(9));
        assertThat(problem(report)).contains("attempt 5 of 5");
    }
}
