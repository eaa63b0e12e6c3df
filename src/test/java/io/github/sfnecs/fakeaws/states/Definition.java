package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A definition that has passed its checks. */
record Definition(String text, JsonNode body) {

    static Definition of(String text) {
        return new Definition(text, Json.parse(text).orElseThrow());
    }

    String startAt() {
        return body.path("StartAt").asText();
    }

    State state(String name) {
        JsonNode state = body.path("States").path(name);
        return new State(name, State.Type.valueOf(state.path("Type").asText()), state);
    }

    List<State> tasks() {
        return states().filter(state -> state.type() == State.Type.Task).toList();
    }

    private Stream<State> states() {
        return body.path("States").properties().stream().map(entry -> state(entry.getKey()));
    }

    OptionalInt timeoutSeconds() {
        return body.has("TimeoutSeconds")
                ? OptionalInt.of(body.path("TimeoutSeconds").asInt())
                : OptionalInt.empty();
    }
}
