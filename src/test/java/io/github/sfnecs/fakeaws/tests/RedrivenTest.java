package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Executions that go on where they failed. The order of the events is that of AWS's page; no recording of it is known.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
class RedrivenTest {
    private static final String RUN = World.definition(".sync", "", "");
    private static final Duration HOUR = Duration.ofHours(1);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void goesOnInTheStateInWhichItFailed() {
        world.account.script("job", TaskScript.exits(1));
        DescribeExecutionResponse failed = world.run(RUN, HOUR);
        assertThat(failed.redriveStatus()).isEqualTo(ExecutionRedriveStatus.REDRIVABLE);

        world.account.script("job", TaskScript.exits(0));
        redrive("a");
        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.clock.advance(HOUR);

        DescribeExecutionResponse done = world.describe(World.EXECUTION);
        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(done.redriveCount()).isOne();
        assertThat(done.redriveStatusReason()).isEqualTo("Execution is SUCCEEDED and cannot be redriven");
        assertThat(world.events(World.EXECUTION))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSubmitted",
                        "TaskFailed",
                        "ExecutionFailed",
                        "ExecutionRedriven",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSubmitted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void hasAllItsTimeAgain() {
        world.account.script("job", TaskScript.exits(1).after(Duration.ofSeconds(40)));
        world.run(RUN.replace("\"StartAt\"", "\"TimeoutSeconds\": 100, \"StartAt\""), Duration.ofSeconds(90));
        redrive("a");
        world.clock.advance(Duration.ofSeconds(20));
        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.RUNNING);

        world.account.script("job", TaskScript.runsForever());
        world.clock.advance(Duration.ofSeconds(60));
        redrive("b");
        world.clock.advance(Duration.ofSeconds(101));
        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    }

    @Test
    void happensOnceForAToken() {
        world.account.script("job", TaskScript.exits(1));
        world.run(RUN, HOUR);

        Instant first = redrive("a");
        world.clock.advance(HOUR);

        assertThat(redrive("a")).isEqualTo(first);
        assertThat(world.describe(World.EXECUTION).redriveCount()).isOne();
    }

    @Test
    void isNotForOneThatRunsOrIsTooOld() {
        world.account.script("job", TaskScript.exits(1));
        world.start(RUN);
        assertThatThrownBy(() -> redrive("a"))
                .isInstanceOf(ExecutionNotRedrivableException.class)
                .hasMessageContaining("Execution is RUNNING and cannot be redriven");

        world.clock.advance(Duration.ofDays(15));
        assertThat(world.describe(World.EXECUTION).redriveStatusReason())
                .isEqualTo("Execution redrivable period exceeded");
        assertThatThrownBy(() -> redrive("a")).isInstanceOf(ExecutionNotRedrivableException.class);
    }

    @Test
    void failsAgainInAFailState() {
        world.run("{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Fail\", \"Error\": \"E\"}}}", HOUR);
        redrive("a");
        world.clock.advance(HOUR);

        DescribeExecutionResponse over = world.describe(World.EXECUTION);
        assertThat(over.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(over.error()).isEqualTo("E");
        assertThat(over.redriveCount()).isOne();
    }

    private static String task() {
        return RUN.replaceFirst("(?s).*\"Run\": (\\{\"Type\".*)}}$", "$1");
    }

    private void failedAt(int branch, String definition) {
        TaskScript[] scripts = {TaskScript.exits(0), TaskScript.exits(0), TaskScript.runsForever()};
        scripts[branch] = TaskScript.exits(1).after(Duration.ofMinutes(2));
        world.account.scriptsInTurn("job", scripts);
        world.run(definition, HOUR);
        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.FAILED);
        world.account.script("job", TaskScript.exits(0));
    }

    private static final String PARALLEL = """
            {"StartAt": "S", "States": {"S": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "A", "States": {"A": %s}}, {"StartAt": "B", "States": {"B": %s}}, {"StartAt": "C", "States": {"C": %s}}]}}}""".replace("%s", task());

    private static final String MAP = """
            {"StartAt": "I", "States": {"I": {"Type": "Pass", "Result": [1, 2, 3, 4, 5], "Next": "S"}, "S": {"Type": "Map",
              "MaxConcurrency": 3, "End": true, "ItemProcessor": {"StartAt": "A", "States": {"A": %s}}}}}""".formatted(task());

    @Test
    void runsOnlyBranchesThatFailedOrWereCutOff() {
        failedAt(1, PARALLEL);
        int before = world.events(World.EXECUTION).size();
        redrive("a");
        world.clock.advance(HOUR);

        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(world.events(World.EXECUTION)
                        .subList(before, world.events(World.EXECUTION).size()))
                .startsWith("ExecutionRedriven", "TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskScheduled")
                .endsWith("TaskStateExited", "ParallelStateSucceeded", "ParallelStateExited", "ExecutionSucceeded")
                .filteredOn("TaskSubmitted"::equals)
                .hasSize(2);
        assertThat(Json.parse(world.describe(World.EXECUTION).output()).orElseThrow())
                .hasSize(3);
    }

