package io.github.sfnecs.fakeaws.tests.mapruns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.tests.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveFilter;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;

/** Map Runs that go on where they failed. https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html */
class RedrivenMapRunTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String LABEL = "\"Label\": \"Each\", ";
    private static final String REDRIVE = """
            {"Effect": "Allow", "Action": "states:RedriveExecution", "Resource": "%s/Each:*"}""".formatted(World.MACHINE.replace(":stateMachine:", ":execution:"));

    private final World world = new World();
    private final MapRuns runs = new MapRuns(world);
    private final SfnClient sfn = world.clients.sfn();

    @BeforeEach
    void letStart() {
        world.allow(
                MapRuns.START,
                REDRIVE,
                World.RUN_TASK,
                World.PASS_ROLES,
                World.TAG,
                World.STOP,
                World.DESCRIBE,
                World.MANAGED_RULE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Two items at a time: the first succeeds, the second fails, the third is cut off, the fourth has not begun. */
    private String failed() {
        world.account.scriptsInTurn(
                "job",
                TaskScript.exits(0).after(MINUTE),
                TaskScript.exits(1).after(MINUTE.multipliedBy(2)),
                TaskScript.runsForever());
        String execution = runs.start(LABEL + "\"MaxConcurrency\": 2,", runs.task(), "[1, 2, 3, 4]");
        world.clock.advance(HOUR);
        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.FAILED);
        world.account.script("job", TaskScript.exits(0).after(MINUTE));
        return execution;
    }

    private void redrive(String execution) {
        sfn.redriveExecution(request -> request.executionArn(execution));
    }

    private List<ExecutionListItem> children(String execution, String status) {
        return sfn.listExecutions(
                        request -> request.mapRunArn(runs.arn(execution)).statusFilter(status))
                .executions();
    }

    @Test
    void onlyWhatDidNotSucceedRunsAgain() {
        String execution = failed();
        redrive(execution);
        world.clock.advance(HOUR);

        DescribeMapRunResponse run = runs.describe(execution);
        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(runs.list(execution)).hasSize(1);
        assertThat(run.status()).isEqualTo(MapRunStatus.SUCCEEDED);
        assertThat(run.redriveCount()).isOne();
        assertThat(run.redriveDate()).isNotNull();
        assertThat(run.itemCounts().succeeded()).isEqualTo(4);
        assertThat(world.events(execution))
                .endsWith(
                        "MapRunFailed",
                        "MapStateFailed",
                        "ExecutionFailed",
                        "ExecutionRedriven",
                        "MapRunRedriven",
                        "MapRunSucceeded",
                        "MapStateSucceeded",
                        "MapStateExited",
                        "ExecutionSucceeded");
        HistoryEvent redriven = sfn.getExecutionHistory(request -> request.executionArn(execution)).events().stream()
                .filter(event -> event.type() == HistoryEventType.MAP_RUN_REDRIVEN)
                .findFirst()
                .orElseThrow();
        assertThat(redriven.mapRunRedrivenEventDetails().mapRunArn()).isEqualTo(runs.arn(execution));
        assertThat(redriven.mapRunRedrivenEventDetails().redriveCount()).isOne();
    }

    @Test
    void aChildGoesOnUnderItsName() {
        String execution = failed();
        List<ExecutionListItem> before = children(execution, "FAILED");
        redrive(execution);
        world.clock.advance(HOUR);

        assertThat(world.events(before.get(0).executionArn()))
                .containsSubsequence("ExecutionFailed", "ExecutionRedriven", "TaskSubmitted", "ExecutionSucceeded");
        assertThat(sfn.listExecutions(request ->
                                request.mapRunArn(runs.arn(execution)).redriveFilter(ExecutionRedriveFilter.REDRIVEN))
                        .executions())
                .hasSize(2)
                .allSatisfy(child -> assertThat(child.redriveCount()).isOne());
        assertThat(sfn.listExecutions(request -> request.mapRunArn(runs.arn(execution))
                                .redriveFilter(ExecutionRedriveFilter.NOT_REDRIVEN))
                        .executions())
                .hasSize(2);
    }

    @Test
    void whatWaitsIsCountedAndListed() {
        world.account.script("job", TaskScript.runsForever());
        String execution = runs.start(LABEL + "\"MaxConcurrency\": 3,", runs.task(), "[1, 2, 3]");
        world.clock.advance(MINUTE);
        sfn.updateMapRun(request -> request.mapRunArn(runs.arn(execution)).maxConcurrency(1));
        sfn.stopExecution(request -> request.executionArn(execution));
        redrive(execution);
        world.clock.advance(MINUTE);

        DescribeMapRunResponse run = runs.describe(execution);
        assertThat(run.status()).isEqualTo(MapRunStatus.RUNNING);
        assertThat(run.executionCounts().running()).isOne();
        assertThat(run.executionCounts().pendingRedrive()).isEqualTo(2);
        assertThat(run.executionCounts().aborted()).isZero();
        assertThat(children(execution, "PENDING_REDRIVE")).hasSize(2);

        sfn.stopExecution(request -> request.executionArn(execution));
        assertThat(runs.describe(execution).executionCounts().aborted()).isEqualTo(3);
        assertThat(children(execution, "PENDING_REDRIVE")).isEmpty();
    }

    @Test
    void onlyChildrenWaitForARedrive() {
        failed();

        assertThatThrownBy(() -> sfn.listExecutions(
                        request -> request.stateMachineArn(World.MACHINE).statusFilter("PENDING_REDRIVE")))
                .hasMessageContaining("mapRunArn");
        assertThatThrownBy(() -> sfn.listExecutions(request ->
                        request.stateMachineArn(World.MACHINE).redriveFilter(ExecutionRedriveFilter.REDRIVEN)))
                .hasMessageContaining("mapRunArn");
    }

    /** Wording: https://github.com/anomalyco/sst/issues/6759 */
    @Test
    void theRoleHasToRedriveItsChildren() {
        String execution = failed();
        runs.allowToStart();
        redrive(execution);
        world.clock.advance(HOUR);

        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(world.describe(execution).cause())
                .contains("is not authorized to perform: states:RedriveExecution on resource: ")
                .contains(":execution:machine/Each:");
        assertThat(runs.describe(execution).status()).isEqualTo(MapRunStatus.FAILED);
        assertThat(runs.describe(execution).executionCounts().failed()).isOne();
    }

    @Test
    void aChildThatFailedTooLongAgoStaysFailed() {
        world.account.scriptsInTurn(
                "job", TaskScript.exits(1), TaskScript.exits(0).after(Duration.ofDays(10)), TaskScript.exits(1));
        String execution =
                runs.start(LABEL + "\"MaxConcurrency\": 1, \"ToleratedFailureCount\": 1,", runs.task(), "[1, 2, 3]");
        world.clock.advance(Duration.ofDays(15));
        assertThat(runs.describe(execution).executionCounts().failuresNotRedrivable())
                .isOne();

        world.account.script("job", TaskScript.exits(0));
        redrive(execution);
        world.clock.advance(HOUR);

        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(runs.describe(execution).executionCounts().failed()).isOne();
        assertThat(runs.describe(execution).executionCounts().succeeded()).isEqualTo(2);
    }

    @Test
    void failsAgainWhereTooManyFailAgain() {
        String execution = failed();
        world.account.script("job", TaskScript.exits(1));
        redrive(execution);
        world.clock.advance(HOUR);

        assertThat(world.describe(execution).error()).isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThat(runs.describe(execution).redriveCount()).isOne();
        redrive(execution);
        assertThat(runs.describe(execution).redriveCount()).isEqualTo(2);
    }

    @Test
    void aRunThatDidNotBeginIsBegunAnew() {
        world.allow(World.RUN_TASK);
        String execution = runs.start(LABEL, "{\"Type\": \"Pass\", \"End\": true}", "[1]");
        assertThat(runs.list(execution)).isEmpty();
        runs.allowToStart();
        redrive(execution);
        world.clock.advance(HOUR);

        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(world.events(execution)).contains("MapRunStarted").doesNotContain("MapRunRedriven");
    }

    @Test
    void oneWhoseOutputWasTooLargeIsBegunAnew() {
        String large = "{\"Type\": \"Pass\", \"Result\": \"" + "x".repeat(140_000) + "\", \"End\": true}";
        String execution = runs.start(LABEL, large, "[1, 2]");
        assertThat(world.describe(execution).error()).isEqualTo("States.DataLimitExceeded");
        redrive(execution);
        world.clock.advance(HOUR);

        assertThat(runs.list(execution)).hasSize(2);
    }

    @Test
    void aRunThatGoesOnEndsBeforeItIsRedriven() {
        world.account.mapRunsGoOn(MINUTE);
        world.account.script("job", TaskScript.runsForever());
        String execution = runs.start(LABEL + "\"MaxConcurrency\": 2,", runs.task(), "[1, 2, 3]");
        sfn.stopExecution(request -> request.executionArn(execution));
        world.account.script("job", TaskScript.exits(0));
        redrive(execution);
        world.clock.advance(Duration.ofSeconds(30));
        assertThat(runs.describe(execution).redriveCount()).isZero();
        world.clock.advance(HOUR);

        assertThat(runs.describe(execution).redriveCount()).isOne();
        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }
}
