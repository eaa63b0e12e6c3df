package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.List;
import java.util.OptionalInt;

/** A definition that has passed its checks. */
public record Definition(String text, JsonNode body) {

    public static Definition of(String text) {
        return new Definition(text, Json.parse(text).orElseThrow());
    }

    /** The states at its top. */
    public Machine machine() {
        return new Machine(body, body.path("QueryLanguage").asText().equals("JSONata"));
    }

    public List<State> tasks() {
        return machine()
                .states()
                .filter(state -> state.type() == State.Type.Task)
                .toList();
    }

    public OptionalInt timeoutSeconds() {
        return body.has("TimeoutSeconds")
                ? OptionalInt.of(body.path("TimeoutSeconds").asInt())
                : OptionalInt.empty();
    }
}
