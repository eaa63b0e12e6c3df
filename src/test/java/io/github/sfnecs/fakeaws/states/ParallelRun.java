package io.github.sfnecs.fakeaws.states;

import io.github.sfnecs.fakeaws.states.definition.RetryPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.definition.Machine;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Parallel state with its tries. Recorded by test_parallel_state, test_parallel_state_retry and test_parallel_state_catch:
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 */
final class ParallelRun {

    private final Visit visit;
    private final Environment environment;
    private final Walk.StateEnd end;
    private final RetryPolicy retries;
    private final List<Walk> branches = new ArrayList<>();
    private boolean over;

    ParallelRun(Visit visit, Environment environment, Walk.StateEnd end) {
        this.visit = visit;
        this.environment = environment;
        this.end = end;
        retries = new RetryPolicy(visit.state().body().path("Retry"));
    }

    void begin() {
        JsonNode input = visit.flow().effectiveInput(visit.input());
        visit.trail().add("ParallelStateStarted");
        List<Machine> machines = visit.state().branches();
        JsonNode[] outputs = new JsonNode[machines.size()];
        for (int i = 0; i < outputs.length; i++) {
            History.Trail trail = visit.trail().branch();
            Walk walk =
                    new Walk(visit.execution(), environment, machines.get(i), trail, new BranchEnd(outputs, i, trail));
            branches.add(walk);
            walk.begin(input);
        }
    }

    /** What is around it has ended. */
    void cancel() {
        over = true;
        stopBranches();
    }

    private void stopBranches() {
        branches.forEach(Walk::cancel);
        branches.clear();
    }

    private void failed(StateFailure failure) {
        Optional<Duration> delay = retries.delay(failure);
        if (delay.isPresent()) {
            environment.timeline().after(delay.get(), () -> {
                if (!over) {
                    begin();
                }
            });
            return;
        }
        visit.trail().add("ParallelStateFailed");
        RetryPolicy.catcher(visit.state().body().path("Catch"), failure)
                .ifPresentOrElse(catcher -> end.caught(catcher, failure), () -> end.failed(failure));
    }

    /** A branch is done. */
    private final class BranchEnd implements Walk.End {
        private final JsonNode[] outputs;
        private final int index;
        private final History.Trail trail;

        private BranchEnd(JsonNode[] outputs, int index, History.Trail trail) {
            this.outputs = outputs;
            this.index = index;
            this.trail = trail;
        }

        @Override
        public void succeeded(JsonNode output) {
            outputs[index] = output;
            visit.trail().join(trail);
            if (Arrays.stream(outputs).allMatch(Objects::nonNull)) {
                visit.trail().addAside("ParallelStateSucceeded");
                end.succeeded(Json.array(Arrays.asList(outputs)));
            }
        }

        @Override
        public void failed(StateFailure failure) {
            visit.trail().join(trail);
            stopBranches();
            ParallelRun.this.failed(failure);
        }
    }
}
