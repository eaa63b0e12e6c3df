package io.github.sfnecs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An execution that failed and runs again under the same ARN, with the same history, which goes on. The members are those of the API's
 * model; the order of the events is that of the page, no recording of it is known.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
class RedrivenExecutionTest {
    private static final String ARN = Lab.SCOPE.execution(Lab.MACHINE, "run");
    private static final String FAILED = """
            {'id': 1, 'previousEventId': 0, 'timestamp': 1767323045, 'type': 'ExecutionStarted',
             'executionStartedEventDetails': {'input': '{}'}},
            {'id': 2, 'previousEventId': 0, 'timestamp': 1767323045, 'type': 'TaskStateEntered',
             'stateEnteredEventDetails': {'name': 'Load'}},
            {'id': 3, 'previousEventId': 2, 'timestamp': 1767323045, 'type': 'TaskScheduled', 'taskScheduledEventDetails':
             {'resourceType': 'ecs', 'resource': 'runTask.sync', 'region': 'eu-central-1', 'parameters': '{}'}},
            {'id': 4, 'previousEventId': 3, 'timestamp': 1767323055, 'type': 'TaskFailed', 'taskFailedEventDetails':
             {'resourceType': 'ecs', 'resource': 'runTask.sync', 'error': 'States.TaskFailed', 'cause': 'x'}},
            {'id': 5, 'previousEventId': 4, 'timestamp': 1767323055, 'type': 'ExecutionFailed',
             'executionFailedEventDetails': {'error': 'States.TaskFailed', 'cause': 'x'}}""";
    private static final String REDRIVEN = """
            {'id': 6, 'previousEventId': 5, 'timestamp': 1767323655, 'type': 'ExecutionRedriven',
             'executionRedrivenEventDetails': {'redriveCount': 1}}""";

    private final CannedAws aws = new CannedAws();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void goesOn() {
        assertThat(read(FAILED).over()).isTrue();
        assertThat(read(FAILED + "," + REDRIVEN).over()).isFalse();
    }

    @Test
    void isWhereItIsNowAndNotWhereItFailed() {
        ExecutionHistory history = read(FAILED + "," + REDRIVEN + """
                ,
                {'id': 7, 'previousEventId': 6, 'timestamp': 1767323655, 'type': 'TaskStateEntered',
                 'stateEnteredEventDetails': {'name': 'Report'}}""");

        assertThat(history.place().orElseThrow().text()).isEqualTo("state Report");
    }

    /** What an endpoint leaves out of an answer, {@code explain} does without. */
    private ExecutionHistory read(String events) {
        aws.answers("GetExecutionHistory", "{'events': [" + events + "]}");
        return ExecutionHistory.read(aws.clients.sfn(), ARN);
    }
}
