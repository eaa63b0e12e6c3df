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

    /**
     * A member that is a number, or leads to one.
     *
     * @param kind integer or float
     */
    abstract Optional<JsonNode> number(JsonNode holder, String member, String kind);

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
        return inputs(mapItems(), "STATE_DATA");
    }

    /**
     * What each iteration begins with, of these items.
     *
     * @param source of the items, as the context tells it
     */
    public List<JsonNode> inputs(JsonNode items, String source) {
        JsonNode selector =
                state.body().path(state.body().has("ItemSelector") || state.jsonata() ? "ItemSelector" : "Parameters");
        List<JsonNode> inputs = new ArrayList<>();
        items.properties().forEach(pair -> {
            JsonNode both = Json.object().put("Key", pair.getKey()).set("Value", pair.getValue());
            inputs.add(input(
                    selector,
                    both,
                    about(inputs.size(), pair.getValue(), source).put("Key", pair.getKey())));
        });
        if (items.isArray()) {
            items.forEach(item -> inputs.add(input(selector, item, about(inputs.size(), item, source))));
        }
        return inputs;
    }

    private JsonNode input(JsonNode selector, JsonNode item, ObjectNode about) {
        if (selector.isMissingNode()) {
            return item;
        }
        ObjectNode seen = Json.object().setAll(context);
        seen.putObject("Map").set("Item", about);
        return selected(selector, seen);
    }

    private ObjectNode about(int index, JsonNode value, String source) {
        ObjectNode about = Json.object().put("Index", index).set("Value", value);
        return state.distributed() ? about.put("Source", source) : about;
    }

    /** Whether a Map can take it apart: an object only in distributed mode. */
    final boolean mappable(JsonNode items) {
        return items.isArray() || (items.isObject() && state.distributed());
    }

    /** How many iterations a Map wants to run at a time; 0 for any number. */
    public int atOnce() {
        return seconds("MaxConcurrency").orElse(0);
    }

    public Optional<Integer> seconds(String member) {
        return whole(member).map(JsonNode::asInt);
    }

    public Optional<JsonNode> whole(String member) {
        return number(state.body(), member, "integer");
    }

    public Optional<JsonNode> decimal(String member) {
        return number(state.body(), member, "float");
    }

    /** How many items, and bytes of them, a batch has at most, and what all batches share. */
    public record Batching(Optional<Integer> items, Optional<Integer> bytes, Optional<JsonNode> input) {}

    /** What an ItemReader reads. */
    public record Reading(boolean listing, JsonNode config, JsonNode parameters, Optional<Integer> maxItems) {

        /** As the context tells it. */
        public String source() {
            String bucket = "S3://" + parameters.path("Bucket").asText();
            return listing ? bucket : bucket + "/" + parameters.path("Key").asText();
        }
    }

    public Optional<Reading> reading() {
        return Optional.ofNullable(state.body().get("ItemReader"))
                .map(reader -> new Reading(
                        reader.path("Resource").asText().endsWith("listObjectsV2"),
                        reader.path("ReaderConfig"),
                        arguments(reader),
                        number(reader.path("ReaderConfig"), "MaxItems", "integer")
                                .map(JsonNode::asInt)));
    }

    /** What a ResultWriter writes, and where. */
    public record Writing(JsonNode config, JsonNode parameters) {}

    public Optional<Writing> writing() {
        return Optional.ofNullable(state.body().get("ResultWriter"))
                .map(writer -> new Writing(writer.path("WriterConfig"), arguments(writer)));
    }

    private JsonNode arguments(JsonNode integration) {
        return selected(integration.path(state.jsonata() ? "Arguments" : "Parameters"), context);
    }

    public Optional<Batching> batching() {
        return Optional.ofNullable(state.body().get("ItemBatcher"))
                .map(batcher -> new Batching(
                        number(batcher, "MaxItemsPerBatch", "integer").map(JsonNode::asInt),
                        number(batcher, "MaxInputBytesPerBatch", "integer").map(JsonNode::asInt),
                        Optional.ofNullable(batcher.get("BatchInput")).map(input -> selected(input, context))));
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
