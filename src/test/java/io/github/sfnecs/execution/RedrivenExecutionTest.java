package io.github.sfnecs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.report.StateVisit;
import io.github.sfnecs.report.StateVisit.Outcome;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.RecordingConsole;
import io.github.sfnecs.testing.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** It need not enter the state again to try it again. */
    @Test
    void hasNotFailedInTheStateThatItTriesAgain() {
        ExecutionHistory history = read(FAILED + "," + REDRIVEN + """
                ,
                {'id': 7, 'previousEventId': 6, 'timestamp': 1767323655, 'type': 'TaskScheduled',
                 'taskScheduledEventDetails': {'resourceType': 'ecs', 'resource': 'runTask.sync', 'region':
                 'eu-central-1', 'parameters': '{}'}}""");

        assertThat(history.visits(false)).extracting(StateVisit::outcome).containsExactly(Outcome.RUNNING);
        assertThat(history.visits(true)).extracting(StateVisit::outcome).containsExactly(Outcome.CUT_OFF);
        assertThat(read(FAILED + "," + REDRIVEN).visits(false))
                .extracting(StateVisit::outcome)
                .containsExactly(Outcome.FAILED);
    }

    /** When it stopped before it was redriven tells nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", ", 'stopDate': 1767323055, 'redriveDate': 1767323655"})
    void isNotTakenForFailedWhereNobodyKnowsItsStatus(String dates) {
        aws.answers(
                "DescribeExecution",
                "{'executionArn': '" + ARN + "', 'stateMachineArn': '" + Lab.MACHINE_ARN
                        + "', 'name': 'run', 'status': 'REVIVED', 'startDate': 1767323045" + dates + "}");
        read(FAILED + "," + REDRIVEN);
        RecordingConsole console = new RecordingConsole();

        new ExplainExecution(
                        aws.clients,
                        Lab.COMMANDS,
                        new VirtualTime(FakeClock.manual(Lab.START)),
                        console,
                        denied -> PolicyInPlace.UNKNOWN)
                .explain(ARN);

        assertThat(console.warnings()).isEmpty();
        assertThat(console.text()).contains("Execution run is REVIVED");
    }

    private ExecutionHistory read(String events) {
        aws.answers("GetExecutionHistory", "{'events': [" + events + "]}");
        return ExecutionHistory.read(aws.clients.sfn(), ARN);
    }
}
