package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.definition.Machine;
import io.github.sfnecs.fakeaws.states.definition.RetryPolicy;
import io.github.sfnecs.fakeaws.states.definition.State;
import io.github.sfnecs.fakeaws.states.expression.Jsonata;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.flow.DataFlow;
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
    private final ObjectNode variables;
    private final End end;
    private Optional<Runnable> running = Optional.empty();
    private Optional<Visit> visiting = Optional.empty();
    private Optional<ForkRun> fork = Optional.empty();
    private Runnable step = () -> {};
    private int redrives;
    private boolean over;

    /** @param around the variables that it may read; those that it assigns are its own */
    Walk(
            Execution execution,
            Environment environment,
            Machine machine,
            History.Trail trail,
            ObjectNode around,
            End end) {
        this.execution = execution;
        this.environment = environment;
        this.machine = machine;
        this.trail = trail;
        variables = around.deepCopy();
        this.end = end;
    }

    void begin(JsonNode input) {
        now(() -> enter(machine.startAt(), input));
    }

    /** What is around it has ended. */
    void cancel() {
        over = true;
        running.ifPresent(Runnable::run);
        running = Optional.empty();
    }

    /** The type of the state that has not been left, of those that the history tells of. */
    Optional<State.Type> unfinished() {
        return visiting.map(visit -> visit.state().type())
                .filter(type -> type == State.Type.Task || (!over && TELLS.contains(type)));
    }

    /** Goes on where it failed or was cut off. */
    void redrive() {
        over = false;
        redrives++;
        now(step);
    }

    private void again(Visit visit) {
        boolean entered = environment.account().knobs().redrivesEnterAgain;
        if (fork.isPresent()) {
            if (entered) {
                trail.entered(visit.state(), visit.input());
            }
            running = Optional.of(fork.get()::cancel);
            fork.get().redrive(entered);
        } else if (entered) {
            enter(visit.state().name(), visit.input());
        } else {
            attempt(visit);
        }
    }

    private void now(Runnable what) {
        step = what;
        later(Duration.ZERO, what);
    }

    private void later(Duration delay, Runnable what) {
        int before = redrives;
        environment.timeline().after(delay, () -> {
            if (!over && redrives == before) {
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
                execution,
                state,
                input,
                variables.deepCopy(),
                trail,
                entered,
                environment.timeline().now());
        visiting = Optional.of(visit);
        step = () -> again(visit);
        attempt(visit);
    }

    private void attempt(Visit visit) {
        try {
            perform(visit);
        } catch (StateFailure failure) {
            new StateEnd(visit).broken(failure);
        }
    }

    private void perform(Visit visit) {
        JsonNode body = visit.state().body();
        DataFlow flow = visit.flow();
        StateEnd done = new StateEnd(visit);
        switch (visit.state().type()) {
            case Pass -> {
                JsonNode effective = flow.effectiveInput();
                leave(visit, body.has("Result") ? body.get("Result") : effective);
            }
            case Wait -> {
                JsonNode effective = flow.effectiveInput();
                later(flow.pause(environment.timeline().now()), () -> done.succeeded(effective));
            }
            case Succeed -> {
                DataFlow.Exit exit = flow.exit(flow.effectiveInput());
                trail.exited(visit.state(), exit.output(), Json.object());
                succeed(exit.output());
            }
            case Choice -> go(visit, flow.choose());
            case Fail -> {
                StateFailure failure = new StateFailure(flow.text("Error"), flow.text("Cause"));
                fail(failure);
            }
            case Task -> {
                TaskRun run = new TaskRun(visit, environment, done);
                running = Optional.of(run::cancel);
                run.begin();
            }
            case Parallel -> fork(new ParallelRun(visit, environment, done));
            case Map ->
                fork(
                        visit.state().distributed()
                                ? new DistributedMapRun(visit, environment, done)
                                : new InlineMapRun(visit, environment, done));
        }
    }

    private void fork(ForkRun run) {
        fork = Optional.of(run);
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
        go(visit, visit.flow().exit(result));
    }

    private void go(Visit visit, DataFlow.Exit exit) {
        running = Optional.empty();
        visiting = Optional.empty();
        fork = Optional.empty();
        trail.exited(visit.state(), exit.output(), exit.assigned());
        variables.setAll(exit.assigned());
        if (exit.transition().has("Next")) {
            now(() -> enter(exit.transition().get("Next").asText(), exit.output()));
        } else {
            succeed(exit.output());
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
            try {
                leave(visit, result);
            } catch (StateFailure failure) {
                broken(failure);
            }
        }

        @Override
        public void failed(StateFailure failure) {
            Walk.this.fail(failure);
        }

        /** The state itself can't go on; expressions may be caught. */
        void broken(StateFailure failure) {
            StateFailure explained = visit.explained(failure);
            if (!Jsonata.ERROR.equals(failure.error())) {
                failed(explained);
                return;
            }
            ObjectNode details = History.failure(Json.object(), explained)
                    .put("state", visit.state().name());
            if (failure.location() != null) {
                details.put("location", failure.location());
            }
            boolean map = visit.state().type() == State.Type.Map;
            if (map) {
                trail.back(visit.eventId());
            }
            trail.add("EvaluationFailed", "evaluationFailedEventDetails", details);
            if (map) {
                trail.add("MapStateFailed");
            }
            RetryPolicy.catcher(visit.state().body().path("Catch"), explained)
                    .ifPresentOrElse(catcher -> caught(catcher, explained), () -> failed(explained));
        }

        void caught(JsonNode catcher, StateFailure failure) {
            boolean causeless = failure.error() != null && failure.getMessage() == null;
            ObjectNode error =
                    Json.object().put("Error", failure.error()).put("Cause", causeless ? "" : failure.getMessage());
            try {
                go(visit, visit.flow().exitByCatch(catcher, error));
            } catch (StateFailure again) {
                failed(visit.explained(again));
            }
        }
    }
}
