package io.github.sfnecs.execution;

import io.github.sfnecs.report.StateVisit;
import io.github.sfnecs.report.StateVisit.Outcome;
import java.time.Instant;
import java.util.Optional;

/** One visit of a state, as far as the history has told of it. */
final class Visit {
    private final String state;
    private final String type;
    private final Optional<String> from;
    private final Instant entered;
    private Optional<Instant> exited = Optional.empty();
    private Optional<String> error = Optional.empty();
    private Optional<TimeLimits> limits = Optional.empty();
    private Optional<TimeLimits.Exceeded> exceeded = Optional.empty();
    private int attempts;
    private boolean failed;

    /** A visit that has just begun. */
    Visit(String state, String type, Optional<String> from, Instant entered) {
        this.state = state;
        this.type = type;
        this.from = from;
        this.entered = entered;
    }

    String state() {
        return state;
    }

    Instant entered() {
        return entered;
    }

    int attempts() {
        return attempts;
    }

    /** Tries what the state does, be it in an execution that had failed in it and was redriven, and says which attempt that is. */
    int tries() {
        failed = false;
        return ++attempts;
    }

    /** A try begins, which may take so long. */
    void limited(Optional<TimeLimits> by) {
        limits = by;
        exceeded = Optional.empty();
    }

    /** The try took too long. */
    void timedOut(Instant at) {
        exceeded = limits.filter(any -> at != null).map(any -> any.at(at));
    }

    /** The limit that the last try exceeded; empty where it did not, or nobody knows which. */
    Optional<TimeLimits.Exceeded> exceeded() {
        return exceeded;
    }

    void erred(String name) {
        error = Optional.ofNullable(name);
    }

    /** The execution has left the state. */
    void left(Instant at) {
        exited = Optional.of(at);
    }

    /** The execution has failed in the state. */
    void failed() {
        failed = true;
    }

    /** What is to be shown of it, of an execution that goes on or has ended. */
    StateVisit record(boolean ended) {
        return new StateVisit(state, type, from, entered, exited, attempts, outcome(ended), error);
    }

    private Outcome outcome(boolean ended) {
        if (exited.isPresent()) {
            return Outcome.LEFT;
        }
        if (failed) {
            return Outcome.FAILED;
        }
        return ended ? Outcome.CUT_OFF : Outcome.RUNNING;
    }
}
