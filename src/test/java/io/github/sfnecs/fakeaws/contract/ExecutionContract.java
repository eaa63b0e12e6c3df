package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** What was recorded of executions on AWS: their ends, their histories, their data. */
abstract class ExecutionContract extends RecordedStepFunctions {

    /**
     * Recorded by test_start_execution:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void aHistoryTellsWhatLedToWhat() {
        String execution = start(PASS);
        assertThat(output(execution)).isEqualTo(json("{}"));

        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: PassStateEntered",
                        "3 after 2: PassStateExited",
                        "4 after 3: ExecutionSucceeded");
        assertThat(event(execution, "ExecutionStarted").executionStartedEventDetails())
                .satisfies(details -> {
                    assertThat(details.input()).isEqualTo("{}");
                    assertThat(details.inputDetails().truncated()).isFalse();
                    assertThat(details.roleArn()).isEqualTo(roleArn());
                });
        assertThat(event(execution, "PassStateExited")
                        .stateExitedEventDetails()
                        .outputDetails()
                        .truncated())
                .isFalse();
    }

    /**
     * Recorded by test_describe_execution:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void aSuccessCannotBeRedrivenAndSaysWhy() {
        DescribeExecutionResponse end = ended(start(PASS));

        assertThat(end.redriveCount()).isZero();
        assertThat(end.redriveStatusAsString()).isEqualTo("NOT_REDRIVABLE");
        assertThat(end.redriveStatusReason()).isEqualTo("Execution is SUCCEEDED and cannot be redriven");
        assertThat(end.inputDetails().included()).isTrue();
        assertThat(end.outputDetails().included()).isTrue();
    }

    /**
     * Recorded by test_event_bridge_events_base:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/base/test_base.snapshot.json
     */
    @Test
    void whatRunsCannotBeRedrivenAndSaysWhy() {
        DescribeExecutionResponse running = describe(start(WAIT));

        assertThat(running.redriveStatusAsString()).isEqualTo("NOT_REDRIVABLE");
        assertThat(running.redriveStatusReason()).isEqualTo("Execution is RUNNING and cannot be redriven");
        assertThat(running.outputDetails()).isNull();
    }

    /**
     * Recorded by test_state_fail:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/base/test_base.snapshot.json
     */
    @Test
    void aFailureHasErrorAndCauseAndCanBeRedriven() {
        String execution = start("{\"Type\": \"Fail\", \"Error\": \"E\", \"Cause\": \"C\"}");
        DescribeExecutionResponse end = ended(execution);

        assertThat(end.statusAsString() + " " + end.error() + " " + end.cause()).isEqualTo("FAILED E C");
        assertThat(end.redriveStatusAsString()).isEqualTo("REDRIVABLE");
        assertThat(end.redriveStatusReason()).isNull();
        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted", "2 after 0: FailStateEntered", "3 after 2: ExecutionFailed");
    }

    /**
     * Recorded by test_state_fail_empty:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/base/test_base.snapshot.json
     */
    @Test
    void aFailureMayHaveNeitherErrorNorCause() {
        String execution = start("{\"Type\": \"Fail\"}");
        DescribeExecutionResponse end = ended(execution);

        assertThat(end.error()).isNull();
        assertThat(end.cause()).isNull();
        assertThat(event(execution, "ExecutionFailed").executionFailedEventDetails())
                .isNotNull()
                .satisfies(details -> assertThat(details.error()).isNull());
    }

    /**
     * Recorded by test_global_timeout:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/timeouts/test_timeouts.snapshot.json
     */
    @Test
    void anExecutionThatTakesTooLongHasNoErrorButAStatus() {
        String execution = run(definition(WAIT).replace("{\"StartAt\"", "{\"TimeoutSeconds\": 5, \"StartAt\""), "{}");
        DescribeExecutionResponse end = ended(execution);

        assertThat(end.statusAsString()).isEqualTo("TIMED_OUT");
        assertThat(end.error()).isNull();
        assertThat(end.cause()).isNull();
        assertThat(end.redriveStatusAsString()).isEqualTo("REDRIVABLE");
    }

