package io.github.sfnecs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.sfnecs.report.StateVisit;
import io.github.sfnecs.report.StateVisit.Outcome;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
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
                        tuple("Each", "Both", Outcome.LEFT),
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

    private static ExecutionHistory read(String events) {
        try (CannedAws aws = new CannedAws().answers("GetExecutionHistory", "{'events': [" + events + "]}")) {
            return ExecutionHistory.read(aws.clients.sfn(), ARN);
        }
    }
}
