package io.github.sfnecs.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.report.StateVisit.Outcome;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;

/** What is read out of the events of an execution. */
class ExecutionHistoryTest {
    private static final String ARN = Lab.SCOPE.execution(Lab.MACHINE, "run");
    private static final String TASK = "arn:aws:ecs:eu-central-1:123456789012:task/jobs/0123456789abcdef";

    /**
     * The end of a Run a Job does not tell of the platform, but its beginning does. Recorded by test_run_task_sync:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/services/test_ecs_task_service.snapshot.json
     */
    @Test
    void aTaskThatEndedHasThePlatformThatItBeganWith() {
        try (CannedAws aws = new CannedAws()
                .answers(
                        "GetExecutionHistory",
                        "{'events': ["
                                + event(
                                        1,
                                        "TaskSubmitted",
                                        "{\\\"Failures\\\": [], \\\"Tasks\\\": [{\\\"TaskArn\\\": \\\"" + TASK
                                                + "\\\", \\\"PlatformFamily\\\": \\\"Windows Server 2022 Core\\\"}]}")
                                + ", "
                                + event(
                                        2,
                                        "TaskSucceeded",
                                        "{\\\"TaskArn\\\": \\\"" + TASK + "\\\", \\\"LastStatus\\\": \\\"STOPPED\\\"}")
                                + "]}")) {
            assertThat(ExecutionHistory.read(aws.clients.sfn(), ARN).tasks().ended(TASK))
                    .map(Task::platformFamily)
                    .contains("Windows Server 2022 Core");
        }
    }

    /** AWS may say less than it says today. */
    @Test
    void anEventOfWhichNothingIsToldIsNoReasonToFail() {
        try (CannedAws aws = new CannedAws()
                .answers(
                        "GetExecutionHistory",
                        "{'events': [{'id': 1, 'previousEventId': 0, 'timestamp': 1767323045, 'type': 'TaskStateEntered',"
                                + " 'stateEnteredEventDetails': {'name': 'RunTask'}}, {'id': 2, 'previousEventId': 1,"
                                + " 'timestamp': 1767323046, 'type': 'TaskSucceeded'}]}")) {
            assertThat(ExecutionHistory.read(aws.clients.sfn(), ARN).place()).isPresent();
        }
    }

    /**
     * A function that is itself the resource of a state has events of its own.
     * https://docs.aws.amazon.com/step-functions/latest/apireference/API_LambdaFunctionFailedEventDetails.html
     */
    @Test
    void aFunctionFailsAndIsTriedAgainAsATaskIs() {
        try (CannedAws aws = new CannedAws()
                .answers(
                        "GetExecutionHistory",
                        "{'events': [{'id': 1, 'previousEventId': 0, 'timestamp': 1, 'type': 'TaskStateEntered',"
                                + " 'stateEnteredEventDetails': {'name': 'Report'}},"
                                + " {'id': 2, 'previousEventId': 1, 'timestamp': 1, 'type': 'LambdaFunctionScheduled'},"
                                + " {'id': 3, 'previousEventId': 2, 'timestamp': 2, 'type': 'LambdaFunctionFailed',"
                                + " 'lambdaFunctionFailedEventDetails': {'error': 'Exception', 'cause': 'C'}},"
                                + " {'id': 4, 'previousEventId': 3, 'timestamp': 3, 'type': 'LambdaFunctionScheduled'},"
                                + " {'id': 5, 'previousEventId': 4, 'timestamp': 4, 'type': 'LambdaFunctionTimedOut',"
                                + " 'lambdaFunctionTimedOutEventDetails': {'error': 'States.Timeout'}},"
                                + " {'id': 6, 'previousEventId': 5, 'timestamp': 5, 'type': 'TaskStateExited',"
                                + " 'stateExitedEventDetails': {'name': 'Report'}}]}")) {
            assertThat(ExecutionHistory.read(aws.clients.sfn(), ARN).visits(true))
                    .singleElement()
                    .satisfies(visit -> {
                        assertThat(visit.attempts()).isEqualTo(2);
                        assertThat(visit.error()).contains("States.Timeout");
                        assertThat(visit.outcome()).isEqualTo(Outcome.CAUGHT);
                    });
        }
    }

    private static String event(int id, String type, String output) {
        return "{'id': " + id + ", 'previousEventId': " + (id - 1) + ", 'timestamp': " + (1_767_323_045 + id)
                + ", 'type': '" + type + "', '" + Character.toLowerCase(type.charAt(0)) + type.substring(1)
                + "EventDetails': {'resourceType': 'ecs', 'resource': 'runTask.sync', 'output': '" + output + "'}}";
    }
}
