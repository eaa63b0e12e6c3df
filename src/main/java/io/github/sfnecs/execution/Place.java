package io.github.sfnecs.execution;

/**
 * Where an execution was.
 *
 * @param visit the visit of a state, which is another one each time
 * @param attempt how often it has tried what the state does, counted from 1; 0 before it tries
 */
record Place(Visit visit, int attempt) {
    /** As the user reads it. */
    String text() {
        return "state " + visit.state() + (attempt > 0 ? ", attempt " + attempt : "");
    }

    /** The same place as seen from that visit, which is this one or one around it. */
    Place in(Visit other) {
        return other == visit ? this : new Place(other, 0);
    }
}
