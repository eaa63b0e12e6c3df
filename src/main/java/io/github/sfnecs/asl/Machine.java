package io.github.sfnecs.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * States that lead to each other: those of a whole definition, of a branch of a Parallel state, or of what a Map state does with each item.
 *
 * @param location where in the definition this is, such as {@code /States/Load/ItemProcessor}; empty for the whole of it
 * @param json all that the definition says of it
 * @param origin where the definition comes from
 */
public record Machine(String location, JsonNode json, Origin origin) {
    /** The name of its first state; empty where it names none. */
    public String startAt() {
        return json.path("StartAt").asText();
    }

    /** Its states, without those that are in them, in the order of the text. */
    public List<State> states() {
        List<State> states = new ArrayList<>();
        json.path("States")
                .properties()
                .forEach(state -> states.add(
                        new State(location + "/States/" + state.getKey(), state.getKey(), state.getValue(), origin)));
        return states;
    }
}
