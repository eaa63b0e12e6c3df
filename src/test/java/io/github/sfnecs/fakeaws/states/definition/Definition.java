package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A definition that has passed its checks. */
public record Definition(String text, JsonNode body) {

    public static Definition of(String text) {
        return new Definition(text, Json.parse(text).orElseThrow());
    }

    public String startAt() {
        return body.path("StartAt").asText();
    }

    public State state(String name) {
        JsonNode state = body.path("States").path(name);
        return new State(name, State.Type.valueOf(state.path("Type").asText()), state);
    }

    public List<State> tasks() {
        return states().filter(state -> state.type() == State.Type.Task).toList();
    }

    private Stream<State> states() {
        return body.path("States").properties().stream().map(entry -> state(entry.getKey()));
    }

    public OptionalInt timeoutSeconds() {
        return body.has("TimeoutSeconds")
                ? OptionalInt.of(body.path("TimeoutSeconds").asInt())
                : OptionalInt.empty();
    }
}
