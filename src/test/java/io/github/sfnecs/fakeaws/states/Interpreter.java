package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.definition.Definition;
import io.github.sfnecs.fakeaws.states.definition.State;
import io.github.sfnecs.fakeaws.states.definition.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs one execution, state by state, along the timeline.
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 */
final class Interpreter {

    private final Execution execution;
    private final Environment environment;
    private final Timeline timeline;
    private final Definition definition;
    private Optional<TaskRun> task = Optional.empty();

    Interpreter(Execution execution, Environment environment) {
        this.execution = execution;
        this.environment = environment;
        timeline = environment.timeline();
        definition = execution.start().revision().definition();
    }

    void start() {
        JsonNode input = Json.parse(execution.start().input()).orElseThrow();
        ObjectNode details =
                Json.object().put("roleArn", execution.start().revision().roleArn());
        execution
                .history()
                .add("ExecutionStarted", "executionStartedEventDetails", History.data(details, "input", input));
        definition.timeoutSeconds().ifPresent(seconds -> later(Duration.ofSeconds(seconds), this::timeOut));
        later(Duration.ZERO, () -> enter(definition.startAt(), input));
    }

    private void timeOut() {
        end(() -> execution.fail("TimedOut", new StateFailure(null, null)));
    }

    void abort(StateFailure why) {
        end(() -> execution.fail("Aborted", why));
    }

    private void end(Runnable how) {
        how.run();
        task.ifPresent(TaskRun::cancel);
        task = Optional.empty();
    }

    private void later(Duration delay, Runnable what) {
        timeline.after(delay, () -> {
            if (execution.running()) {
                what.run();
            }
        });
    }

    private void enter(String name, JsonNode input) {
        if (execution.history().full()) {
            end(() -> execution.fail(
                    "Failed",
                    StateFailure.runtime("The execution reached the maximum number of history events ("
                            + History.MAX_EVENTS + ").")));
            return;
        }
        State state = definition.state(name);
        int entered = execution.history().entered(state, input);
        Visit visit = new Visit(execution, state, input, entered, timeline.now());
        try {
            perform(visit);
        } catch (StateFailure failure) {
            fail(visit.explained(failure));
        }
    }

    private void perform(Visit visit) {
        State state = visit.state();
        JsonNode body = state.body();
        switch (state.type()) {
            case Pass -> {
                JsonNode effective = visit.flow().effectiveInput(visit.input());
                leave(visit, body.has("Result") ? body.get("Result") : effective);
            }
            case Wait -> {
                JsonNode effective = visit.flow().effectiveInput(visit.input());
                later(Duration.ofSeconds(body.path("Seconds").asInt()), () -> leave(visit, effective));
            }
            case Succeed -> {
                JsonNode output =
                        visit.flow().output(visit.input(), visit.flow().effectiveInput(visit.input()));
                execution.history().exited(state, output);
                end(() -> execution.succeed(output));
            }
            case Fail -> fail(new StateFailure(text(body, "Error"), text(body, "Cause")));
            case Task -> {
                TaskRun run = new TaskRun(visit, environment, new TaskEnd(visit));
                task = Optional.of(run);
                run.begin();
            }
        }
    }

    private static String text(JsonNode body, String member) {
        return body.has(member) ? body.get(member).asText() : null;
    }

    private void fail(StateFailure failure) {
        end(() -> execution.fail("Failed", failure));
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
        task = Optional.empty();
        execution.history().exited(visit.state(), output);
        if (transition.has("Next")) {
            later(Duration.ZERO, () -> enter(transition.get("Next").asText(), output));
        } else {
            execution.succeed(output);
        }
    }

    /** What becomes of the execution when a task state is done. */
    final class TaskEnd {
        private final Visit visit;

        TaskEnd(Visit visit) {
            this.visit = visit;
        }

        void succeeded(JsonNode result) {
            leave(visit, result);
        }

        void failed(StateFailure failure) {
            Interpreter.this.fail(failure);
        }

        void caught(JsonNode catcher, StateFailure failure) {
            boolean causeless = failure.error() != null && failure.getMessage() == null;
            ObjectNode error =
                    Json.object().put("Error", failure.error()).put("Cause", causeless ? "" : failure.getMessage());
            go(visit, DataFlow.place(catcher.path("ResultPath"), visit.input(), error), catcher);
        }
    }
}
