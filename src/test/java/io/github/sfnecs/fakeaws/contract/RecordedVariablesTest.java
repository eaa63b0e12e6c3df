package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * What was recorded on AWS of variables, and of states that wait until a time.
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/assign/test_assign_base.snapshot.json
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 */
class RecordedVariablesTest extends RecordedStepFunctions {

    /** Recorded by test_base_cases[BASE_PATHS] and [BASE_VAR]. */
    @Test
    void aStateAssignsWhatLaterOnesRead() {
        String execution = run("""
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Next": "B", "Assign": {"x.$": "$.n", "list": [null, "$.no"], "name.$": "$$.Execution.Name"}},
                  "B": {"Type": "Pass", "Next": "C", "Assign": {"y.$": "States.MathAdd($x, 1)"}},
                  "C": {"Type": "Pass", "End": true, "Parameters": {"x.$": "$x", "y.$": "$y", "at.$": "$list[1]", "name.$": "$name"}}}}""", "{\"n\": 42}");

        assertThat(output(execution)).isEqualTo(json("{\"x\": 42, \"y\": 43, \"at\": \"$.no\", \"name\": \"run\"}"));
        var exited = event(execution, "PassStateExited").stateExitedEventDetails();
        assertThat(exited.assignedVariables())
                .containsEntry("x", "42")
                .containsEntry("list", "[null,\"$.no\"]")
                .containsEntry("name", "\"run\"");
        assertThat(exited.assignedVariablesDetails().truncated()).isFalse();
        assertThat(exited.output()).isEqualTo("{\"n\":42}");
    }

    /** Recorded by test_base_cases[BASE_SCOPE_MAP]. */
    @Test
    void whatIsAssignedWithinAMapStaysThere() {
        String execution = run("""
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Next": "M", "Assign": {"x": 42, "items": [1, 2]}},
                  "M": {"Type": "Map", "ItemsPath": "$items", "Next": "B", "ItemProcessor": {"StartAt": "I", "States": {
                    "I": {"Type": "Pass", "End": true, "Assign": {"innerX.$": "$x"}}}}},
                  "B": {"Type": "Pass", "End": true, "Parameters": {"x.$": "$x", "inner.$": "$innerX"}}}}""", "{}");

        assertThat(ended(execution).error()).isEqualTo("States.Runtime");
        assertThat(steps(execution)).contains("15 after 13: MapStateExited");
        assertThat(history(execution).get(8).stateExitedEventDetails().assignedVariables())
                .containsEntry("innerX", "42");
    }

    /** Recorded by test_assign_in_choice, with the rule and with the default. */
    @ParameterizedTest
    @CsvSource({"true, rule", "false, default"})
    void aChoiceAssignsByItsRule(boolean condition, String assigned) {
        String execution = run("""
                {"StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Default": "P", "Assign": {"how": "default"}, "Choices": [
                    {"Variable": "$.condition", "BooleanEquals": true, "Next": "P", "Assign": {"how": "rule"}}]},
                  "P": {"Type": "Pass", "End": true, "Parameters": {"how.$": "$how"}}}}""", "{\"condition\": " + condition + "}");

        assertThat(output(execution)).isEqualTo(json("{\"how\": \"" + assigned + "\"}"));
    }

    /** Recorded by test_catch_error_variable_sampling in states_variables/test_error_output.snapshot.json, in JSONata. */
    @Test
    void aCatchAssigns() {
        String execution = run("""
                {"StartAt": "P", "States": {
                  "P": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}],
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"why.$": "$.Error"}, "Next": "Q"}]},
                  "Q": {"Type": "Pass", "End": true, "Parameters": {"why.$": "$why"}}}}""", "{}");

        assertThat(output(execution)).isEqualTo(json("{\"why\": \"E\"}"));
    }

    /** Recorded by test_wait_timestamp and test_wait_timestamp_path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Timestamp\": \"2026-01-01T00:01:00Z\"",
                "\"TimestampPath\": \"$.at\"",
                "\"SecondsPath\": \"$.seconds\"",
                "\"Seconds\": 60"
            })
    void aWaitLastsUntilItsTime(String until) {
        String execution = run(
                definition("{\"Type\": \"Wait\", \"End\": true, " + until + "}"),
                "{\"seconds\": 60, \"at\": \"2026-01-01T01:01:00+01:00\"}");
        pass(Duration.ofSeconds(59));
        assertThat(describe(execution).statusAsString()).isEqualTo("RUNNING");
        pass(Duration.ofSeconds(1));
        assertThat(describe(execution).statusAsString()).isEqualTo("SUCCEEDED");
    }

    /** Recorded by test_wait_timestamp_path[NO_T] and [INVALID_DATE]. */
    @ParameterizedTest
    @ValueSource(strings = {"2016-12-05 21:29:29Z", "2016-13-05T21:29:29Z"})
    void aWaitNeedsATime(String text) {
        DescribeExecutionResponse end = ended(run(
                definition("{\"Type\": \"Wait\", \"End\": true, \"TimestampPath\": \"$.at\"}"),
                "{\"at\": \"" + text + "\"}"));

        assertThat(end.error()).isEqualTo("States.Runtime");
        assertThat(end.cause())
                .isEqualTo(
                        "An error occurred while executing the state 'S' (entered at the event id #2). The TimestampPath"
                                + " parameter does not reference a valid ISO-8601 extended offset date-time format string: $.at == "
                                + text);
    }

    /** Recorded by test_wait_timestamp_invalid. */
    @Test
    void aTimeIsCheckedAtOnce() {
        assertThatThrownBy(() -> create(
                        definition("{\"Type\": \"Wait\", \"End\": true, \"Timestamp\": \"2016-12-05 21:29:29Z\"}")))
                .hasMessageContaining(
                        "SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/S/Timestamp");
    }

    /** Recorded by test_invalid_jsonpath[ST.INVALID_JSONPATH_IN_TIMEOUTSECONDSPATH]. */
    @Test
    void aPathOfATimeoutMayLeadNowhere() {
        assertThat(ended(start(task("", "", ", \"TimeoutSecondsPath\": \"$.none\"")))
                        .cause())
                .isEqualTo("An error occurred while executing the state 'S' (entered at the event id #2). Invalid path"
                        + " '$.none' : No results for path: $['none']");
    }
}