    /**
     * Recorded by test_stop_execution:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void noEventLedToAStop() {
        String execution = start(WAIT);
        pass(Duration.ofSeconds(1));
        clients.sfn().stopExecution(stop -> stop.executionArn(execution));

        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted", "2 after 0: WaitStateEntered", "3 after 0: ExecutionAborted");
        assertThat(event(execution, "ExecutionAborted").executionAbortedEventDetails())
                .isNotNull()
                .satisfies(details -> assertThat(details.error()).isNull());
    }

    /**
     * Recorded by test_start_execution_idempotent:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void aNameWithTheSameInputIsTheExecutionThatRunsAlready() {
        String execution = start(WAIT);

        assertThat(startAgain("{}")).isEqualTo(execution);
        assertThatThrownBy(() -> startAgain("{\"n\": 1}"))
                .isInstanceOf(ExecutionAlreadyExistsException.class)
                .hasMessageContaining("Execution Already Exists: '" + execution + "'");
    }

    private String startAgain(String input) {
        return clients.sfn()
                .startExecution(start -> start.stateMachineArn(arn("stateMachine:machine"))
                        .name("run")
                        .input(input))
                .executionArn();
    }

    /**
     * Recorded by test_state_machine_status_filter:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void aListSaysWhenExecutionsEnded() {
        String execution = start(PASS);
        ended(execution);

        assertThat(clients.sfn()
                        .listExecutions(list -> list.stateMachineArn(arn("stateMachine:machine"))
                                .statusFilter("SUCCEEDED"))
                        .executions())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.executionArn()).isEqualTo(execution);
                    assertThat(item.redriveCount()).isZero();
                    assertThat(item.stopDate()).isNotNull();
                });
    }

    /**
     * Recorded by test_state_machine_status_filter:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void aListKnowsTheStatusesOnly() {
        String machine = create(definition(PASS));

        assertThatThrownBy(() -> clients.sfn()
                        .listExecutions(list -> list.stateMachineArn(machine).statusFilter("succeeded")))
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"))
                .hasMessageContaining(
                        "1 validation error detected: Value 'succeeded' at 'statusFilter' failed to satisfy"
                                + " constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE,"
                                + " ABORTED, FAILED, RUNNING]");
    }

    /**
     * Recorded by test_list_executions_pagination:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void aPageHasAThousandExecutionsAtMost() {
        String machine = create(definition(PASS));

        assertThatThrownBy(() -> clients.sfn()
                        .listExecutions(list -> list.stateMachineArn(machine).maxResults(1001)))
                .hasMessageContaining("1 validation error detected: Value '1001' at 'maxResults' failed to satisfy"
                        + " constraint: Member must have value less than or equal to 1000");
    }

    /**
     * Recorded by test_invalid_start_execution_input:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @ParameterizedTest
    @ValueSource(strings = {"2", "\"text\"", "null"})
    void anInputNeedsNotBeAnObject(String input) {
        assertThat(output(run(definition(PASS), input))).isEqualTo(json(input));
    }

    /**
     * Recorded by test_invalid_start_execution_input:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "not a json | Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null',"
                        + " 'true' or 'false')",
                "{'not':'json'} | Unexpected character (''' (code 39)): was expecting double-quote to start field name",
                "`` | Invalid execution input."
            })
    void anInputThatIsNotJsonIsRefused(String input, String why) {
        assertThatThrownBy(() -> run(definition(PASS), input))
                .isInstanceOf(InvalidExecutionInputException.class)
                .hasMessageContaining("Invalid State Machine Execution Input: '" + why + "'");
    }

    /**
     * Recorded by test_describe_execution_invalid_arn:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void whatIsNotAnArnIsNotAnExecution() {
        assertThatThrownBy(() -> describe("not_an_arn"))
                .hasMessageContaining("Invalid Arn: 'Invalid ARN prefix: not_an_arn'");
    }

    /**
     * Recorded by test_start_large_input:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/error_handling/test_states_errors.snapshot.json
     */
    @Test
    void aStateThatSaysTooMuchFailsTheExecution() {
        String many = String.join(",", Collections.nCopies(30, "'" + "x".repeat(10_000) + "'"));
        String execution = start(
                "{\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"all.$\": \"States.Array(" + many + ")\"}}");
        DescribeExecutionResponse end = ended(execution);

        assertThat(end.error()).isEqualTo("States.DataLimitExceeded");
        assertThat(end.cause())
                .isEqualTo("The state/task 'S' returned a result with a size exceeding the maximum number of bytes"
                        + " service limit.");
        assertThat(steps(execution)).endsWith("3 after 2: ExecutionFailed");
    }

    /**
     * Recorded by test_input_path[$$]:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/context_object/test_context_object.snapshot.json
     */
    @Test
    void theContextOfAPassStateCountsNoRetries() {
        JsonNode context = output(start("{\"Type\": \"Pass\", \"InputPath\": \"$$\", \"End\": true}"));

        assertThat(members(context)).containsExactly("Execution", "State", "StateMachine");
        assertThat(members(context.path("Execution")))
                .containsExactly("Id", "Input", "Name", "RedriveCount", "RoleArn", "StartTime");
        assertThat(members(context.path("State"))).containsExactly("EnteredTime", "Name");
    }

    /**
     * Recorded by test_format_2:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/intrinsic_functions/test_generic.snapshot.json
     */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"a\": \"t\"} | t",
                "{\"a\": null} | null",
                "{\"a\": 1.1} | 1.1",
                "{\"a\": \"{\\\"b\\\": 1}\"} | {\"b\": 1}",
                "{\"a\": {\"b\": 1, \"c\": []}} | {b=1, c=[]}"
            })
    void formatWritesObjectsInAWayOfItsOwn(String input, String text) {
        String state = "{\"Type\": \"Pass\", \"Parameters\": {\"v.$\": \"States.Format('<{}>', $.a)\"}, \"End\": true}";

        assertThat(output(run(definition(state), input)).path("v").asText()).isEqualTo("<" + text + ">");
    }

    /**
     * Recorded by test_json_merge_escaped_argument:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/intrinsic_functions/test_json_manipulation.snapshot.json
     */
    @Test
    void aTextOfAFunctionMayHaveBareQuotesAndBraces() {
        String state = """
                {"Type": "Pass", "Parameters": {"v.$": "States.StringToJson('{\\"a\\": \\"b\\"}')"}, "End": true}""";

        assertThat(output(start(state)).path("v")).isEqualTo(json("{\"a\": \"b\"}"));
    }

    /**
     * Recorded by test_invalid_jsonpath:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
     */
    @ParameterizedTest
    @ValueSource(strings = {"InputPath", "OutputPath"})
    void aPathThatLeadsNowhereIsToldByItsSteps(String field) {
        DescribeExecutionResponse end = ended(
                start("{\"Type\": \"Pass\", \"" + field + "\": \"$.no\", \"Result\": {\"a\": 1}, \"End\": true}"));

        assertThat(end.error()).isEqualTo("States.Runtime");
        assertThat(end.cause())
                .isEqualTo("An error occurred while executing the state 'S' (entered at the event id #2). Invalid path"
                        + " '$.no' : No results for path: $['no']");
    }
}
