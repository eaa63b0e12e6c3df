package io.github.sfnecs.fakeaws.states.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.definition.State;
import io.github.sfnecs.fakeaws.states.expression.Jsonata;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * JSONata: Arguments, then Output and Assign.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming data with JSONata</a>
 */
final class QueryFlow extends DataFlow {

    QueryFlow(State state, JsonNode raw, ObjectNode context, ObjectNode variables) {
        super(state, raw, context, variables);
    }

    private Jsonata language(ObjectNode seen) {
        ObjectNode states = Json.object();
        states.set("input", raw);
        states.set("context", seen);
        return new Jsonata(states, variables);
    }

    private Jsonata language(String member, JsonNode value) {
        Jsonata language = language(context);
        language.states().set(member, value);
        return language;
    }

    private Jsonata after(JsonNode result) {
        boolean results =
                switch (state.type()) {
                    case Task, Parallel, Map -> true;
                    default -> false;
                };
        return results ? language("result", result) : language(context);
    }

    @Override
    public JsonNode effectiveInput() {
        return state.body().has("Arguments")
                ? language(context).evaluate("Arguments", state.body().get("Arguments"))
                : raw;
    }

    @Override
    JsonNode output(JsonNode writer, JsonNode result) {
        return writer.has("Output") ? after(result).evaluate("Output", writer.get("Output")) : result;
    }

    @Override
    ObjectNode assigned(JsonNode writer, JsonNode result) {
        return writer.has("Assign")
                ? (ObjectNode) after(result).evaluate("Assign", writer.get("Assign"), "object")
                : Json.object();
    }

    @Override
    JsonNode caught(JsonNode catcher, JsonNode error) {
        return catcher.has("Output") ? language("errorOutput", error).evaluate("Output", catcher.get("Output")) : error;
    }

    @Override
    ObjectNode assignedByCatch(JsonNode catcher, JsonNode error) {
        return catcher.has("Assign")
                ? (ObjectNode) language("errorOutput", error).evaluate("Assign", catcher.get("Assign"), "object")
                : Json.object();
    }

    @Override
    Optional<JsonNode> rule() {
        int index = 0;
        for (JsonNode rule : state.body().path("Choices")) {
            String location = "Choices[" + index++ + "]/Condition";
            if (language(context)
                    .evaluate(location, rule.path("Condition"), "boolean")
                    .asBoolean()) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    @Override
    JsonNode mapItems() {
        if (state.body().has("Items")) {
            return language(context).evaluate("Items", state.body().get("Items"), "array");
        }
        if (!mappable(raw)) {
            throw StateFailure.query("Map state input must be an array but was: " + Json.write(raw), null);
        }
        return raw;
    }

    @Override
    JsonNode selected(JsonNode selector, ObjectNode about) {
        return language(about).evaluate("ItemSelector", selector);
    }

    @Override
    Optional<JsonNode> number(JsonNode holder, String member, String kind) {
        return Optional.ofNullable(holder.get(member))
                .map(value -> language(context).evaluate(member, value, "number"));
    }

    @Override
    public String text(String member) {
        return state.body().has(member)
                ? language(context)
                        .evaluate(member, state.body().get(member), "string")
                        .asText()
                : null;
    }

    @Override
    public Optional<String> credentials() {
        return Optional.ofNullable(state.body().get("Credentials"))
                .map(credentials -> language(context)
                        .evaluate("Credentials", credentials)
                        .path("RoleArn")
                        .asText());
    }

    @Override
    Instant timestamp() {
        String text = text("Timestamp");
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw StateFailure.query(
                    "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "
                            + text,
                    "Timestamp");
        }
    }
}
