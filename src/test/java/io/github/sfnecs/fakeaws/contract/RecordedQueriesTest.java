package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.FakeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * What was recorded on AWS of JSONata.
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/outputdecl/test_output.snapshot.json
 */
class RecordedQueriesTest extends RecordedStepFunctions {

    private static String jsonata(String state) {
        return "{\"QueryLanguage\": \"JSONata\", " + definition(state).substring(1);
    }

    /** Recorded by test_base_cases and test_base_output_any_non_dict in outputdecl/test_output.snapshot.json. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | null",
                "1.5 | 1.5",
                "\"text\" | \"text\"",
                "\" {% 1 %} \" | \" {% 1 %} \"",
                "\"{% $states.input.n + 1 %}\" | 8",
                "\"{% $states.input.none = null ? 1 : 2 %}\" | 2",
                "\"{% $states.input.nothing %}\" | null",
                "{\"a\": [\"{% $states.context.Execution.Name %}\", {\"b\": \"{% $states.input.list[0] %}\"}]} | {\"a\": [\"run\", {\"b\": 1}]}",
                "\"{% $sum($states.input.list) / 2 %}\" | 1.5",
                "\"{% [$states.input.list] %}\" | [1, 2]",
                "\"{% 'sfn-ecs:' & $split($split($states.context.Execution.Id, ':')[6], '/')[0] %}\" | \"sfn-ecs:machine\"",
                "\"{% $parse('[1]') %}\" | [1]",
                "\"{% $range(0, 4, 2) %}\" | [0, 2, 4]",
                "\"{% $partition([1,2,3], 2) %}\" | [[1, 2], [3]]",
                "\"{% $hash('input data', 'MD5') %}\" | \"812f45842bc6d66ee14572ce20db8e86\"",
            })
    void outputIsMadeByExpressions(String output, String made) {
        String execution = run(
                jsonata("{\"Type\": \"Pass\", \"End\": true, \"Output\": " + output + "}"),
                "{\"n\": 7, \"list\": [1, 2], \"nothing\": null}");

        assertThat(output(execution)).isEqualTo(json(made));
    }

    /** Recorded by test_map_state_items_eval_jsonata_fail. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | number | 1",
                "'string' | string | \"string\"",
                "true | boolean | true",
                "{'foo': 'bar'} | object | {\"foo\":\"bar\"}",
                "null | null | null"
            },
            quoteCharacter = '`')
    void itemsAreAnArray(String expression, String type, String value) {
        String execution = run(
                jsonata("{\"Type\": \"Map\", \"End\": true, \"Items\": \"{% " + expression
                        + " %}\", \"ItemProcessor\": {\"StartAt\": \"I\", \"States\": {\"I\": " + PASS + "}}}"),
                "{}");

        DescribeExecutionResponse end = ended(execution);
        assertThat(end.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(end.cause())
                .isEqualTo(
                        "An error occurred while executing the state 'S' (entered at the event id #2). The JSONata expression '"
                                + expression
                                + "' specified for the field 'Items' returned an unexpected result type. Expected"
                                + " 'array', but was '" + type + "' for value: " + value);
        assertThat(steps(execution))
                .endsWith("3 after 0: EvaluationFailed", "4 after 3: MapStateFailed", "5 after 4: ExecutionFailed");
        var failed = event(execution, "EvaluationFailed").evaluationFailedEventDetails();
        assertThat(failed.location()).isEqualTo("Items");
        assertThat(failed.state()).isEqualTo("S");
    }

    /** Recorded by test_map_state_items_input_types. */
    @Test
    void withoutItemsTheInputIsAnArray() {
        String execution = run(
                jsonata(
                        "{\"Type\": \"Map\", \"End\": true, \"ItemProcessor\": {\"StartAt\": \"I\", \"States\": {\"I\": "
                                + PASS + "}}}"),
                "{\"foo\": \"bar\"}");

        assertThat(ended(execution).cause()).endsWith("Map state input must be an array but was: {\"foo\":\"bar\"}");
        assertThat(event(execution, "EvaluationFailed")
                        .evaluationFailedEventDetails()
                        .location())
                .isNull();
    }

    /** Recorded by test_map_state_item_selector[MAP_STATE_ITEM_SELECTOR_JSONATA]. */
    @Test
    void aSelectorSeesItsItem() {
        String execution = run(jsonata("""
                {"Type": "Map", "End": true, "Items": "{% $states.input.list %}", "MaxConcurrency": "{% 1 %}",
                  "ItemSelector": {"v": "{% $states.context.Map.Item.Value %}", "i": "{% $states.context.Map.Item.Index %}"},
                  "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}},
                  "Output": "{% $states.result[1] %}"}"""), "{\"list\": [\"a\", \"b\"]}");

        assertThat(output(execution)).isEqualTo(json("{\"v\": \"b\", \"i\": 1}"));
    }

    /** Recorded by test_output_in_choice and test_assign_in_choice, and test_choice_condition_constant_jsonata. */
    @ParameterizedTest
    @CsvSource({"true, rule", "false, default"})
    void aConditionDecides(boolean condition, String how) {
        String execution = run("""
                {"QueryLanguage": "JSONata", "StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Default": "P", "Output": "default", "Choices": [
                    {"Condition": "{% $states.input.condition %}", "Next": "P", "Output": "rule", "Assign": {"x": 1}}]},
                  "P": {"Type": "Pass", "End": true}}}""", "{\"condition\": " + condition + "}");

        assertThat(output(execution)).isEqualTo(json("\"" + how + "\""));
    }

