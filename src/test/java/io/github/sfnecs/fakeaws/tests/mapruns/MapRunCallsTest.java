package io.github.sfnecs.fakeaws.tests.mapruns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.tests.World;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;

/** The calls about Map Runs and their children. */
class MapRunCallsTest {

    private static final String WAIT = "{\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}";
    private static final String LABEL = "\"Label\": \"Each\", ";

    private final World world = new World();
    private final MapRuns runs = new MapRuns(world);
    private final SfnClient sfn = world.clients.sfn();

    @BeforeEach
    void letStart() {
        runs.allowToStart();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aStoppedParentTakesItsRunAlong() {
        world.account.script("job", TaskScript.runsForever());
        String execution = runs.start(LABEL + "\"MaxConcurrency\": 2,", runs.task(), "[1, 2, 3]");
        world.clock.advance(Duration.ofMinutes(2));
        sfn.stopExecution(request -> request.executionArn(execution));
        world.clock.advance(Duration.ofMinutes(1));

        assertThat(world.events(execution)).endsWith("MapRunStarted", "MapRunAborted", "ExecutionAborted");
        assertThat(runs.describe(execution).status()).isEqualTo(MapRunStatus.ABORTED);
        assertThat(runs.describe(execution).executionCounts().aborted()).isEqualTo(2);
        assertThat(runs.describe(execution).executionCounts().pending()).isEqualTo(1);
        assertThat(runs.children(execution))
                .extracting(ExecutionListItem::statusAsString)
                .containsExactly("ABORTED", "ABORTED");
        assertThat(world.clients
                        .ecs()
                        .listTasks(request -> request.cluster("jobs").desiredStatus("RUNNING"))
                        .taskArns())
                .isEmpty();
    }

    /** See https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html */
    @Test
    void aRunMayOutliveItsParent() {
        world.account.mapRunsGoOn(Duration.ofSeconds(90));
        String execution = runs.start(LABEL + "\"MaxConcurrency\": 1,", WAIT, "[1, 2, 3]");
        sfn.stopExecution(request -> request.executionArn(execution));
        world.clock.advance(Duration.ofSeconds(70));

        assertThat(world.events(execution)).endsWith("MapRunStarted", "ExecutionAborted");
        assertThat(runs.describe(execution).status()).isEqualTo(MapRunStatus.RUNNING);
        assertThat(runs.children(execution))
                .extracting(ExecutionListItem::statusAsString)
                .containsExactly("RUNNING", "SUCCEEDED");
        world.clock.advance(Duration.ofSeconds(30));
        assertThat(runs.describe(execution).status()).isEqualTo(MapRunStatus.ABORTED);
        assertThat(runs.children(execution).get(0).statusAsString()).isEqualTo("ABORTED");
        assertThat(world.describe(execution).statusAsString()).isEqualTo("ABORTED");
    }

    @Test
    void aTimeOutEndsTheRunAsWell() {
        String machine = world.create(runs.definition(LABEL, WAIT).replaceFirst("\\{", "{\"TimeoutSeconds\": 10, "));
        String execution = sfn.startExecution(
                        start -> start.stateMachineArn(machine).name("run").input("[1]"))
                .executionArn();
        world.clock.advance(Duration.ofSeconds(11));

        assertThat(world.describe(execution).statusAsString()).isEqualTo("TIMED_OUT");
        assertThat(runs.describe(execution).status()).isEqualTo(MapRunStatus.ABORTED);
    }

    @Test
    void aBranchBesideTheRunMayAbortIt() {
        String execution = world.start("""
                {"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [%s,
                  {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 5, "Next": "F"}, "F": {"Type": "Fail"}}}]}}}""".formatted(runs.definition(LABEL, WAIT)));
        world.clock.advance(Duration.ofSeconds(6));

        assertThat(world.describe(execution).statusAsString()).isEqualTo("FAILED");
        assertThat(runs.describe(execution).status()).isEqualTo(MapRunStatus.ABORTED);
        assertThat(world.events(execution))
                .contains("MapRunAborted", "MapStateAborted")
                .endsWith("ExecutionFailed");
    }

    /** That it counts as failed is not recorded. */
    @Test
    void aChildCanBeStopped() {
        String execution = runs.start(LABEL, WAIT, "[1, 2]");
        String child = runs.children(execution).get(1).executionArn();
        sfn.stopExecution(request -> request.executionArn(child).error("E").cause("not this one"));

        assertThat(world.describe(child).cause()).isEqualTo("not this one");
        assertThat(world.describe(child).redriveStatusAsString()).isEqualTo("REDRIVABLE_BY_MAP_RUN");
        assertThat(runs.describe(execution).status()).isEqualTo(MapRunStatus.FAILED);
        assertThat(world.describe(execution).statusAsString()).isEqualTo("FAILED");
    }

    @Test
    void childrenAreListedByStatus() {
        String execution =
                runs.start(LABEL + "\"ToleratedFailureCount\": 9,", runs.failing("X"), "[1, \"X\", 2, \"X\", 3]");

        assertThat(runs.children(execution)).hasSize(5).allSatisfy(child -> {
            assertThat(child.mapRunArn()).isEqualTo(runs.arn(execution));
            assertThat(child.itemCount()).isEqualTo(1);
            assertThat(child.stateMachineArn()).isEqualTo(World.MACHINE + "/Each");
        });
        assertThat(sfn.listExecutions(request ->
                                request.mapRunArn(runs.arn(execution)).statusFilter("FAILED"))
                        .executions())
                .hasSize(2)
                .extracting(child -> world.describe(child.executionArn()).error())
                .containsOnly("E");
        assertThat(sfn.listExecutionsPaginator(request ->
                                request.mapRunArn(runs.arn(execution)).maxResults(2))
                        .executions())
                .hasSize(5);
    }

    @Test
    void aListIsOfAMachineOrOfARun() {
        String execution = runs.start(LABEL, WAIT, "[1]");

        assertThatThrownBy(() -> sfn.listExecutions(
                        request -> request.mapRunArn(runs.arn(execution)).stateMachineArn(World.MACHINE)))
                .hasMessageContaining("Exactly one of stateMachineArn and mapRunArn");
        assertThatThrownBy(() -> sfn.listExecutions(request -> request.maxResults(1)))
                .hasMessageContaining("Exactly one of stateMachineArn and mapRunArn");
        assertThatThrownBy(() -> sfn.describeMapRun(
                        request -> request.mapRunArn(runs.arn(execution).replace("Each", "Other"))))
                .hasMessageContaining("Resource not found");
        assertThatThrownBy(() -> sfn.describeMapRun(request -> request.mapRunArn(execution)))
                .hasMessageContaining("Invalid Arn");
        assertThatThrownBy(() -> sfn.listMapRuns(request -> request.executionArn(execution + "x")))
                .hasMessageContaining("Execution Does Not Exist");
        assertThat(runs.list(runs.children(execution).get(0).executionArn())).isEmpty();
    }

    @Test
    void theMachineOfAChildIsThatOfTheRun() {
        String execution = runs.start(LABEL, WAIT, "[1]");
        DescribeStateMachineForExecutionResponse machine = sfn.describeStateMachineForExecution(
                request -> request.executionArn(runs.children(execution).get(0).executionArn()));

        assertThat(machine.mapRunArn()).isEqualTo(runs.arn(execution));
        assertThat(machine.label()).isEqualTo("Each");
        assertThat(machine.stateMachineArn()).isEqualTo(World.MACHINE + "/Each");
        assertThat(machine.definition()).contains("\"I\"").doesNotContain("\"S\"");
        assertThat(sfn.describeStateMachineForExecution(request -> request.executionArn(execution))
                        .label())
                .isNull();
    }

    /** See https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
    @Test
    void theMachineOfChildrenCantBeStarted() {
        runs.start(LABEL, WAIT, "[1]");

        assertThatThrownBy(() -> sfn.startExecution(start -> start.stateMachineArn(World.MACHINE + "/Each")))
                .satisfies(e -> assertThat(e.toString()).contains("Distributed Map"));
    }

    @Test
    void aRunTakesAnotherConcurrency() {
        String execution = runs.start(LABEL + "\"MaxConcurrency\": 2,", WAIT, "[1, 2, 3, 4, 5]");
        sfn.updateMapRun(request -> request.mapRunArn(runs.arn(execution)).maxConcurrency(4));

        assertThat(runs.describe(execution).maxConcurrency()).isEqualTo(4);
        assertThat(runs.describe(execution).executionCounts().running()).isEqualTo(4);
        sfn.updateMapRun(request -> request.mapRunArn(runs.arn(execution)).maxConcurrency(1));
        assertThat(runs.describe(execution).executionCounts().running()).isEqualTo(4);
        world.clock.advance(Duration.ofSeconds(60));
        assertThat(runs.describe(execution).executionCounts().running()).isEqualTo(1);
    }

    @Test
    void aRunTakesAnotherTolerance() {
        String execution = runs.start(
                LABEL + "\"ToleratedFailureCount\": 1, \"MaxConcurrency\": 1,",
                runs.failing("X").replace("\"P\": {\"Type\": \"Pass\"", "\"P\": {\"Type\": \"Wait\", \"Seconds\": 60"),
                "[\"X\", 1]");
        assertThat(runs.describe(execution).toleratedFailureCount()).isEqualTo(1);
        sfn.updateMapRun(request -> request.mapRunArn(runs.arn(execution)).toleratedFailureCount(0L));

        assertThat(world.describe(execution).error()).isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThatThrownBy(() -> sfn.updateMapRun(
                        request -> request.mapRunArn(runs.arn(execution)).maxConcurrency(1)))
                .hasMessageContaining("not in progress");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, maxConcurrency", "1, -1, 0, toleratedFailureCount", "1, 0, 101, toleratedFailurePercentage"})
    void limitsHaveLimits(int concurrency, long count, float percentage, String member) {
        String execution = runs.start(LABEL, WAIT, "[1]");

        assertThatThrownBy(() -> sfn.updateMapRun(request -> request.mapRunArn(runs.arn(execution))
                        .maxConcurrency(concurrency)
                        .toleratedFailureCount(count)
                        .toleratedFailurePercentage(percentage)))
                .hasMessageContaining(member);
    }
}
