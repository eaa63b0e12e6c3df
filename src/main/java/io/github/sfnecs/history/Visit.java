package io.github.sfnecs.history;

import io.github.sfnecs.report.StateVisit;
import io.github.sfnecs.report.StateVisit.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** One visit of a state, as far as the history has told of it. */
public final class Visit {
    /** Tell of the state that failed first: what goes on beside it was not it. */
    private static final Set<HistoryEventType> FAILURES = Set.of(
            HistoryEventType.EXECUTION_FAILED,
            HistoryEventType.PARALLEL_STATE_FAILED,
            HistoryEventType.MAP_ITERATION_FAILED,
            HistoryEventType.MAP_STATE_FAILED);

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
    private final int before;
    private int attempts;
    private boolean failed;
    /** How often the states in it have tried, in this and in the last of its own tries. */
    private final Map<String, Integer> tried = new HashMap<>();

    private final Map<String, Integer> triedBefore = new HashMap<>();

    /** A visit that has just begun, after another one. */
    public Visit(String state, String type, Optional<Visit> previous, Instant entered) {
        this.state = state;
        this.type = type;
        this.previous = previous;
        this.within = previous.flatMap(visit -> visit.around().findFirst());
        this.entered = entered;
        this.before = within.map(around -> around.triedBefore.remove(state)).orElse(0);
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

    /**
     * Tries what the state does, be it in an execution that had failed in it and was redriven, or in a Parallel that is tried again, and
     * says which attempt that is.
     */
    public int tries() {
        failed = false;
        attempts++;
        within.ifPresent(around -> around.tried.put(state, before + attempts));
        return before + attempts;
    }

    /** Takes notice of an event that happens in it. */
    void note(HistoryEvent event) {
        if (event.stateExitedEventDetails() != null) {
            exited = Optional.of(event.timestamp());
        }
        if (event.mapRunStartedEventDetails() != null) {
            mapRun = Optional.ofNullable(event.mapRunStartedEventDetails().mapRunArn());
        }
        failed |= FAILURES.contains(event.type());
        switch (event.type()) {
            case PARALLEL_STATE_STARTED -> begins();
            case TASK_SCHEDULED -> {
                limits = TimeLimits.of(event);
                exceeded = Optional.empty();
            }
            case TASK_TIMED_OUT ->
                exceeded = limits.filter(any -> event.timestamp() != null).map(any -> any.at(event.timestamp()));
            default -> {
                // nothing but perhaps a failure
            }
        }
        TaskFailure.of(event).ifPresent(failure -> error = failure.error());
    }

    /** All that is in it begins, perhaps once more. */
    private void begins() {
        triedBefore.clear();
        triedBefore.putAll(tried);
        tried.clear();
    }

    /** Whether the try ends by itself, when it has taken too long. */
    public boolean limited() {
        return limits.isPresent();
    }

    /** The limit that the last try exceeded; empty where it did not, or nobody knows which. */
    public Optional<TimeLimits.Exceeded> exceeded() {
        return exceeded;
    }

    /** The ARN of its last Map Run, where it is a distributed Map. */
    public Optional<String> mapRun() {
        return mapRun;
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
