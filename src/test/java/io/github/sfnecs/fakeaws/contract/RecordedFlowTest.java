package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * What was recorded on AWS of the states that decide where an execution goes: Parallel, Choice and Fail.
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/base/test_base.snapshot.json
 */
class RecordedFlowTest extends RecordedStepFunctions {

    private static final String FAILING = """
            {"StartAt": "P", "States": {
              "P": {"Type": "Parallel", %s "End": true, "Branches": [{"StartAt": "Branch1", "States": {
                "Branch1": {"Type": "Fail", "Error": "FailureType", "Cause": "Cause description"}}}]},
              "Caught": {"Type": "Pass", "End": true}}}""";

    /** Recorded by test_parallel_state_order. */
    @Test
    void aParallelStateGivesTheOutputsInTheOrderOfItsBranches() {
        String branch = """
                {"StartAt": "Branch%1$d", "States": {"Branch%1$d": {"Type": "Pass", "Result": %1$d, "End": true}}}""";
        String execution = start("{\"Type\": \"Parallel\", \"End\": true, \"Branches\": [" + branch.formatted(0) + ", "
                + branch.formatted(1) + "]}");

        assertThat(output(execution)).isEqualTo(json("[0, 1]"));
        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: ParallelStateEntered",
                        "3 after 2: ParallelStateStarted",
                        "4 after 3: PassStateEntered",
                        "5 after 4: PassStateExited",
                        "6 after 3: PassStateEntered",
                        "7 after 6: PassStateExited",
                        "8 after 7: ParallelStateSucceeded",
                        "9 after 7: ParallelStateExited",
                        "10 after 9: ExecutionSucceeded");
    }

    /** Recorded by test_parallel_state_fail. */
    @Test
    void aBranchThatFailsFailsTheParallelState() {
        String execution = run(FAILING.formatted(""), "{}");

        assertThat(ended(execution).error()).isEqualTo("FailureType");
        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: ParallelStateEntered",
                        "3 after 2: ParallelStateStarted",
                        "4 after 3: FailStateEntered",
                        "5 after 4: ParallelStateFailed",
                        "6 after 5: ExecutionFailed");
    }

    /** Recorded by test_parallel_state_retry. */
    @Test
    void aParallelStateIsStartedAgainByTheFailureInItsBranch() {
        String execution =
                run(FAILING.formatted("\"Retry\": [{\"ErrorEquals\": [\"FailureType\"], \"MaxAttempts\": 2}],"), "{}");

        assertThat(ended(execution).cause()).isEqualTo("Cause description");
        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: ParallelStateEntered",
                        "3 after 2: ParallelStateStarted",
                        "4 after 3: FailStateEntered",
                        "5 after 4: ParallelStateStarted",
                        "6 after 5: FailStateEntered",
                        "7 after 6: ParallelStateStarted",
                        "8 after 7: FailStateEntered",
                        "9 after 8: ParallelStateFailed",
                        "10 after 9: ExecutionFailed");
    }

    /** Recorded by test_parallel_state_catch. */
    @Test
    void aCatchTakesTheFailureOfABranch() {
        String execution = run(
                FAILING.formatted("\"Catch\": [{\"ErrorEquals\": [\"FailureType\"], \"Next\": \"Caught\"}],"), "{}");

        assertThat(output(execution)).isEqualTo(json("{\"Error\": \"FailureType\", \"Cause\": \"Cause description\"}"));
        assertThat(steps(execution))
                .containsSequence(
                        "5 after 4: ParallelStateFailed",
                        "6 after 5: ParallelStateExited",
                        "7 after 6: PassStateEntered");
    }

    /** ResultPath works in a catcher as it does in a state: https://states-language.net/spec.html */
    @Test
    void aCatchWithoutAResultGivesTheInput() {
        String execution = run(
                FAILING.formatted(
                        "\"Catch\": [{\"ErrorEquals\": [\"FailureType\"], \"ResultPath\": null, \"Next\": \"Caught\"}],"),
                "{\"day\": 1}");

        assertThat(output(execution)).isEqualTo(json("{\"day\": 1}"));
    }

    /** Its task is stopped with the branch beside it that failed. */
    @Test
    void whatRunsBesideAFailedBranchIsStopped() {
        String task = task(".sync", "", "");
        String execution =
                start("{\"Type\": \"Parallel\", \"End\": true, \"Branches\": [{\"StartAt\": \"T\", \"States\": {\"T\": "
                        + task
                        + "}}, {\"StartAt\": \"F\", \"States\": {\"F\": {\"Type\": \"Wait\", \"Seconds\": 2, \"Next\": \"X\"},"
                        + " \"X\": {\"Type\": \"Fail\", \"Error\": \"Beside\"}}}]}");

        assertThat(ended(execution).error()).isEqualTo("Beside");
        assertThat(steps(execution))
                .endsWith(
                        "11 after 10: TaskStateAborted",
                        "12 after 10: ParallelStateFailed",
                        "13 after 12: ExecutionFailed");
    }

    /** Recorded by test_state_fail_path and test_state_fail_intrinsic. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"$.Cause | cause string", "States.Format('It is {}.', $.Cause) | It is cause string."})
    void aFailStateTakesErrorAndCauseFromItsInput(String path, String cause) {
        String execution = run(
                definition("{\"Type\": \"Fail\", \"ErrorPath\": \"$.Error\", \"CausePath\": \"" + path + "\"}"),
                "{\"Error\": \"error string\", \"Cause\": \"cause string\"}");
        DescribeExecutionResponse end = ended(execution);

        assertThat(end.error()).isEqualTo("error string");
        assertThat(end.cause()).isEqualTo(cause);
        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted", "2 after 0: FailStateEntered", "3 after 2: ExecutionFailed");
    }

    /** Recorded by test_invalid_jsonpath[ST.INVALID_JSONPATH_IN_ERRORPATH]. */
    @Test
    void aPathOfAFailStateThatLeadsNowhereIsItsOwnFailure() {
        DescribeExecutionResponse end =
                ended(run(definition("{\"Type\": \"Fail\", \"ErrorPath\": \"$.ErrorX\"}"), "{\"a\": 1}"));

        assertThat(end.error()).isEqualTo("States.Runtime");
        assertThat(end.cause())
                .isEqualTo(
                        "An error occurred while executing the state 'S' (entered at the event id #2). The JSONPath"
                                + " '$.ErrorX' specified for the field 'ErrorPath' could not be found in the input '{\"a\":1}'");
    }

    /** Recorded by test_choice_aws_docs_scenario and test_string_matches. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"StringMatches\": \"log-*.txt\" | log-2026.txt | true",
                "\"StringMatches\": \"log-*.txt\" | log-2026.txt.gz | false",
                "\"StringMatches\": \"a\\\\*b\" | a*b | true",
                "\"StringMatches\": \"a\\\\*b\" | axb | false",
                "\"StringEquals\": \"x\" | x | true",
                "\"StringEquals\": \"x\" | xx | false",
                "\"IsPresent\": true | x | true"
            })
    void aChoiceLeadsToWhereTheFirstRuleHolds(String rule, String text, boolean holds) {
        String execution = run("""
                {"StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Default": "No", "Choices": [
                    {"And": [{"Not": {"Variable": "$.no", "IsPresent": true}}, {"Variable": "$.text", %s}], "Next": "Yes"}]},
                  "Yes": {"Type": "Pass", "Result": true, "End": true},
                  "No": {"Type": "Pass", "Result": false, "End": true}}}""".formatted(rule), "{\"text\": \"" + text + "\"}");

        assertThat(output(execution)).isEqualTo(json(String.valueOf(holds)));
        assertThat(steps(execution))
                .containsSequence(
                        "2 after 0: ChoiceStateEntered", "3 after 2: ChoiceStateExited", "4 after 3: PassStateEntered");
    }

    /**
     * Some of the cases that were recorded of each operator:
     * https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2/choice_operators
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringGreaterThan | \"AB\" | \"ABC\" | false",
                "StringLessThanEquals | \"AB\" | \"ABC\" | true",
                "NumericLessThan | 0.0 | 0 | false",
                "NumericGreaterThanEquals | 1 | 1.0 | true",
                "NumericEquals | \"1\" | 1 | false",
                "TimestampEquals | \"2026-01-01T01:00:00+01:00\" | \"2026-01-01T00:00:00Z\" | true",
                "TimestampLessThan | \"2026-01-01 00:00:00\" | \"2027-01-01T00:00:00Z\" | false",
                "BooleanEquals | false | false | true",
                "IsNull | null | true | true",
                "IsString | \"\" | true | true",
                "IsString | 0 | false | true",
                "IsNumeric | 1.1 | true | true",
                "IsNumeric | \" \" | true | false",
                "IsBoolean | 1 | true | false",
                "IsTimestamp | \"2026-01-01T00:00:00Z\" | true | true"
            })
    void anOperatorComparesWithWhatIsGivenOrFound(String operator, String variable, String value, boolean holds) {
        String definition = """
                {"StartAt": "C", "States": {
                  "C": {"Type": "Choice", "Default": "No", "Choices": [{"Variable": "$.v", "%s": %s, "Next": "Yes"}]},
                  "Yes": {"Type": "Pass", "Result": true, "End": true},
                  "No": {"Type": "Pass", "Result": false, "End": true}}}""";
        String input = "{\"v\": " + variable + ", \"w\": " + value + "}";
        boolean compares = !operator.startsWith("Is");
        String execution = run(
                compares ? definition.formatted(operator + "Path", "\"$.w\"") : definition.formatted(operator, value),
                input);
        assertThat(output(execution)).isEqualTo(json(String.valueOf(holds)));
        if (compares) {
            clients.sfn().deleteStateMachine(delete -> delete.stateMachineArn(arn("stateMachine:machine")));
            create(definition.formatted(operator, value));
            String again = clients.sfn()
                    .startExecution(start ->
                            start.stateMachineArn(arn("stateMachine:machine")).input(input))
                    .executionArn();
            assertThat(output(again)).isEqualTo(json(String.valueOf(holds)));
        }
    }

    /** The events are like those of test_retry_interval_features; MaxDelaySeconds caps what BackoffRate makes of the interval. */
    @Test
    void aRetryWaitsNoLongerThanItsLongestDelay() {
        String execution = run(FAILING.formatted("""
                        "Retry": [{"ErrorEquals": ["FailureType"], "IntervalSeconds": 3, "MaxAttempts": 3, "BackoffRate": 2,
                          "MaxDelaySeconds": 5, "JitterStrategy": "FULL"}],"""), "{}");
        pass(Duration.ofSeconds(12));
        assertThat(describe(execution).statusAsString()).isEqualTo("RUNNING");
        pass(Duration.ofSeconds(1));

        assertThat(describe(execution).statusAsString()).isEqualTo("FAILED");
    }
}
