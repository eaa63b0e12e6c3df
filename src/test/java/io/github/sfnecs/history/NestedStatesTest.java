package io.github.sfnecs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.sfnecs.report.Frame;
import io.github.sfnecs.report.StateVisit;
import io.github.sfnecs.report.StateVisit.Iterations;
import io.github.sfnecs.report.StateVisit.Outcome;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * States within states. The events have the form that was recorded (test_parallel_state_catch, test_parallel_state_retry,
 * test_map_state_catch):
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 */
class NestedStatesTest {
    private static final String ARN = Lab.SCOPE.execution(Lab.MACHINE, "run");

    @Test
    void endWhereTheirOwnExitIsAndNotWithTheLastStateWithinThem() {
        ExecutionHistory history = read("""
                {'id': 2, 'previousEventId': 0, 'type': 'ParallelStateEntered', 'timestamp': 1, 'stateEnteredEventDetails': {'name': 'Both'}},
                {'id': 3, 'previousEventId': 2, 'type': 'ParallelStateStarted', 'timestamp': 1},
                {'id': 4, 'previousEventId': 3, 'type': 'MapStateEntered', 'timestamp': 2, 'stateEnteredEventDetails': {'name': 'Each'}},
                {'id': 5, 'previousEventId': 4, 'type': 'MapStateStarted', 'timestamp': 2, 'mapStateStartedEventDetails': {'length': 1}},
                {'id': 6, 'previousEventId': 5, 'type': 'MapIterationStarted', 'timestamp': 2},
                {'id': 7, 'previousEventId': 6, 'type': 'FailStateEntered', 'timestamp': 3, 'stateEnteredEventDetails': {'name': 'Broken'}},
                {'id': 8, 'previousEventId': 7, 'type': 'MapIterationFailed', 'timestamp': 3},
                {'id': 9, 'previousEventId': 7, 'type': 'MapStateFailed', 'timestamp': 3},
                {'id': 10, 'previousEventId': 9, 'type': 'MapStateExited', 'timestamp': 4, 'stateExitedEventDetails': {'name': 'Each'}},
                {'id': 11, 'previousEventId': 10, 'type': 'PassStateEntered', 'timestamp': 5, 'stateEnteredEventDetails': {'name': 'Rest'}},
                {'id': 12, 'previousEventId': 11, 'type': 'PassStateExited', 'timestamp': 5, 'stateExitedEventDetails': {'name': 'Rest'}},
                {'id': 13, 'previousEventId': 12, 'type': 'ParallelStateExited', 'timestamp': 6, 'stateExitedEventDetails': {'name': 'Both'}},
                {'id': 14, 'previousEventId': 13, 'type': 'PassStateEntered', 'timestamp': 7, 'stateEnteredEventDetails': {'name': 'After'}}""");

        assertThat(history.visits(false))
                .extracting(StateVisit::name, visit -> visit.from().orElse(""), StateVisit::outcome)
                .containsExactly(
                        tuple("Both", "", Outcome.LEFT),
                        tuple("Each", "Both", Outcome.CAUGHT),
                        tuple("Broken", "Each", Outcome.FAILED),
                        tuple("Rest", "Each", Outcome.LEFT),
                        tuple("After", "Both", Outcome.RUNNING));
    }

    /** The first state of a branch is entered from the Parallel again, not from where the try before failed. */
    @Test
    void beginAnewWhenTheyAreTriedAgain() {
        ExecutionHistory history = read("""
                {'id': 2, 'previousEventId': 0, 'type': 'ParallelStateEntered', 'timestamp': 1, 'stateEnteredEventDetails': {'name': 'Both'}},
                {'id': 3, 'previousEventId': 2, 'type': 'ParallelStateStarted', 'timestamp': 1},
                {'id': 4, 'previousEventId': 3, 'type': 'FailStateEntered', 'timestamp': 2, 'stateEnteredEventDetails': {'name': 'Branch'}},
                {'id': 5, 'previousEventId': 4, 'type': 'ParallelStateStarted', 'timestamp': 3},
                {'id': 6, 'previousEventId': 5, 'type': 'FailStateEntered', 'timestamp': 3, 'stateEnteredEventDetails': {'name': 'Branch'}}""");

        assertThat(history.visits(false))
                .extracting(visit -> visit.from().orElse(""))
                .containsExactly("", "Both", "Both");
    }