    @Test
    void aConditionIsTrueOrFalse() {
        String execution = run("""
                {"QueryLanguage": "JSONata", "StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Default": "P", "Choices": [{"Condition": "{% 1 %}", "Next": "P"}]},
                  "P": {"Type": "Pass", "End": true}}}""", "{}");

        assertThat(ended(execution).error()).isEqualTo("States.QueryEvaluationError");
        assertThat(steps(execution)).endsWith("3 after 2: EvaluationFailed", "4 after 3: ExecutionFailed");
    }

    /** Recorded by test_wait_timestamp_jsonata[NO_T]. */
    @Test
    void aWaitNeedsATime() {
        String execution = run(
                jsonata("{\"Type\": \"Wait\", \"End\": true, \"Timestamp\": \"{% $states.input.at %}\"}"),
                "{\"at\": \"2016-12-05 21:29:29Z\"}");

        assertThat(ended(execution).cause())
                .endsWith("The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string:"
                        + " 2016-12-05 21:29:29Z");
        assertThat(event(execution, "EvaluationFailed")
                        .evaluationFailedEventDetails()
                        .location())
                .isEqualTo("Timestamp");
    }

    /** Recorded by test_wait_seconds_jsonata, test_fail_error_jsonata and test_fail_cause_jsonata. */
    @Test
    void aWaitAndAFailAreMadeByExpressions() {
        String execution = run("""
                {"QueryLanguage": "JSONata", "StartAt": "W", "States": {
                  "W": {"Type": "Wait", "Seconds": "{% $states.input.seconds %}", "Next": "F"},
                  "F": {"Type": "Fail", "Error": "{% 'E' & $states.input.seconds %}", "Cause": "plain"}}}""", "{\"seconds\": 2}");

        assertThat(ended(execution).error()).isEqualTo("E2");
        assertThat(ended(execution).cause()).isEqualTo("plain");
    }

    /**
     * Recorded by test_task_catch_error_output, test_catch_error_variable_sampling and test_map_catch_error:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/states_variables/test_error_output.snapshot.json
     */
    @Test
    void aTaskIsMadeOfArgumentsAndWhatItsCatchSays() {
        embedded().account(account()).function("f", FakeFunction.raises("E", "C"));
        String execution = run("""
                {"StartAt": "T", "States": {
                  "T": {"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                    "Arguments": {"FunctionName": "f", "Payload": {"n": "{% $states.input.n %}"}}, "TimeoutSeconds": "{% 5 %}",
                    "Catch": [{"ErrorEquals": ["E"], "Next": "P", "Assign": {"why": "{% $states.errorOutput.Error %}"},
                      "Output": {"in": "{% $states.input %}"}}]},
                  "P": {"Type": "Pass", "End": true, "Parameters": {"why.$": "$why", "in.$": "$.in.n"}}}}""", "{\"n\": 1}");

        assertThat(output(execution)).isEqualTo(json("{\"why\": \"E\", \"in\": 1}"));
        var scheduled = event(execution, "TaskScheduled").taskScheduledEventDetails();
        assertThat(scheduled.parameters()).isEqualTo("{\"FunctionName\":\"f\",\"Payload\":{\"n\":1}}");
        assertThat(scheduled.timeoutInSeconds()).isEqualTo(5);
    }

    /** Recorded by test_map_catch_error[MAP_CATCH_ERROR_OUTPUT_WITH_RETRY], see above. */
    @Test
    void nothingIsAFailure() {
        String execution =
                run(jsonata("{\"Type\": \"Pass\", \"End\": true, \"Output\": {\"error\": \"{% $none %}\"}}"), "{}");

        assertThat(ended(execution).cause())
                .isEqualTo(
                        "An error occurred while executing the state 'S' (entered at the event id #2). The JSONata expression"
                                + " '$none' specified for the field 'Output/error' returned nothing (undefined).");
        assertThat(event(execution, "EvaluationFailed")
                        .evaluationFailedEventDetails()
                        .location())
                .isEqualTo("Output/error");
    }

    /** Recorded by test_validate_state_machine_definition_type_standard[INVALID_DOWNGRADE_QUERY_LANGUAGE] in test_sfn_api_validation. */
    @Test
    void noStateGoesBackToPaths() {
        assertThatThrownBy(
                        () -> create(jsonata("{\"Type\": \"Pass\", \"QueryLanguage\": \"JSONPath\", \"End\": true}")))
                .hasMessageContaining(
                        "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for"
                                + " whole state machine at /States/S");
    }

    @Test
    void eachLanguageHasMembersOfItsOwn() {
        assertThatThrownBy(() -> create(jsonata("{\"Type\": \"Pass\", \"InputPath\": \"$\", \"End\": true}")))
                .hasMessageContaining("InputPath");
        assertThatThrownBy(() -> create(definition("{\"Type\": \"Pass\", \"Output\": 1, \"End\": true}")))
                .hasMessageContaining("Output");
        assertThatThrownBy(() -> create(jsonata("{\"Type\": \"Pass\", \"Output\": \"{% 1 + %}\", \"End\": true}")))
                .hasMessageContaining("/States/S/Output");
    }

    @Test
    void aTaskOfEcsIsMadeOfArguments() {
        String task = task(".sync", "", ", \"Output\": \"{% $states.result.LastStatus %}\"")
                .replace("\"Parameters\"", "\"Arguments\"")
                .replace("\"jobs\"", "\"{% 'jo' & 'bs' %}\"");

        assertThat(steps(run(jsonata(task), "{}"))).endsWith("5 after 4: TaskSubmitted");
    }
}
