package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** What was recorded on AWS of states that run a task, in each of the three patterns, and of those that wait for SQS's tokens. */
class RecordedTaskStatesTest extends RecordedStepFunctions {

    private static final String CATCH = ", \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"Caught\"}]";

    /**
     * Recorded by test_run_task:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/services/test_ecs_task_service.snapshot.json
     */
    @Test
    void requestResponseGivesTheWholeAnswerOfEcs() {
        String execution = start(task("", "", ""));
        JsonNode answer = output(execution);

        assertThat(steps(execution))
                .containsExactly(
                        "1 after 0: ExecutionStarted",
                        "2 after 0: TaskStateEntered",
                        "3 after 2: TaskScheduled",
                        "4 after 3: TaskStarted",
                        "5 after 4: TaskSucceeded",
                        "6 after 5: TaskStateExited",
                        "7 after 6: ExecutionSucceeded");
        isAnswerOfRunTask(answer);
        assertThat(json(event(execution, "TaskSucceeded")
                        .taskSucceededEventDetails()
                        .output()))
                .isEqualTo(answer);
        assertThat(json(event(execution, "TaskScheduled")
                                .taskScheduledEventDetails()
                                .parameters())
                        .has("StartedBy"))
                .isFalse();
    }

    /**
     * Recorded by test_run_task_sync:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/services/test_ecs_task_service.snapshot.json
     */
    @Test
    void aJobIsSubmittedAndGivesTheTaskAsItEnded() {
        String execution = start(task(".sync", "", ""));
        JsonNode task = output(execution);

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
        isAnswerOfRunTask(submitted(execution));
        hasAllLists(task);
        assertThat(members(task)).doesNotContain("SdkHttpMetadata", "SdkResponseMetadata", "PlatformFamily");
        assertThat(task.path("StartedBy").asText()).isEqualTo("AWS Step Functions");
        assertThat(task.path("LastStatus").asText()).isEqualTo("STOPPED");
        assertThat(task.path("StopCode").asText()).isEqualTo("EssentialContainerExited");
        assertThat(task.at("/Containers/0/ExitCode").intValue()).isZero();
    }

    /**
     * Recorded by test_run_task_sync_raise_failure:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/services/test_ecs_task_service.snapshot.json
     */
    @Test
    void aJobThatNeverStartsFailsWithTheTaskWhichAloneSaysWhy() {
        embedded().account(account()).missingImage("busybox");
        String execution = start(task(".sync", "", ""));
        DescribeExecutionResponse end = ended(execution);
        JsonNode task = json(end.cause());

        assertThat(end.error()).isEqualTo("States.TaskFailed");
        assertThat(steps(execution)).endsWith("6 after 5: TaskFailed", "7 after 6: ExecutionFailed");
        hasAllLists(task);
        assertThat(task.path("StopCode").asText()).isEqualTo("TaskFailedToStart");
        assertThat(task.path("StoppedReason").asText())
                .matches(
                        "CannotPullContainerError: pull image manifest has been retried \\d time\\(s\\): failed to resolve"
                                + " ref docker.io/library/busybox:latest: .+");
        assertThat(members(task.at("/Containers/0"))).doesNotContain("ExitCode", "Reason");
        assertThat(members(task))
                .contains("ConnectivityAt", "CreatedAt", "ExecutionStoppedAt", "StoppedAt", "StoppingAt")
                .doesNotContain("PlatformFamily", "PullStartedAt", "PullStoppedAt", "StartedAt");
    }

    private JsonNode submitted(String execution) {
        return json(
                event(execution, "TaskSubmitted").taskSubmittedEventDetails().output());
    }

