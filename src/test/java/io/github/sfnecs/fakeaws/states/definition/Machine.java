package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** States that lead to each other: those at the top of a definition, or those of a branch. */
public record Machine(JsonNode body, boolean jsonata) {

    public String startAt() {
        return body.path("StartAt").asText();
    }

    public State state(String name) {
        JsonNode state = body.path("States").path(name);
        boolean own =
                state.path("QueryLanguage").asText(jsonata ? "JSONata" : "").equals("JSONata");
        return new State(name, State.Type.valueOf(state.path("Type").asText()), state, own, jsonata);
    }

    /** All of them, and those in their branches. */
    Stream<State> states() {
        return body.path("States").properties().stream()
                .map(entry -> state(entry.getKey()))
                .flatMap(state -> Stream.concat(
                        Stream.of(state), state.machines().stream().flatMap(Machine::states)));
    }
}
