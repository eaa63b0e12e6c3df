package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.definition.Machine;
import io.github.sfnecs.fakeaws.states.definition.State;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Goes from state to state: through a definition, or through a branch of one of its states. */
final class Walk {

    /** Who is told how it ended. */
    interface End {
        void succeeded(JsonNode output);

        void failed(StateFailure failure);
    }

    private static final Set<State.Type> TELLS = Set.of(State.Type.Wait, State.Type.Parallel, State.Type.Map);

    private final Execution execution;
    private final Environment environment;
    private final Machine machine;
    private final History.Trail trail;
    private final End end;
    private Optional<Runnable> running = Optional.empty();
    private Optional<Visit> visiting = Optional.empty();
    private boolean over;

    Walk(Execution execution, Environment environment, Machine machine, History.Trail trail, End end) {
        this.execution = execution;
        this.environment = environment;
        this.machine = machine;
        this.trail = trail;
        this.end = end;
    }

    void begin(JsonNode input) {
        later(Duration.ZERO, () -> enter(machine.startAt(), input));
    }

    /** What is around it has ended. */
    void cancel() {
        over = true;
        running.ifPresent(Runnable::run);
        running = Optional.empty();
    }

    /** The type of the state that has not been left, of those that the history tells of. */
    Optional<State.Type> unfinished() {
        return visiting.map(visit -> visit.state().type()).filter(type -> type == State.Type.Task || !over && TELLS.contains(type));
    }

    private void later(Duration delay, Runnable what) {
        environment.timeline().after(delay, () -> {
            if (!over) {
                what.run();
            }
        });
    }

    private void enter(String name, JsonNode input) {
        if (execution.history().full()) {
            fail(StateFailure.runtime(
                    "The execution reached the maximum number of history events (" + History.MAX_EVENTS + ")."));
            return;
        }
        State state = machine.state(name);
        int entered = trail.entered(state, input);
        Visit visit = new Visit(
                execution, state, input, trail, entered, environment.timeline().now());
        visiting = Optional.of(visit);
        try {
            perform(visit);
        } catch (StateFailure failure) {
            fail(visit.explained(failure));
        }
    }

    private void perform(Visit visit) {
        JsonNode body = visit.state().body();
        JsonNode input = visit.input();
        DataFlow flow = visit.flow();
        switch (visit.state().type()) {
            case Pass -> {
                JsonNode effective = flow.effectiveInput(input);
                leave(visit, body.has("Result") ? body.get("Result") : effective);
            }
            case Wait -> {
                JsonNode effective = flow.effectiveInput(input);
                later(Duration.ofSeconds(body.path("Seconds").asInt()), () -> leave(visit, effective));
            }
            case Succeed -> {
                JsonNode output = flow.output(input, flow.effectiveInput(input));
                trail.exited(visit.state(), output);
                succeed(output);
            }
            case Choice -> {
                JsonNode effective = flow.effectiveInput(input);
                go(visit, flow.output(input, effective), Json.object().put("Next", flow.next(effective)));
            }
            case Fail -> {
                StateFailure failure = new StateFailure(flow.text("Error", input), flow.text("Cause", input));
                fail(failure);
            }
            case Task -> {
                TaskRun run = new TaskRun(visit, environment, new StateEnd(visit));
                running = Optional.of(run::cancel);
                run.begin();
            }
            case Parallel -> fork(new ParallelRun(visit, environment, new StateEnd(visit)));
            case Map -> fork(new MapRun(visit, environment, new StateEnd(visit)));
        }
    }

    private void fork(ForkRun run) {
        running = Optional.of(run::cancel);
        run.begin();
    }

    private void succeed(JsonNode output) {
        over = true;
        end.succeeded(output);
    }

    private void fail(StateFailure failure) {
        over = true;
        end.failed(failure);
    }

    private void leave(Visit visit, JsonNode result) {
        try {
            go(visit, visit.flow().output(visit.input(), result), visit.state().body());
        } catch (StateFailure failure) {
            fail(visit.explained(failure));
        }
    }

    /** @param transition where Next or End is written */
    private void go(Visit visit, JsonNode output, JsonNode transition) {
        running = Optional.empty();
        visiting = Optional.empty();
        trail.exited(visit.state(), output);
        if (transition.has("Next")) {
            later(Duration.ZERO, () -> enter(transition.get("Next").asText(), output));
        } else {
            succeed(output);
        }
    }

    /** What becomes of it when a state is done that takes its time. */
    final class StateEnd implements End {
        private final Visit visit;

        StateEnd(Visit visit) {
            this.visit = visit;
        }

        @Override
        public void succeeded(JsonNode result) {
            leave(visit, result);
        }

        @Override
        public void failed(StateFailure failure) {
            Walk.this.fail(failure);
        }

        void caught(JsonNode catcher, StateFailure failure) {
            boolean causeless = failure.error() != null && failure.getMessage() == null;
            ObjectNode error =
                    Json.object().put("Error", failure.error()).put("Cause", causeless ? "" : failure.getMessage());
            go(visit, DataFlow.place(catcher.path("ResultPath"), visit.input(), error), catcher);
        }
    }
}