    private static void isAnswerOfRunTask(JsonNode answer) {
        assertThat(members(answer)).containsExactly("Failures", "SdkHttpMetadata", "SdkResponseMetadata", "Tasks");
        JsonNode http = answer.path("SdkHttpMetadata");
        assertThat(http.path("HttpStatusCode").intValue()).isEqualTo(200);
        assertThat(members(http.path("HttpHeaders")))
                .contains("Content-Length", "Content-Type", "Date", "x-amzn-RequestId");
        assertThat(members(http.path("AllHttpHeaders"))).isEqualTo(members(http.path("HttpHeaders")));
        assertThat(http.at("/AllHttpHeaders/x-amzn-RequestId/0"))
                .isEqualTo(http.at("/HttpHeaders/x-amzn-RequestId"))
                .isEqualTo(answer.at("/SdkResponseMetadata/RequestId"));
        assertThat(answer.at("/Tasks/0/PlatformFamily").asText()).isEqualTo("Linux");
        hasAllLists(answer.at("/Tasks/0"));
    }

    /** Lists that are empty are there, too. */
    private static void hasAllLists(JsonNode task) {
        assertThat(members(task)).contains("Attachments", "Attributes", "InferenceAccelerators", "Tags");
        assertThat(members(task.at("/Containers/0")))
                .contains("GpuIds", "ManagedAgents", "NetworkBindings", "NetworkInterfaces");
        assertThat(members(task.path("Overrides"))).contains("ContainerOverrides", "InferenceAcceleratorOverrides");
        assertThat(members(task.at("/Overrides/ContainerOverrides/0")))
                .containsExactly("Command", "Environment", "EnvironmentFiles", "Name", "ResourceRequirements");
    }

    /**
     * Recorded by test_sqs_wait_for_task_token:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/callback/test_callback.snapshot.json
     */
    @Test
    void aTokenIsAnsweredWithTheOutput() {
        String execution = start(waiting(""));
        clients.sfn().sendTaskSuccess(send -> send.taskToken(token(execution)).output("\"done\""));

        assertThat(output(execution)).isEqualTo(json("\"done\""));
        assertThat(steps(execution))
                .containsSequence(
                        "3 after 2: TaskScheduled",
                        "4 after 3: TaskStarted",
                        "5 after 4: TaskSubmitted",
                        "6 after 5: TaskSucceeded");
        isAnswerOfRunTask(submitted(execution));
    }

    /**
     * Recorded by test_sqs_failure_in_wait_for_task_token:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/callback/test_callback.snapshot.json
     */
    @Test
    void aTokenIsAnsweredWithAFailure() {
        String execution = start(waiting(""));
        clients.sfn()
                .sendTaskFailure(
                        send -> send.taskToken(token(execution)).error("E").cause("C"));
        DescribeExecutionResponse end = ended(execution);

        assertThat(end.error() + " " + end.cause()).isEqualTo("E C");
        assertThat(steps(execution)).endsWith("6 after 5: TaskFailed", "7 after 6: ExecutionFailed");
    }

    /**
     * Recorded by test_sqs_failure_in_wait_for_task_tok_no_error_field:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/callback/test_callback.snapshot.json
     */
    @Test
    void aFailureWithoutAnErrorHasNone() {
        String execution = run(caught(waiting(CATCH)), "{}");
        clients.sfn().sendTaskFailure(send -> send.taskToken(token(execution)));

        assertThat(output(execution)).isEqualTo(json("{\"Error\": null, \"Cause\": null}"));
        assertThat(event(execution, "TaskFailed").taskFailedEventDetails()).satisfies(details -> {
            assertThat(details.error()).isNull();
            assertThat(details.cause()).isNull();
            assertThat(details.resource()).isEqualTo("runTask.waitForTaskToken");
        });
    }

    private static String caught(String state) {
        return "{\"StartAt\": \"S\", \"States\": {\"S\": " + state + ", \"Caught\": {\"Type\": \"Succeed\"}}}";
    }

    /**
     * Recorded by test_invoke_timeout:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/error_handling/test_task_service_lambda.snapshot.json
     */
    @Test
    void aTimeOutThatIsCaughtHasAnEmptyCause() {
        String execution = run(caught(waiting(", \"TimeoutSeconds\": 5" + CATCH)), "{}");

        assertThat(output(execution)).isEqualTo(json("{\"Error\": \"States.Timeout\", \"Cause\": \"\"}"));
    }

