package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * What was recorded on AWS of inline Map states.
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 */
class RecordedMapTest extends RecordedStepFunctions {

    private static final String ITEM = "\"I\": {\"Type\": \"Pass\", \"End\": true}";
    private static final String FAILING = "\"I\": {\"Type\": \"Fail\", \"Error\": \"E\", \"Cause\": \"C\"}";

    private static String map(String members, String processor, String states) {
        return "{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Map\", %s \"End\": true, \"%s\": {\"StartAt\": \"I\", \"States\": {%s}}}}}"
                .formatted(members, processor, states);
    }

    /** Recorded by test_map_state and test_map_state_legacy, whose iterations come one after the other. */
    @ParameterizedTest
    @ValueSource(strings = {"ItemProcessor", "Iterator"})
    void iterationsComeOneAfterTheOther(String processor) {
        String execution =
                run(map("\"ItemsPath\": \"$.arr\", \"MaxConcurrency\": 1,", processor, ITEM), "{\"arr\": [1, null]}");

        assertThat(output(execution)).isEqualTo(json("[1, null]"));
        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: MapStateEntered",
                        "3 after 2: MapStateStarted",
                        "4 after 3: MapIterationStarted",
                        "5 after 4: PassStateEntered",
                        "6 after 5: PassStateExited",
                        "7 after 6: MapIterationSucceeded",
                        "8 after 6: MapIterationStarted",
                        "9 after 8: PassStateEntered",
                        "10 after 9: PassStateExited",
                        "11 after 10: MapIterationSucceeded",
                        "12 after 11: MapStateSucceeded",
                        "13 after 11: MapStateExited",
                        "14 after 13: ExecutionSucceeded");
        assertThat(event(execution, "MapStateStarted")
                        .mapStateStartedEventDetails()
                        .length())
                .isEqualTo(2);
        assertThat(history(execution).get(7).mapIterationStartedEventDetails())
                .satisfies(started -> assertThat(started.name()).isEqualTo("S"))
                .satisfies(started -> assertThat(started.index()).isEqualTo(1));
    }

    /** Recorded by test_map_state_items_input_array. */
    @Test
    void aMapOverNothingGivesNothing() {
        String execution = run(map("", "ItemProcessor", ITEM), "[]");

        assertThat(output(execution)).isEqualTo(json("[]"));
        assertThat(steps(execution))
                .containsSequence(
                        "3 after 2: MapStateStarted", "4 after 3: MapStateSucceeded", "5 after 3: MapStateExited");
    }

    /** Recorded by test_map_state_item_selector and test_map_state_parameters_legacy. */
    @ParameterizedTest
    @ValueSource(strings = {"ItemSelector", "Parameters"})
    void aSelectorMakesTheInputOfAnIteration(String selector) {
        String execution = run(map("""
                "ItemsPath": "$.items", "%s": {"constant": 1, "from.$": "$.day", "at.$": "$$.Map.Item.Index",
                  "value.$": "$$.Map.Item.Value"},""".formatted(selector), "ItemProcessor", ITEM), """
                {"day": "Monday", "items": ["a", "b"]}""");

        assertThat(output(execution)).isEqualTo(json("""
                [{"constant": 1, "from": "Monday", "at": 0, "value": "a"},
                 {"constant": 1, "from": "Monday", "at": 1, "value": "b"}]"""));
    }

    /** See https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
    @Test
    void theItemIsInTheContextOfTheSelectorOnly() {
        String execution = run(
                map(
                        "",
                        "ItemProcessor",
                        "\"I\": {\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"x.$\": \"$$.Map.Item.Value\"}}"),
                "[1]");

        assertThat(ended(execution).error()).isEqualTo("States.Runtime");
    }

    /** Recorded by test_map_state_catch. */
    @Test
    void aCatchTakesTheFailureOfAnIteration() {
        String execution = run(
                map("\"Catch\": [{\"ErrorEquals\": [\"E\"], \"Next\": \"After\"}],", "ItemProcessor", FAILING)
                        .replaceAll("}}$", ", \"After\": " + PASS + "}}"),
                "[1]");

        assertThat(output(execution)).isEqualTo(json("{\"Error\": \"E\", \"Cause\": \"C\"}"));
        assertThat(steps(execution))
                .containsSequence(
                        "5 after 4: FailStateEntered",
                        "6 after 5: MapIterationFailed",
                        "7 after 5: MapStateFailed",
                        "8 after 7: MapStateExited");
    }

    /** Recorded by test_map_state_retry. */
    @Test
    void aRetryStartsAllIterationsAgain() {
        String execution = run(
                map(
                        "\"Retry\": [{\"ErrorEquals\": [\"E\"], \"MaxAttempts\": 1}], \"MaxConcurrency\": 1,",
                        "ItemProcessor",
                        FAILING),
                "[1, 2]");

        assertThat(ended(execution).cause()).isEqualTo("C");
        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: MapStateEntered",
                        "3 after 2: MapStateStarted",
                        "4 after 3: MapIterationStarted",
                        "5 after 4: FailStateEntered",
                        "6 after 5: MapIterationFailed",
                        "7 after 5: MapStateStarted",
                        "8 after 7: MapIterationStarted",
                        "9 after 8: FailStateEntered",
                        "10 after 9: MapIterationFailed",
                        "11 after 9: MapStateFailed",
                        "12 after 11: ExecutionFailed");
    }

    /**
     * Recorded by test_service_lambda_map_timeout:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/timeouts/test_timeouts.snapshot.json
     */
    @Test
    void iterationsBesideOneThatFailsAreAborted() {
        String task = task(".sync", "", ", \"TimeoutSeconds\": 1");
        String execution = run(map("", "ItemProcessor", "\"I\": " + task), "[1, 2]");

        assertThat(ended(execution).error()).isEqualTo("States.Timeout");
        assertThat(steps(execution))
                .startsWith(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: MapStateEntered",
                        "3 after 2: MapStateStarted",
                        "4 after 3: MapIterationStarted",
                        "5 after 3: MapIterationStarted",
                        "6 after 4: TaskStateEntered")
                .endsWith(
                        "14 after 9: TaskTimedOut",
                        "15 after 14: MapIterationFailed",
                        "16 after 14: TaskStateAborted",
                        "17 after 14: MapIterationAborted",
                        "18 after 14: TaskStateAborted",
                        "19 after 14: MapStateFailed",
                        "20 after 19: ExecutionFailed");
    }

    /** Recorded by test_max_concurrency_path. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{} | {}", "\"NoNumber\" | \"NoNumber\""})
    void howManyAtATimeIsANumber(String given, String named) {
        DescribeExecutionResponse end = ended(run(
                map("\"ItemsPath\": \"$.v\", \"MaxConcurrencyPath\": \"$.max\",", "ItemProcessor", ITEM),
                "{\"v\": [1], \"max\": " + given + "}"));

        assertThat(end.error()).isEqualTo("States.Runtime");
        assertThat(end.cause())
                .isEqualTo("An error occurred while executing the state 'S' (entered at the event id #2). The"
                        + " MaxConcurrencyPath field refers to value \"" + named.replace("\"", "")
                        + "\" which is not a valid integer: $.max");
    }

    /** An inline Map runs 40 at a time: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
    @ParameterizedTest
    @CsvSource({"'', 40", "'\"MaxConcurrency\": 2,', 2", "'\"MaxConcurrency\": 100,', 40"})
    void soManyIterationsRunAtATime(String member, int running) {
        String execution = run(map(member, "ItemProcessor", "\"I\": " + WAIT), "[" + "1,".repeat(49) + "1]");

        assertThat(entered(execution)).isEqualTo(running);
        pass(Duration.ofHours(1));
        assertThat(entered(execution)).isEqualTo(Math.min(50, 2 * running));
    }

    private long entered(String execution) {
        return clients
                .sfn()
                .getExecutionHistory(request -> request.executionArn(execution).maxResults(1000))
                .events()
                .stream()
                .filter(event -> event.typeAsString().equals("WaitStateEntered"))
                .count();
    }

    /**
     * Recorded of TestState: https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_state/test_state_context_object.snapshot.json
     */
    @Test
    void itemsAreAnArray() {
        DescribeExecutionResponse end = ended(run(map("\"ItemsPath\": \"$.v\",", "ItemProcessor", ITEM), "{\"v\": 1}"));

        assertThat(end.error()).isEqualTo("States.Runtime");
        assertThat(end.cause()).endsWith("Reference path \"$.v\" must point to array.");
    }
}
