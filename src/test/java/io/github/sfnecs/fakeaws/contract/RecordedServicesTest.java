package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.FakeFunction;
import io.github.sfnecs.fakeaws.server.FakeAccount;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * What was recorded on AWS of states that call other services than ECS.
 * https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2
 */
class RecordedServicesTest extends RecordedStepFunctions {

    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/123456789012/q";

    private FakeAccount aws() {
        return embedded().account(account());
    }

    private String function(String more) {
        return "{\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:eu-central-1:" + account() + ":function:f\"" + more
                + ", \"End\": true}";
    }

    private static String service(String name, String parameters, String more) {
        return "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::" + name + "\", \"Parameters\": " + parameters
                + more + ", \"End\": true}";
    }

    /** Recorded by test_invoke_pipe in services/test_lambda_task.snapshot.json. */
    @Test
    void aFunctionItselfHasEventsOfItsOwn() {
        aws().function("f", new FakeFunction(payload -> "{\"Return\": " + payload + "}", Duration.ZERO));
        String execution = run(definition(function("")), "{\"a\": 1}");

        assertThat(output(execution)).isEqualTo(json("{\"Return\": {\"a\": 1}}"));
        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: TaskStateEntered",
                        "3 after 2: LambdaFunctionScheduled",
                        "4 after 3: LambdaFunctionStarted",
                        "5 after 4: LambdaFunctionSucceeded",
                        "6 after 5: TaskStateExited",
                        "7 after 6: ExecutionSucceeded");
        var scheduled = event(execution, "LambdaFunctionScheduled").lambdaFunctionScheduledEventDetails();
        assertThat(scheduled.resource()).endsWith(":function:f");
        assertThat(scheduled.input()).isEqualTo("{\"a\":1}");
    }

    /** Recorded by test_raise_exception in error_handling/test_task_lambda and test_task_service_lambda. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anExceptionOfAFunctionIsItsError(boolean integrated) {
        aws().function("f", FakeFunction.raises("CustomException", "Some exception was raised."));
        String execution = start(integrated ? service("lambda:invoke", "{\"FunctionName\": \"f\"}", "") : function(""));

        DescribeExecutionResponse end = ended(execution);
        assertThat(end.error()).isEqualTo("CustomException");
        assertThat(json(end.cause()).path("errorMessage").asText()).isEqualTo("Some exception was raised.");
        assertThat(steps(execution).get(4))
                .isEqualTo("5 after 4: " + (integrated ? "TaskFailed" : "LambdaFunctionFailed"));
    }

    /** Recorded by test_no_such_function in error_handling/test_task_service_lambda.snapshot.json. */
    @Test
    void aFunctionMayNotBeThere() {
        aws().function("f", FakeFunction.answers("1"));
        DescribeExecutionResponse end = ended(start(service("lambda:invoke", "{\"FunctionName\": \"g\"}", "")));

        assertThat(end.error()).isEqualTo("Lambda.ResourceNotFoundException");
        assertThat(end.cause())
                .startsWith("Function not found: arn:aws:lambda:eu-central-1:" + account()
                        + ":function:g:$LATEST (Service: AWSLambda; Status Code: 404; Error Code:"
                        + " ResourceNotFoundException; Request ID: ");
    }

    /** Recorded by test_fixed_timeout_lambda and test_fixed_timeout_service_lambda_with_path in timeouts/test_timeouts.snapshot.json. */
    @ParameterizedTest
    @CsvSource({"true, TaskTimedOut", "false, LambdaFunctionTimedOut"})
    void aFunctionMayTakeTooLong(boolean integrated, String event) {
        aws().function("f", FakeFunction.answers("1").after(Duration.ofMinutes(1)));
        String timeout = ", \"TimeoutSecondsPath\": \"$.timeout\"";
        String execution = run(
                definition(
                        integrated
                                ? service("lambda:invoke", "{\"FunctionName\": \"f\"}", timeout)
                                : function(timeout)),
                "{\"timeout\": 5}");

        assertThat(ended(execution).error()).isEqualTo("States.Timeout");
        assertThat(steps(execution)).endsWith("5 after 4: " + event, "6 after 5: ExecutionFailed");
        assertThat(history(execution).get(2).toString()).contains("TimeoutInSeconds=5");
    }

    /** Recorded by test_invoke in services/test_lambda_task_service.snapshot.json. */
    @Test
    void anInvocationAnswersWithItsPayload() {
        aws().function("f", FakeFunction.answers("{\"b\": 2}"));
        JsonNode output = output(start(service("lambda:invoke", "{\"FunctionName\": \"f\"}", "")));

        assertThat(members(output))
                .containsExactly("ExecutedVersion", "Payload", "SdkHttpMetadata", "SdkResponseMetadata", "StatusCode");
        assertThat(output.path("Payload")).isEqualTo(json("{\"b\": 2}"));
    }

    /** Recorded by test_sqs_wait_for_task_token in callback/test_callback.snapshot.json. */
    @Test
    void aMessageTakesTheTokenAlong() {
        String execution = start(service(
                "sqs:sendMessage.waitForTaskToken",
                "{\"QueueUrl\": \"" + QUEUE + "\", \"MessageBody\": {\"Token.$\": \"$$.Task.Token\"}}",
                ""));
        String token = json(event(execution, "TaskScheduled")
                        .taskScheduledEventDetails()
                        .parameters())
                .at("/MessageBody/Token")
                .asText();
        clients.sfn().sendTaskSuccess(send -> send.taskToken(token).output("\"done\""));

        assertThat(output(execution)).isEqualTo(json("\"done\""));
        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: TaskStateEntered",
                        "3 after 2: TaskScheduled",
                        "4 after 3: TaskStarted",
                        "5 after 4: TaskSubmitted",
                        "6 after 5: TaskSucceeded",
                        "7 after 6: TaskStateExited",
                        "8 after 7: ExecutionSucceeded");
        assertThat(event(execution, "TaskSubmitted").taskSubmittedEventDetails().resource())
                .isEqualTo("sendMessage.waitForTaskToken");
    }

    /** Recorded by test_put_events_base, test_put_events_malformed_detail and test_put_events_no_source. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Source\": \"s\", \"DetailType\": \"d\", \"Detail\": {\"a\": 1}} | ",
                "{\"Source\": \"s\", \"DetailType\": \"d\", \"Detail\": \"\\\"text\\\"\"} | {\"Entries\":[{\"ErrorCode\":\"MalformedDetail\",\"ErrorMessage\":\"Detail is malformed.\"}],\"FailedEntryCount\":1}",
                "{\"DetailType\": \"d\", \"Detail\": {}} | {\"Entries\":[{\"ErrorCode\":\"InvalidArgument\",\"ErrorMessage\":\"Parameter Source is not valid. Reason: Source is a required argument.\"}],\"FailedEntryCount\":1}",
            })
    void eachEventIsAnsweredFor(String entry, String cause) {
        DescribeExecutionResponse end = ended(start(service("events:putEvents", "{\"Entries\": [" + entry + "]}", "")));

        assertThat(end.error()).isEqualTo(cause == null ? null : "EventBridge.FailedEntry");
        assertThat(end.cause()).isEqualTo(cause);
        if (cause == null) {
            assertThat(members(json(end.output()))).containsExactly("Entries", "FailedEntryCount");
        }
    }

    private String child(String state) {
        return clients.sfn()
                .createStateMachine(
                        machine -> machine.name("child").roleArn(roleArn()).definition(definition(state)))
                .stateMachineArn();
    }

    private String nested(String child, String suffix) {
        return service(
                "states:startExecution" + suffix,
                "{\"StateMachineArn\": \"" + child + "\", \"Name\": \"inner\", \"Input\": {\"a\": 1}}",
                "");
    }

    /** Recorded by test_start_execution_sync and test_start_execution_sync2 in callback/test_callback.snapshot.json. */
    @ParameterizedTest
    @CsvSource({".sync, '\"{\\\"a\\\":1}\"'", "'.sync:2', '{\"a\":1}'"})
    void aNestedExecutionIsSeenToItsEnd(String suffix, String output) {
        String execution = start(nested(child(WAIT.replace("3600", "60")), suffix));
        assertThat(steps(execution)).endsWith("5 after 4: TaskSubmitted");
        JsonNode result = output(execution);

        assertThat(result.path("Output")).isEqualTo(json(output));
        assertThat(result.path("Input")).isEqualTo(json(output));
        assertThat(result.path("Status").asText()).isEqualTo("SUCCEEDED");
        assertThat(result.path("StartDate").isIntegralNumber()).isTrue();
        assertThat(result.at("/InputDetails/Included").asBoolean()).isTrue();
        assertThat(members(result))
                .contains("ExecutionArn", "Name", "OutputDetails", "StateMachineArn", "StopDate", "RedriveCount");
        assertThat(event(execution, "TaskSubmitted").taskSubmittedEventDetails().resource())
                .isEqualTo("startExecution" + suffix);
    }

    /** Recorded by test_start_execution in services/test_sfn_task_service.snapshot.json. */
    @Test
    void aNestedExecutionMayBeLeftAlone() {
        JsonNode output = output(start(nested(child(WAIT), "")));

        assertThat(members(output))
                .containsExactly("ExecutionArn", "SdkHttpMetadata", "SdkResponseMetadata", "StartDate");
        assertThat(describe(output.path("ExecutionArn").asText()).statusAsString())
                .isEqualTo("RUNNING");
    }

    /** Recorded by test_start_execution_sync_delegate_failure in callback/test_callback.snapshot.json. */
    @Test
    void aNestedFailureIsTheCause() {
        DescribeExecutionResponse end =
                ended(start(nested(child("{\"Type\": \"Fail\", \"Error\": \"E\", \"Cause\": \"C\"}"), ".sync")));

        assertThat(end.error()).isEqualTo("States.TaskFailed");
        assertThat(json(end.cause()).path("Error").asText()).isEqualTo("E");
        assertThat(json(end.cause()).path("Cause").asText()).isEqualTo("C");
        assertThat(json(end.cause()).path("Status").asText()).isEqualTo("FAILED");
    }

    /** Recorded by test_start_execution_no_such_arn in error_handling/test_task_service_sfn.snapshot.json. */
    @Test
    void aNestedMachineMayNotBeThere() {
        DescribeExecutionResponse end = ended(start(nested(arn("stateMachine:none"), ".sync")));

        assertThat(end.error()).isEqualTo("StepFunctions.StateMachineDoesNotExistException");
        assertThat(end.cause())
                .startsWith("State Machine Does Not Exist: '" + arn("stateMachine:none")
                        + "' (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist;");
    }

    /** Recorded by test_invalid_credentials_field in credentials/test_credentials_base.snapshot.json. */
    @Test
    void credentialsNameARole() {
        assertThatThrownBy(() -> create(definition(function(", \"Credentials\": {}"))))
                .hasMessageContaining(
                        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'RoleArn' is required but was"
                                + " missing at /States/S/Credentials'");
    }
}
