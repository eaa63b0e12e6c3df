package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.definition.State;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.flow.DataFlow;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * An execution's stay in a state.
 *
 * @param variables as they were when it was entered
 * @param trail the events that have led here
 * @param eventId of the StateEntered event
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html">Context object</a>
 */
record Visit(
        Execution execution,
        State state,
        JsonNode input,
        ObjectNode variables,
        History.Trail trail,
        int eventId,
        Instant entered) {

    DataFlow flow() {
        return DataFlow.of(state, input, context(), variables);
    }

    DataFlow flow(int retryCount, Optional<String> token) {
        ObjectNode context = context();
        context.withObject("/State").put("RetryCount", retryCount);
        token.ifPresent(text -> context.putObject("Task").put("Token", text));
        return DataFlow.of(state, input, context, variables);
    }

    private ObjectNode context() {
        Execution.Start start = execution.start();
        ObjectNode context = Json.object();
        context.putObject("Execution")
                .put("Id", start.arn())
                .put("Name", start.name())
                .put("StartTime", start.at().toString())
                .put("RoleArn", start.revision().roleArn())
                .put("RedriveCount", execution.redrives().count())
                .set("Input", execution.input());
        context.putObject("StateMachine")
                .put("Id", start.machine().arn())
                .put("Name", start.machine().name());
        context.putObject("State").put("Name", state.name()).put("EnteredTime", entered.toString());
        return context;
    }

    /** The service's own errors say where they happened, but for one that says it in its own words. */
    StateFailure explained(StateFailure failure) {
        if (DataFlow.LIMIT_EXCEEDED.equals(failure.error())) {
            return failure;
        }
        return failure.because("An error occurred while executing the state '" + state.name()
                + "' (entered at the event id #" + eventId + "). " + failure.getMessage());
    }
}
