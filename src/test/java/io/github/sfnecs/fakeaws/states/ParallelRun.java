package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.definition.Machine;
import java.util.List;

/**
 * A Parallel state. Recorded by test_parallel_state, test_parallel_state_retry and test_parallel_state_catch:
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 */
final class ParallelRun extends ForkRun {

    ParallelRun(Visit visit, Environment environment, Walk.StateEnd end) {
        super(visit, environment, end);
    }

    @Override
    void begin() {
        JsonNode input = visit.flow().effectiveInput();
        started();
        List<Machine> machines = visit.state().machines();
        expect(machines.size());
        for (int i = 0; i < machines.size(); i++) {
            branch(i, machines.get(i), input, visit.trail().branch());
        }
    }
}
