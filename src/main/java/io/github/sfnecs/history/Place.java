package io.github.sfnecs.history;

import java.util.OptionalInt;

/**
 * Where an execution was.
 *
 * @param visit the visit of a state, which is another one each time
 * @param attempt how often it has tried what the state does, counted from 1; 0 before it tries
 * @param iteration the index of the iteration of a Map that begins here; empty everywhere else
 */
public record Place(Visit visit, int attempt, OptionalInt iteration) {
    /** Where no iteration begins. */
    public Place(Visit visit, int attempt) {
        this(visit, attempt, OptionalInt.empty());
    }

    /** As the user reads it. */
    public String text() {
        return "state " + visit.label() + (attempt > 0 ? ", attempt " + attempt : "");
    }

    /** The same place as seen from that visit, which is this one or one around it. */
    public Place in(Visit other) {
        return other == visit ? this : new Place(other, 0);
    }
}
