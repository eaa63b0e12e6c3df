package io.github.sfnecs.history;

import io.github.sfnecs.report.StateVisit;
import io.github.sfnecs.report.StateVisit.Outcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One visit of a state, as far as the history has told of it. */
public final class Visit {
    private final String state;
    private final String type;
    private final Optional<Visit> previous;
    private final Optional<Visit> within;
    private final Instant entered;
    private Optional<Instant> exited = Optional.empty();
    private Optional<String> error = Optional.empty();
    private Optional<TimeLimits> limits = Optional.empty();
    private Optional<TimeLimits.Exceeded> exceeded = Optional.empty();
    private Optional<String> mapRun = Optional.empty();
    private int attempts;
    private boolean failed;

    /** A visit that has just begun, after another one. */
    public Visit(String state, String type, Optional<Visit> previous, Instant entered) {
        this.state = state;
        this.type = type;
        this.previous = previous;
        this.within = previous.flatMap(visit -> visit.around().findFirst());
        this.entered = entered;
    }

    public String state() {
        return state;
    }

    public Instant entered() {
        return entered;
    }

    /** The visits that this one is in, the innermost first; itself, too, where it is one that others are in. */
    private Stream<Visit> around() {
        boolean holds = (type.equals("Parallel") || type.equals("Map")) && exited.isEmpty();
        return Stream.concat(
                holds ? Stream.of(this) : Stream.empty(), within.stream().flatMap(Visit::around));
    }

    /** The visit of this state that this one is, or is in; itself where there is none. */
    public Visit of(String name) {
        return state.equals(name)
                ? this
                : around().filter(visit -> visit.state.equals(name)).findFirst().orElse(this);
    }

    /** The visit of a state of this type that this one is, or is in; itself where there is none. */
    public Visit ofType(String wanted) {
        return around().filter(visit -> visit.type.equals(wanted)).findFirst().orElse(this);
    }

    /**
     * Whether what happened in the other visit has led to this one: it was before it, or in a Parallel or Map that was left before it,
     * whichever of its branches and iterations.
     */
    public boolean comesAfter(Visit other) {
        Set<Visit> before = new HashSet<>();
        for (Optional<Visit> visit = previous; visit.isPresent(); visit = visit.get().previous) {
            before.add(visit.get());
        }
        return before.contains(other)
                || Stream.iterate(other.within, Optional::isPresent, visit -> visit.get().within)
                        .map(Optional::get)
                        .anyMatch(visit -> visit.exited.isPresent() && before.contains(visit));
    }

    /** Whether it is in the other one. */
    public boolean isIn(Visit other) {
        return within.filter(visit -> visit == other || visit.isIn(other)).isPresent();
    }

    /** Tries what the state does, be it in an execution that had failed in it and was redriven, and says which attempt that is. */
    public int tries() {
        failed = false;
        return ++attempts;
    }

    /** A try begins, which has these limits. */
    public void limited(Optional<TimeLimits> by) {
        limits = by;
        exceeded = Optional.empty();
    }

    /** Whether the try ends by itself, when it has taken too long. */
    public boolean limited() {
        return limits.isPresent();
    }

    /** The try took too long. */
    public void timedOut(Instant at) {
        exceeded = limits.filter(any -> at != null).map(any -> any.at(at));
    }

    /** The limit that the last try exceeded; empty where it did not, or nobody knows which. */
    public Optional<TimeLimits.Exceeded> exceeded() {
        return exceeded;
    }

    /** It runs its items in this Map Run. */
    public void runs(String mapRunArn) {
        mapRun = Optional.ofNullable(mapRunArn);
    }

    /** The ARN of its last Map Run, where it is a distributed Map. */
    public Optional<String> mapRun() {
        return mapRun;
    }

    public void erred(String name) {
        error = Optional.ofNullable(name);
    }

    /** The execution has left the state. */
    public void left(Instant at) {
        exited = Optional.of(at);
    }

    /** The execution has failed in the state. */
    public void failed() {
        failed = true;
    }

    /** What is to be shown of it, of an execution that goes on or has ended. */
    public StateVisit record(boolean ended) {
        return new StateVisit(
                state, type, previous.map(Visit::state), entered, exited, attempts, outcome(ended), error);
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
