package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.MapRunExecutionCounts;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;

/**
 * What was recorded on AWS of distributed Map states, where MapStateExited follows MapRunStarted since November 2024.
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 */
class RecordedMapRunsTest extends RecordedStepFunctions {

    private static final String PASSING = "\"I\": {\"Type\": \"Pass\", \"End\": true}";

    private static String map(String members, String processor, String states) {
        return definition("""
                {"Type": "Map", %s "End": true, "%s": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                  "StartAt": "I", "States": {%s}}}""".formatted(members, processor, states));
    }

    /** Recorded by test_map_state_label, and test_map_state_legacy_config_distributed of an Iterator. */
    @ParameterizedTest
    @ValueSource(strings = {"ItemProcessor", "Iterator"})
    void theHistoryTellsOfTheRunAndNotOfItsChildren(String processor) {
        String execution = run(map("\"Label\": \"TestMap\",", processor, PASSING), "[\"Hello\", \"World\"]");

        assertThat(output(execution)).isEqualTo(json("[\"Hello\", \"World\"]"));
        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: MapStateEntered",
                        "3 after 2: MapStateStarted",
                        "4 after 3: MapRunStarted",
                        "5 after 4: MapRunSucceeded",
                        "6 after 5: MapStateSucceeded",
                        "7 after 4: MapStateExited",
                        "8 after 7: ExecutionSucceeded");
        assertThat(event(execution, "MapStateStarted")
                        .mapStateStartedEventDetails()
                        .length())
                .isEqualTo(2);
        assertThat(event(execution, "MapRunStarted").mapRunStartedEventDetails().mapRunArn())
                .matches(arn("mapRun:machine/TestMap:[0-9a-f-]{36}"));
    }

    /** Recorded by test_map_state_config_distributed_item_selector. */
    @Test
    void aSelectorIsEvaluatedInTheParent() {
        String execution = run(map("""
                "ItemSelector": {"constantValue": "constant", "mapValue.$": "$$.Map.Item.Value", "fromInput.$": "$"},""", "ItemProcessor", PASSING), "[\"Hello\"]");

        assertThat(output(execution)).isEqualTo(json("""
                [{"constantValue": "constant", "mapValue": "Hello", "fromInput": ["Hello"]}]"""));
    }

    /** Recorded by test_map_state_nested_config_distributed. */
    @Test
    void aChildMayHaveChildren() {
        String inner = """
                "I": {"Type": "Map", "ItemsPath": "$.sub", "ResultPath": "$.result", "End": true, "ItemProcessor": {
                  "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                  "StartAt": "J", "States": {"J": {"Type": "Succeed"}}}}""";
        String execution = run(map("\"MaxConcurrency\": 1,", "ItemProcessor", inner), "[{\"sub\": [1, 2]}]");

        assertThat(output(execution)).isEqualTo(json("[{\"sub\": [1, 2], \"result\": [1, 2]}]"));
    }

    /** Recorded by test_map_state_tolerated_failure_count_path and test_map_state_tolerated_failure_percentage_path. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Count | {} | The ToleratedFailureCountPath field refers to value \"{}\" which is not a valid integer: $.v",
                "Count | \"No\" | The ToleratedFailureCountPath field refers to value \"No\" which is not a valid integer: $.v",
                "Count | -1 | ToleratedFailureCount cannot be negative.",
                "Percentage | {} | The ToleratedFailurePercentagePath field refers to value \"{}\" which is not a valid float: $.v",
                "Percentage | -1.1 | ToleratedFailurePercentage must be between 0 and 100.",
                "Percentage | 100.1 | ToleratedFailurePercentage must be between 0 and 100."
            })
    void aToleranceIsANumberWithinItsBounds(String kind, String value, String cause) {
        String execution = run(
                map(
                        "\"ItemsPath\": \"$.items\", \"ToleratedFailure" + kind + "Path\": \"$.v\",",
                        "ItemProcessor",
                        PASSING),
                "{\"items\": [0], \"v\": " + value + "}");
        DescribeExecutionResponse end = ended(execution);

        assertThat(end.error()).isEqualTo("States.Runtime");
        assertThat(end.cause())
                .isEqualTo("An error occurred while executing the state 'S' (entered at the event id #2). " + cause);
        assertThat(steps(execution)).endsWith("3 after 2: MapStateStarted", "4 after 3: ExecutionFailed");
    }

    /** Recorded by test_map_state_tolerated_failure_values, and those above. */
    @ParameterizedTest
    @CsvSource({"Count, 0", "Count, 1", "Percentage, 1.1", "Percentage, 100"})
    void aToleranceChangesNothingWhereNothingFails(String kind, String value) {
        String execution =
                run(map("\"ToleratedFailure" + kind + "\": " + value + ",", "ItemProcessor", PASSING), "[0]");

        assertThat(output(execution)).isEqualTo(json("[0]"));
    }

    /**
     * The words are recorded of TestState:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_state/test_state_configuration.snapshot.json .
     * That MapRunFailed leads to MapStateFailed, and this to the end, is recorded by test_map_item_reader_json_no_json_list_object.
     */
    @Test
    void aFailedItemFailsTheRunInTheWordsOfTheThreshold() {
        String execution =
                run(map("", "ItemProcessor", "\"I\": {\"Type\": \"Fail\", \"Error\": \"E\", \"Cause\": \"C\"}"), "[0]");
        DescribeExecutionResponse end = ended(execution);

        assertThat(end.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThat(end.cause()).isEqualTo("The specified tolerated failure threshold was exceeded");
        assertThat(steps(execution))
                .endsWith("5 after 4: MapRunFailed", "6 after 5: MapStateFailed", "7 after 6: ExecutionFailed");
        assertThat(event(execution, "MapRunFailed").mapRunFailedEventDetails())
                .satisfies(failed -> assertThat(failed.error()).isEqualTo(end.error()))
                .satisfies(failed -> assertThat(failed.cause()).isEqualTo(end.cause()));
    }

    /**
     * Recorded by test_list_map_runs_and_describe_map_run:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api_map_run.snapshot.json
     */
    @Test
    void aRunIsListedAndDescribed() {
        String execution = run(map("\"MaxConcurrency\": 1,", "ItemProcessor", PASSING), "[1, 2]");
        output(execution);

        MapRunListItem listed = clients.sfn()
                .listMapRuns(request -> request.executionArn(execution))
                .mapRuns()
                .get(0);
        assertThat(listed.executionArn()).isEqualTo(execution);
        assertThat(listed.mapRunArn()).matches(arn("mapRun:machine/[0-9a-f-]{36}:[0-9a-f-]{36}"));
        assertThat(listed.stateMachineArn())
                .isEqualTo(
                        listed.mapRunArn().replace(":mapRun:", ":stateMachine:").replaceFirst(":[^:]*$", ""));
        assertThat(listed.stopDate()).isNotNull();
        DescribeMapRunResponse described =
                clients.sfn().describeMapRun(request -> request.mapRunArn(listed.mapRunArn()));
        assertThat(described.statusAsString()).isEqualTo("SUCCEEDED");
        assertThat(described.maxConcurrency()).isEqualTo(1);
        assertThat(described.toleratedFailureCount()).isZero();
        assertThat(described.toleratedFailurePercentage()).isZero();
        assertThat(described.executionCounts())
                .isEqualTo(MapRunExecutionCounts.builder()
                        .pending(0L)
                        .running(0L)
                        .succeeded(2L)
                        .failed(0L)
                        .timedOut(0L)
                        .aborted(0L)
                        .total(2L)
                        .resultsWritten(2L)
                        .build());
        assertThat(described.itemCounts())
                .isEqualTo(MapRunItemCounts.builder()
                        .pending(0L)
                        .running(0L)
                        .succeeded(2L)
                        .failed(0L)
                        .timedOut(0L)
                        .aborted(0L)
                        .total(2L)
                        .resultsWritten(2L)
                        .build());
    }
}
