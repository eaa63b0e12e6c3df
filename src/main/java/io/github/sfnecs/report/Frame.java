package io.github.sfnecs.report;

import java.util.List;
import java.util.OptionalInt;

/**
 * A Parallel or Map state that others are in.
 *
 * @param state its name
 * @param iteration which iteration of it, as AWS counts them, from 0; empty where it is not a Map, and where that is not known
 * @param branch which branch of it, as the definition has them, from 0; empty where it is not a Parallel, and where that is not known
 */
public record Frame(String state, OptionalInt iteration, OptionalInt branch) {
    /** As the user reads it. */
    String text() {
        return (branch.isPresent() ? "branch " + (branch.getAsInt() + 1) + " of " : "")
                + state
                + (iteration.isPresent() ? "[" + iteration.getAsInt() + "]" : "");
    }

    /** How people tell a visit of a state from others: with the iterations that it is in, such as {@code Load in Each[3]}. */
    public static String label(String name, List<Frame> in) {
        String around = in.stream()
                .filter(frame -> frame.iteration.isPresent())
                .map(Frame::text)
                .reduce("", (outer, inner) -> inner + (outer.isEmpty() ? "" : " of " + outer));
        return name + (around.isEmpty() ? "" : " in " + around);
    }
}
