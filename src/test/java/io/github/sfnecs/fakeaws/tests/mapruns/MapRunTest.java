package io.github.sfnecs.fakeaws.tests.mapruns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.tests.World;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Distributed Map states; what is recorded of them is in RecordedMapRunsTest. */
class MapRunTest {

    private static final String PASS = "{\"Type\": \"Pass\", \"End\": true}";
    private static final String FAIL = "{\"Type\": \"Fail\", \"Error\": \"E\"}";
    private static final String WAIT = "{\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}";

    private final World world = new World();
    private final MapRuns runs = new MapRuns(world);

    @BeforeEach
    void letStart() {
        runs.allowToStart();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aChildIsAnExecutionOfItsOwn() {
        String execution = runs.start("\"Label\": \"Each\",", PASS, "[{\"n\": 1}]");
        String child = runs.children(execution).get(0).executionArn();
        DescribeExecutionResponse described = world.describe(child);

        assertThat(child)
                .matches("arn:aws:states:eu-central-1:123456789012:execution:machine/Each:[0-9a-f-]{36}")
                .endsWith(":" + described.name());
        assertThat(described.stateMachineArn()).isEqualTo(World.MACHINE + "/Each");
        assertThat(described.mapRunArn()).isEqualTo(runs.arn(execution));
        assertThat(described.input()).isEqualTo("{\"n\":1}");
        assertThat(world.events(child))
                .containsExactly("ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded");
        assertThat(world.clients
                        .sfn()
                        .listExecutions(request -> request.stateMachineArn(World.MACHINE))
                        .executions())
                .extracting(listed -> listed.executionArn())
                .containsExactly(execution);
    }

    @ParameterizedTest
    @CsvSource({"false, machine", "true, machine/Each"})
    void theContextOfAChildIsItsOwn(boolean labelled, String name) {
        world.account.labelledNames(labelled);
        String execution = runs.start("\"Label\": \"Each\",", """
                {"Type": "Pass", "End": true, "Parameters": {"id.$": "$$.Execution.Id", "machine.$": "$$.StateMachine.Name",
                  "arn.$": "$$.StateMachine.Id", "input.$": "$$.Execution.Input"}}""", "[7]");
        String child = runs.children(execution).get(0).executionArn();

        assertThat(Json.parse(world.describe(execution).output()))
                .isEqualTo(Json.parse("[{\"id\": \"%s\", \"machine\": \"%s\", \"arn\": \"%s/Each\", \"input\": 7}]"
                        .formatted(child, name, World.MACHINE)));
    }

    @ParameterizedTest
    @CsvSource({"'', 10000", "'\"MaxConcurrency\": 3,', 3", "'\"MaxConcurrency\": 0,', 10000"})
    void soManyChildrenRunAtATime(String member, int running) {
        String items = IntStream.range(0, 10_005).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        String execution = runs.start(member, WAIT, items);

        assertThat(runs.describe(execution).executionCounts().running()).isEqualTo(running);
        assertThat(runs.describe(execution).executionCounts().pending()).isEqualTo(10_005 - running);
        world.clock.advance(Duration.ofSeconds(60));
        assertThat(runs.describe(execution).executionCounts().succeeded()).isEqualTo(running);
    }

    @Test
    void aHundredChildrenStartInASecondWhereQuotasAreOn() {
        world.account.rateLimits(true);
        String execution = runs.start("", WAIT, "[" + "1,".repeat(249) + "1]");

        assertThat(runs.describe(execution).executionCounts().running()).isEqualTo(100);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(runs.describe(execution).executionCounts().running()).isEqualTo(200);
        world.clock.advance(Duration.ofMinutes(2));
        assertThat(world.describe(execution).statusAsString()).isEqualTo("SUCCEEDED");
    }

    @Test
    void twentyTasksStartOnFargateInASecondWhereQuotasAreOn() {
        world.account.rateLimits(true);
        world.account.script("job", TaskScript.exits(0).atOnce().after(Duration.ofSeconds(30)));
        String execution =
                runs.start("\"ToleratedFailurePercentage\": 100,", runs.task(), "[" + "1,".repeat(29) + "1]");

        assertThat(runs.describe(execution).executionCounts().running()).isEqualTo(20);
        assertThat(world.describe(runs.children(execution).stream()
                                .filter(child -> child.statusAsString().equals("FAILED"))
                                .findFirst()
                                .orElseThrow()
                                .executionArn())
                        .cause())
                .startsWith("Rate exceeded (Service: AmazonECS; Status Code: 400; Error Code: ThrottlingException;");
        world.clock.advance(Duration.ofMinutes(1));
        assertThat(runs.describe(execution).executionCounts().succeeded()).isEqualTo(20);
    }

    /** Within what is tolerated, those that failed have no output: https://github.com/floci-io/floci/pull/3605 */
    @ParameterizedTest
    @CsvSource({
        "'', FAILED",
        "'\"ToleratedFailureCount\": 1,', FAILED",
        "'\"ToleratedFailureCount\": 2,', SUCCEEDED",
        "'\"ToleratedFailurePercentage\": 49,', FAILED",
        "'\"ToleratedFailurePercentage\": 50,', SUCCEEDED",
        "'\"ToleratedFailureCount\": 0, \"ToleratedFailurePercentage\": 100,', FAILED"
    })
    void soManyItemsMayFail(String members, String status) {
        String execution = runs.start(members + " \"MaxConcurrency\": 1,", runs.failing("X"), "[1, \"X\", \"X\", 2]");

        assertThat(world.describe(execution).statusAsString()).isEqualTo(status);
        if (status.equals("SUCCEEDED")) {
            assertThat(world.describe(execution).output()).isEqualTo("[1,2]");
            assertThat(runs.describe(execution).itemCounts().failed()).isEqualTo(2);
        }
    }

    @Test
    void childrenInFlightAreAbortedAndTheirTasksStopped() {
        world.account.scriptsInTurn("job", TaskScript.exits(1), TaskScript.runsForever());
        String execution = runs.start("\"MaxConcurrency\": 2,", runs.task(), "[1, 2, 3]");
        world.clock.advance(Duration.ofMinutes(10));

        assertThat(world.describe(execution).error()).isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThat(runs.describe(execution).statusAsString()).isEqualTo("FAILED");
        assertThat(runs.describe(execution).executionCounts())
                .satisfies(counts -> assertThat(counts.failed()).isEqualTo(1))
                .satisfies(counts -> assertThat(counts.aborted()).isEqualTo(1))
                .satisfies(counts -> assertThat(counts.pending()).isEqualTo(1));
        assertThat(world.clients
                        .ecs()
                        .listTasks(request -> request.cluster("jobs").desiredStatus("RUNNING"))
                        .taskArns())
                .isEmpty();
    }

    @Test
    void aRetryIsARunOfItsOwnWithAllItems() {
        String execution = runs.start(
                "\"Retry\": [{\"ErrorEquals\": [\"States.ExceedToleratedFailureThreshold\"], \"MaxAttempts\": 1}],",
                FAIL,
                "[1]");
        world.clock.advance(Duration.ofSeconds(5));

        assertThat(world.describe(execution).statusAsString()).isEqualTo("FAILED");
        assertThat(runs.list(execution)).hasSize(2);
        assertThat(world.events(execution)).filteredOn("MapRunFailed"::equals).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"MaxItemsPerBatch\": 2} | [{\"Items\": [1, 2]}, {\"Items\": [3]}]",
                "{\"MaxInputBytesPerBatch\": 1} | [{\"Items\": [1]}, {\"Items\": [2]}, {\"Items\": [3]}]",
                "{\"MaxItemsPerBatchPath\": \"$.n\", \"BatchInput\": {\"day.$\": \"$.day\"}} |"
                        + " [{\"BatchInput\": {\"day\": \"Monday\"}, \"Items\": [1, 2, 3]}]"
            })
    void aChildMayBeForABatch(String batcher, String output) {
        String execution = runs.start(
                "\"ItemsPath\": \"$.items\", \"ItemBatcher\": " + batcher + ",",
                PASS,
                "{\"items\": [1, 2, 3], \"n\": 5, \"day\": \"Monday\"}");

        assertThat(Json.parse(world.describe(execution).output())).isEqualTo(Json.parse(output));
        assertThat(runs.describe(execution).itemCounts().total()).isEqualTo(3);
        assertThat(runs.describe(execution).executionCounts().total())
                .isEqualTo(Json.parse(output).orElseThrow().size());
    }