    /** Whether AWS tells anew that a state is entered is not known. */
    @Test
    void mayEnterAgainTheStatesInWhichItGoesOn() {
        world.account.redrivesEnterAgain(true);
        failedAt(1, PARALLEL);
        int before = world.events(World.EXECUTION).size();
        redrive("a");
        world.clock.advance(HOUR);

        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(world.events(World.EXECUTION)
                        .subList(before, world.events(World.EXECUTION).size()))
                .startsWith(
                        "ExecutionRedriven",
                        "ParallelStateEntered",
                        "ParallelStateStarted",
                        "TaskStateEntered",
                        "TaskScheduled")
                .filteredOn("TaskSubmitted"::equals)
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 3"})
    void runsOnlyIterationsThatFailedOrWereCutOffOrDidNotBegin(boolean entered, int begunAgain) {
        world.account.redrivesEnterAgain(entered);
        failedAt(1, MAP);
        int begun = iterations();
        redrive("a");
        world.clock.advance(HOUR);

        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Json.parse(world.describe(World.EXECUTION).output()).orElseThrow())
                .hasSize(5);
        assertThat(iterations() - begun).isEqualTo(5 - begun + begunAgain);
        assertThat(world.events(World.EXECUTION))
                .filteredOn("TaskSucceeded"::equals)
                .hasSize(5);
    }

    private int iterations() {
        return (int) world.events(World.EXECUTION).stream()
                .filter("MapIterationStarted"::equals)
                .count();
    }

    @Test
    void goesOnInAParallelThatIsInAMap() {
        failedAt(0, """
                {"StartAt": "I", "States": {"I": {"Type": "Pass", "Result": [1], "Next": "S"}, "S": {"Type": "Map", "End": true,
                  "ItemProcessor": %s}}}""".formatted(PARALLEL.replace("\"S\"", "\"P\"")));
        redrive("a");
        world.clock.advance(HOUR);

        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(world.events(World.EXECUTION))
                .filteredOn("TaskSucceeded"::equals)
                .hasSize(3);
    }

    @Test
    void runsAllIterationsAgainWhereTheirOutputWasTooLarge() {
        world.run("""
                {"StartAt": "I", "States": {"I": {"Type": "Pass", "Result": [1, 2], "Next": "S"}, "S": {"Type": "Map", "End": true,
                  "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "%s", "End": true}}}}}}""".formatted("x".repeat(140_000)), HOUR);
        assertThat(world.describe(World.EXECUTION).error()).isEqualTo("States.DataLimitExceeded");
        int begun = iterations();
        redrive("a");
        world.clock.advance(HOUR);

        assertThat(iterations()).isEqualTo(2 * begun);
    }

    @Test
    void hasAllItsTriesAgain() {
        String retry =
                "\"End\": true, \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"], \"MaxAttempts\": 1}], \"Branches\"";
        world.account.script("job", TaskScript.exits(1));
        world.run(PARALLEL.replace("\"End\": true, \"Branches\"", retry), HOUR);
        redrive("a");
        world.clock.advance(HOUR);

        assertThat(world.events(World.EXECUTION))
                .filteredOn("ParallelStateStarted"::equals)
                .hasSize(3);
    }

    @Test
    void runsAllBranchesAgainWhereTheOutputOfOneWasTooLarge() {
        String pass =
                "{\"StartAt\": \"%s\", \"States\": {\"%s\": {\"Type\": \"Pass\", \"Result\": \"%s\", \"End\": true}}}";
        world.run(
                "{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Parallel\", \"End\": true, \"Branches\": [%s, %s]}}}"
                        .formatted(pass.formatted("A", "A", "x"), pass.formatted("B", "B", "x".repeat(300_000))),
                HOUR);
        assertThat(world.describe(World.EXECUTION).error()).isEqualTo("States.DataLimitExceeded");
        redrive("a");
        world.clock.advance(HOUR);

        assertThat(world.events(World.EXECUTION))
                .filteredOn("PassStateEntered"::equals)
                .hasSize(4);
    }

    /** A state that waits when the execution is aborted waits anew. */
    @Test
    void waitsAnewWhereItWasAbortedInAWait() {
        world.start("{\"StartAt\": \"W\", \"States\": {\"W\": {\"Type\": \"Wait\", \"Seconds\": 100, \"End\": true}}}");
        world.clock.advance(Duration.ofSeconds(50));
        world.clients.sfn().stopExecution(stop -> stop.executionArn(World.EXECUTION));
        redrive("a");
        world.clock.advance(Duration.ofSeconds(90));
        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.RUNNING);

        world.clock.advance(Duration.ofSeconds(20));
        assertThat(world.events(World.EXECUTION)).endsWith("WaitStateExited", "ExecutionSucceeded");
    }

    private Instant redrive(String token) {
        return world.clients
                .sfn()
                .redriveExecution(
                        request -> request.executionArn(World.EXECUTION).clientToken(token))
                .redriveDate();
    }
}