    /**
     * The events of what is cut off have no names, and are led to by what failed beside it. Recorded by test_service_lambda_map_timeout:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/timeouts/test_timeouts.snapshot.json
     */
    @Test
    void areAbortedWhereTheOneAroundThemFailedElsewhere() {
        ExecutionHistory history = read(aborted("""
                {'id': 14, 'previousEventId': 10, 'type': 'MapStateFailed', 'timestamp': 9},
                {'id': 15, 'previousEventId': 14, 'type': 'MapStateExited', 'timestamp': 9, 'stateExitedEventDetails': {'name': 'Each'}},
                {'id': 16, 'previousEventId': 15, 'type': 'WaitStateEntered', 'timestamp': 9, 'stateEnteredEventDetails': {'name': 'After'}}"""));

        assertThat(history.visits(false))
                .extracting(
                        visit -> Frame.label(visit.name(), visit.in()),
                        StateVisit::outcome,
                        visit -> visit.error().orElse(""))
                .containsExactly(
                        tuple("Each", Outcome.CAUGHT, "States.Timeout"),
                        tuple("Load in Each[0]", Outcome.FAILED, "States.Timeout"),
                        tuple("Load in Each[1]", Outcome.ABORTED, ""),
                        tuple("After", Outcome.RUNNING, ""));
        assertThat(history.visits(true).get(2).exited()).contains(Instant.ofEpochSecond(9));
        assertThat(history.visits(true).get(0).iterations()).contains(new Iterations(3, 0, 1, 1));
    }

    @Test
    void failWithTheExecutionThatFailsInThem() {
        ExecutionHistory history = read(aborted("""
                {'id': 14, 'previousEventId': 10, 'type': 'MapStateFailed', 'timestamp': 9},
                {'id': 15, 'previousEventId': 14, 'type': 'ExecutionFailed', 'timestamp': 9, 'executionFailedEventDetails': {'error': 'States.Timeout'}}"""));

        assertThat(history.visits(true))
                .extracting(StateVisit::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.ABORTED);
    }

    /** Nothing says that they failed but that it all begins again. */
    @Test
    void haveFailedOnceMoreWhereTheOneAroundThemTriesAgain() {
        ExecutionHistory history = read(aborted("""
                {'id': 14, 'previousEventId': 10, 'type': 'MapStateStarted', 'timestamp': 9, 'mapStateStartedEventDetails': {'length': 3}},
                {'id': 15, 'previousEventId': 14, 'type': 'MapIterationStarted', 'timestamp': 9, 'mapIterationStartedEventDetails': {'name': 'Each', 'index': 2}},
                {'id': 16, 'previousEventId': 15, 'type': 'TaskStateEntered', 'timestamp': 9, 'stateEnteredEventDetails': {'name': 'Load'}},
                {'id': 17, 'previousEventId': 16, 'type': 'TaskStateExited', 'timestamp': 9, 'stateExitedEventDetails': {'name': 'Load'}},
                {'id': 18, 'previousEventId': 17, 'type': 'MapIterationSucceeded', 'timestamp': 9, 'mapIterationSucceededEventDetails': {'name': 'Each', 'index': 2}}"""));

        assertThat(history.visits(false))
                .extracting(visit -> Frame.label(visit.name(), visit.in()), StateVisit::outcome)
                .containsExactly(
                        tuple("Each", Outcome.RUNNING),
                        tuple("Load in Each[0]", Outcome.FAILED),
                        tuple("Load in Each[1]", Outcome.ABORTED),
                        tuple("Load in Each[2]", Outcome.LEFT));
        assertThat(history.visits(false).get(0).iterations()).contains(new Iterations(3, 1, 0, 0));
    }