    /**
     * Recorded by test_heartbeat_timeout:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/timeouts/test_heartbeats.snapshot.json
     */
    @ParameterizedTest
    @CsvSource({"5, 600", "5, "})
    void aMissedHeartbeatIsATimeOut(Long heartbeat, Long timeout) {
        String execution = start(waiting(
                ", \"HeartbeatSeconds\": " + heartbeat + (timeout == null ? "" : ", \"TimeoutSeconds\": " + timeout)));

        timesOut(execution);
        assertThat(event(execution, "TaskScheduled").taskScheduledEventDetails())
                .satisfies(details -> {
                    assertThat(details.heartbeatInSeconds()).isEqualTo(heartbeat);
                    assertThat(details.timeoutInSeconds()).isEqualTo(timeout);
                });
    }

    /**
     * Recorded by test_sqs_wait_for_task_token_timeout:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/callback/test_callback.snapshot.json
     */
    @Test
    void aStateThatTakesTooLongFailsTheExecution() {
        timesOut(start(waiting(", \"TimeoutSeconds\": 5")));
    }

    private void timesOut(String execution) {
        DescribeExecutionResponse end = ended(execution);

        assertThat(end.statusAsString()).isEqualTo("FAILED");
        assertThat(end.error()).isEqualTo("States.Timeout");
        assertThat(end.cause()).isNull();
        assertThat(steps(execution)).endsWith("6 after 5: TaskTimedOut", "7 after 6: ExecutionFailed");
        assertThat(event(execution, "TaskTimedOut").taskTimedOutEventDetails()).satisfies(details -> {
            assertThat(details.error()).isEqualTo("States.Timeout");
            assertThat(details.cause()).isNull();
        });
    }

    /**
     * Recorded by test_sqs_wait_for_task_tok_with_heartbeat:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/callback/test_callback.snapshot.json
     */
    @Test
    void aHeartbeatKeepsTheStateWaiting() {
        String execution = start(waiting(", \"HeartbeatSeconds\": 60, \"TimeoutSeconds\": 600"));
        String token = token(execution);
        pass(Duration.ofSeconds(50));
        clients.sfn().sendTaskHeartbeat(send -> send.taskToken(token));
        pass(Duration.ofSeconds(50));
        clients.sfn().sendTaskSuccess(send -> send.taskToken(token).output("1"));

        assertThat(output(execution)).isEqualTo(json("1"));
    }

    /**
     * Recorded by test_sync_with_task_token:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/callback/test_callback.snapshot.json
     */
    @Test
    void aJobHasATokenTooThatEndsIt() {
        String execution = start(waiting("").replace(".waitForTaskToken", ".sync"));
        clients.sfn().sendTaskSuccess(send -> send.taskToken(token(execution)).output("\"done\""));

        assertThat(output(execution)).isEqualTo(json("\"done\""));
        assertThat(event(execution, "TaskSucceeded").taskSucceededEventDetails().resource())
                .isEqualTo("runTask.sync");
    }

    /**
     * Recorded by test_lambda_service_invoke_with_retry_extended_input:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
     */
    @Test
    void aRetryIsScheduledByTheFailureBeforeItAndCounted() {
        String state = task(
                "",
                ", \"Group.$\": \"States.Format('try-{}', $$.State.RetryCount)\"",
                ", \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"], \"IntervalSeconds\": 1, \"MaxAttempts\": 2}]");
        String execution = start(state.replace("\"Cluster\": \"jobs\"", "\"Cluster\": \"none\""));
        ended(execution);

        assertThat(steps(execution))
                .containsSequence(
                        "5 after 4: TaskFailed",
                        "6 after 5: TaskScheduled",
                        "7 after 6: TaskStarted",
                        "8 after 7: TaskFailed",
                        "9 after 8: TaskScheduled")
                .endsWith("11 after 10: TaskFailed", "12 after 11: ExecutionFailed");
        assertThat(history(execution).stream()
                        .filter(event -> event.taskScheduledEventDetails() != null)
                        .map(event -> json(event.taskScheduledEventDetails().parameters())
                                .path("Group")
                                .asText()))
                .containsExactly("try-0", "try-1", "try-2");
    }
}