    @ParameterizedTest
    @CsvSource({"1, FAILED", "2, SUCCEEDED"})
    void aBatchFailsForAllOfItsItems(int tolerated, String status) {
        String execution = runs.start(
                "\"ItemBatcher\": {\"MaxItemsPerBatch\": 2}, \"ToleratedFailureCount\": " + tolerated + ",",
                FAIL,
                "[1, 2]");

        assertThat(world.describe(execution).statusAsString()).isEqualTo(status);
        assertThat(runs.describe(execution).itemCounts().failed()).isEqualTo(2);
        assertThat(runs.describe(execution).executionCounts().failed()).isEqualTo(1);
    }

    /** See https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemspath.html */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | [{\"Key\": \"a\", \"Value\": 1}]",
                "\"ItemSelector\": {\"k.$\": \"$$.Map.Item.Key\", \"v.$\": \"$$.Map.Item.Value\", \"i.$\": \"$$.Map.Item.Index\"},"
                        + "| [{\"k\": \"a\", \"v\": 1, \"i\": 0}]"
            })
    void anObjectIsItsPairs(String selector, String output) {
        String execution = runs.start(selector, PASS, "{\"a\": 1}");

        assertThat(Json.parse(world.describe(execution).output())).isEqualTo(Json.parse(output));
    }

    @Test
    void aRunOfNothingSucceeds() {
        assertThat(world.describe(runs.start("", PASS, "[]")).output()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a/b", "12345678901234567890123456789012345678901"})
    void aLabelIsPartOfAnArn(String label) {
        assertThatThrownBy(() -> runs.start("\"Label\": \"" + label + "\",", PASS, "[]"))
                .hasMessageContaining("Label");
    }

    @Test
    void whatADistributedMapNeeds() {
        String definition = runs.definition("", PASS);

        assertThatThrownBy(() -> world.create(definition.replace(", \"ExecutionType\": \"STANDARD\"", "")))
                .hasMessageContaining("ExecutionType");
        assertThatThrownBy(() -> world.create(definition.replace("STANDARD", "EXPRESS")))
                .hasMessageContaining("EXPRESS");
        assertThatThrownBy(() -> world.create(definition
                        .replace("DISTRIBUTED", "INLINE")
                        .replace("\"End\": true,", "\"Label\": \"L\", \"End\": true,")))
                .hasMessageContaining("Label");
    }
}
