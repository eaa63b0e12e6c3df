package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.definition.Definition;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;

/**
 * Runs one execution along the timeline, from its start to its end.
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 */
final class Interpreter implements Walk.End {

    private final Execution execution;
    private final Environment environment;
    private final Definition definition;
    private final Walk walk;

    Interpreter(Execution execution, Environment environment) {
        this.execution = execution;
        this.environment = environment;
        definition = execution.start().revision().definition();
        walk = new Walk(execution, environment, definition.machine(), execution.trail(), Json.object(), this);
    }

    void start() {
        JsonNode input = execution.input();
        ObjectNode details =
                Json.object().put("roleArn", execution.start().revision().roleArn());
        execution
                .history()
                .addFromOutside(
                        "ExecutionStarted", "executionStartedEventDetails", History.data(details, "input", input));
        limit();
        walk.begin(input);
    }

    /** Goes on in the state in which it failed, and has all its time again. */
    void redrive() {
        execution.redriven();
        limit();
        walk.redrive();
    }

    private void limit() {
        int attempt = execution.redrives().count();
        definition
                .timeoutSeconds()
                .ifPresent(
                        seconds -> environment.timeline().after(Duration.ofSeconds(seconds), () -> timeOut(attempt)));
    }

    private void timeOut(int attempt) {
        if (execution.running() && execution.redrives().count() == attempt) {
            end("TimedOut", new StateFailure(null, null));
        }
    }

    void abort(StateFailure why) {
        end("Aborted", why);
    }

    private void end(String how, StateFailure why) {
        walk.cancel();
        execution.fail(how, why);
    }

    @Override
    public void succeeded(JsonNode output) {
        execution.succeed(output);
    }

    @Override
    public void failed(StateFailure failure) {
        execution.fail("Failed", failure);
    }
}