    /** Two of three items begin, the first fails, and the second is aborted. */
    private static String aborted(String then) {
        return """
                {'id': 2, 'previousEventId': 0, 'type': 'MapStateEntered', 'timestamp': 1, 'stateEnteredEventDetails': {'name': 'Each'}},
                {'id': 3, 'previousEventId': 2, 'type': 'MapStateStarted', 'timestamp': 1, 'mapStateStartedEventDetails': {'length': 3}},
                {'id': 4, 'previousEventId': 3, 'type': 'MapIterationStarted', 'timestamp': 1, 'mapIterationStartedEventDetails': {'name': 'Each', 'index': 0}},
                {'id': 5, 'previousEventId': 3, 'type': 'MapIterationStarted', 'timestamp': 1, 'mapIterationStartedEventDetails': {'name': 'Each', 'index': 1}},
                {'id': 6, 'previousEventId': 4, 'type': 'TaskStateEntered', 'timestamp': 2, 'stateEnteredEventDetails': {'name': 'Load'}},
                {'id': 7, 'previousEventId': 5, 'type': 'TaskStateEntered', 'timestamp': 2, 'stateEnteredEventDetails': {'name': 'Load'}},
                {'id': 8, 'previousEventId': 6, 'type': 'TaskScheduled', 'timestamp': 2},
                {'id': 9, 'previousEventId': 7, 'type': 'TaskScheduled', 'timestamp': 2},
                {'id': 10, 'previousEventId': 8, 'type': 'TaskTimedOut', 'timestamp': 8, 'taskTimedOutEventDetails': {'error': 'States.Timeout'}},
                {'id': 11, 'previousEventId': 10, 'type': 'MapIterationFailed', 'timestamp': 8, 'mapIterationFailedEventDetails': {'name': 'Each', 'index': 0}},
                {'id': 12, 'previousEventId': 10, 'type': 'TaskStateAborted', 'timestamp': 8},
                {'id': 13, 'previousEventId': 10, 'type': 'MapIterationAborted', 'timestamp': 8, 'mapIterationAbortedEventDetails': {'name': 'Each', 'index': 1}},
                """ + then;
    }

    @Test
    void areInTheBranchesThatTheDefinitionHas() {
        ExecutionHistory history = read("""
                {'id': 2, 'previousEventId': 0, 'type': 'ParallelStateEntered', 'timestamp': 1, 'stateEnteredEventDetails': {'name': 'Both'}},
                {'id': 3, 'previousEventId': 2, 'type': 'ParallelStateStarted', 'timestamp': 1},
                {'id': 4, 'previousEventId': 3, 'type': 'WaitStateEntered', 'timestamp': 2, 'stateEnteredEventDetails': {'name': 'Right'}}""");
        assertThat(history.visits(false).get(1).in())
                .containsExactly(new Frame("Both", OptionalInt.empty(), OptionalInt.empty()));

        history.runsWith(null, Optional.of("""
                {"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "Left", "States": {"Left": {"Type": "Wait", "End": true}}},
                  {"StartAt": "Right", "States": {"Right": {"Type": "Wait", "End": true}}}]}}}"""));

        assertThat(history.visits(false).get(1).in())
                .containsExactly(new Frame("Both", OptionalInt.empty(), OptionalInt.of(1)));
    }

    /** https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html */
    @Test
    void tellOfTheExecutionsThatTheyStarted() {
        String child = Lab.SCOPE.execution("report", "one");
        ExecutionHistory history = read("""
                {'id': 2, 'previousEventId': 0, 'type': 'TaskStateEntered', 'timestamp': 1, 'stateEnteredEventDetails': {'name': 'Report'}},
                {'id': 3, 'previousEventId': 2, 'type': 'TaskSubmitted', 'timestamp': 1, 'taskSubmittedEventDetails':
                  {'resourceType': 'states', 'resource': 'startExecution.sync:2', 'output': '{\\"ExecutionArn\\": \\"%s\\"}'}},
                {'id': 4, 'previousEventId': 3, 'type': 'TaskSucceeded', 'timestamp': 1, 'taskSucceededEventDetails':
                  {'resourceType': 'states', 'resource': 'startExecution.sync:2', 'output': '{\\"ExecutionArn\\": \\"%s\\"}'}},
                {'id': 5, 'previousEventId': 4, 'type': 'TaskSubmitted', 'timestamp': 1, 'taskSubmittedEventDetails':
                  {'resourceType': 'states', 'resource': 'startExecution.sync:2', 'output': '{\\"ExecutionArn\\": \\"no ARN\\"}'}}""".formatted(child, child));

        assertThat(history.visits(false).get(0).executions()).containsExactly(child);
    }

    private static ExecutionHistory read(String events) {
        try (CannedAws aws = new CannedAws().answers("GetExecutionHistory", "{'events': [" + events + "]}")) {
            return ExecutionHistory.read(aws.clients.sfn(), ARN);
        }
    }
}
