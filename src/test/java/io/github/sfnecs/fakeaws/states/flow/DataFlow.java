package io.github.sfnecs.fakeaws.states.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.definition.State;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How data goes through a state, in the language of the state. */
public abstract class DataFlow {

    public static final String LIMIT_EXCEEDED = "States.DataLimitExceeded";

    private static final int MAX_BYTES = 262_144;

    final State state;
    final JsonNode raw;
    final ObjectNode context;
    final ObjectNode variables;

    /** @param raw the state's input, as it is */
    DataFlow(State state, JsonNode raw, ObjectNode context, ObjectNode variables) {
        this.state = state;
        this.raw = raw;
        this.context = context;
        this.variables = variables;
    }

    public static DataFlow of(State state, JsonNode raw, ObjectNode context, ObjectNode variables) {
        return state.jsonata()
                ? new QueryFlow(state, raw, context, variables)
                : new PathFlow(state, raw, context, variables);
    }

    /** Where a state leads to, what it hands on, and what it has assigned. */
    public record Exit(JsonNode transition, JsonNode output, ObjectNode assigned) {}

    /** What the state works on. */
    public abstract JsonNode effectiveInput();

    abstract JsonNode output(JsonNode writer, JsonNode result);

    abstract ObjectNode assigned(JsonNode writer, JsonNode result);

    abstract JsonNode caught(JsonNode catcher, JsonNode error);

    abstract ObjectNode assignedByCatch(JsonNode catcher, JsonNode error);

    /** The rule of a Choice that holds; empty for its default. */
    abstract Optional<JsonNode> rule();

    /** The items of a Map, and the flow in which a selector is evaluated. */
    abstract JsonNode mapItems();

    abstract JsonNode selected(JsonNode selector, ObjectNode about);

    /** A member that is a number, or leads to one. */
    abstract Optional<JsonNode> number(String member);

    /** The text of Error or Cause; null where there is neither. */
    public abstract String text(String member);

    /** The role that the state wants to be. */
    public abstract Optional<String> credentials();

    abstract Instant timestamp();

    /** Out of any state but a Choice or a Fail. */
    public Exit exit(JsonNode result) {
        return limited(state.body(), output(state.body(), result), assigned(state.body(), result));
    }

    public Exit exitByCatch(JsonNode catcher, JsonNode error) {
        return limited(catcher, caught(catcher, error), assignedByCatch(catcher, error));
    }

    public Exit choose() {
        JsonNode input = effectiveInput();
        Optional<JsonNode> rule = rule();
        if (rule.isEmpty() && !state.body().has("Default")) {
            throw new StateFailure(
                    "States.NoChoiceMatched",
                    "Failed to transition out of the state. The state does not point to a next state.");
        }
        JsonNode next = rule.map(held -> held.path("Next")).orElse(state.body().path("Default"));
        JsonNode writer = rule.orElse(state.body());
        return limited(Json.object().put("Next", next.asText()), output(writer, input), assigned(writer, input));
    }

    private Exit limited(JsonNode transition, JsonNode output, ObjectNode assigned) {
        if (Json.write(output).length() > MAX_BYTES) {
            throw new StateFailure(
                    LIMIT_EXCEEDED,
                    "The state/task '" + state.name()
                            + "' returned a result with a size exceeding the maximum number of bytes service limit.");
        }
        return new Exit(transition, output, assigned);
    }

    /** What each iteration of a Map begins with. */
    public List<JsonNode> items() {
        JsonNode selector =
                state.body().path(state.body().has("ItemSelector") || state.jsonata() ? "ItemSelector" : "Parameters");
        List<JsonNode> inputs = new ArrayList<>();
        for (JsonNode item : mapItems()) {
            ObjectNode about = context.deepCopy();
            about.putObject("Map").putObject("Item").put("Index", inputs.size()).set("Value", item);
            inputs.add(selector.isMissingNode() ? item : selected(selector, about));
        }
        return inputs;
    }

    /** How many iterations a Map wants to run at a time; 0 for any number. */
    public int atOnce() {
        return number("MaxConcurrency").map(JsonNode::asInt).orElse(0);
    }

    public Optional<Integer> seconds(String member) {
        return number(member).map(JsonNode::asInt);
    }

    /** How long a Wait lasts from now on. */
    public Duration pause(Instant now) {
        Optional<Integer> seconds = seconds("Seconds");
        if (seconds.isPresent()) {
            return Duration.ofSeconds(seconds.get());
        }
        Duration until = Duration.between(now, timestamp());
        return until.isNegative() ? Duration.ZERO : until;
    }
}
