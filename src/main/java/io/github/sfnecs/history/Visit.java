package io.github.sfnecs.history;

import io.github.sfnecs.asl.Branches;
import io.github.sfnecs.report.Frame;
import io.github.sfnecs.report.StateVisit;
import io.github.sfnecs.report.TaskRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** One visit of a state, as far as the history has told of it. */
public final class Visit {
    private static final String PARALLEL = "Parallel";
    private static final String MAP = "Map";

    private final String state;
    private final String type;
    private final Optional<Visit> previous;
    private final Optional<Visit> within;
    private final OptionalInt iteration;
    private final Instant entered;
    private final List<Visit> inner = new ArrayList<>();
    private final Fate fate = new Fate();
    private final Set<String> executions = new LinkedHashSet<>();
    private Optional<Instant> exited = Optional.empty();
    private Optional<String> mapRun = Optional.empty();
    private final int before;
    private int attempts;
    /** How often the states in it have tried, in this and in the last of its own tries. */
    private final Map<String, Integer> tried = new HashMap<>();

    private final Map<String, Integer> triedBefore = new HashMap<>();

    /** A visit that has just begun, after another one. */
    public Visit(String state, String type, Optional<Place> from, Instant entered) {
        this.state = state;
        this.type = type;
        this.previous = from.map(Place::visit);
        this.within = previous.flatMap(visit -> visit.around().findFirst());
        this.iteration = from.map(
                        place -> within.equals(place.visit().within) ? place.visit().iteration : place.iteration())
                .orElse(OptionalInt.empty());
        this.entered = entered;
        this.before = within.map(around -> around.triedBefore.remove(state)).orElse(0);
        within.ifPresent(around -> around.inner.add(this));
    }

    public String state() {
        return state;
    }

    public Instant entered() {
        return entered;
    }

    /** How people tell it from other visits of the state: with the iterations that it is in. */
    public String label() {
        return Frame.label(state, in(new Branches(Optional.empty())));
    }

    /** The visits that this one is in, the innermost first; itself, too, where it is one that others are in. */
    private Stream<Visit> around() {
        boolean holds = (type.equals(PARALLEL) || type.equals(MAP)) && exited.isEmpty();
        return Stream.concat(
                holds ? Stream.of(this) : Stream.empty(), within.stream().flatMap(Visit::around));
    }

    private Stream<Visit> itselfAndAround() {
        return Stream.concat(Stream.of(this), around());
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

    /** Tries what the state does, perhaps in a redriven execution or a Parallel that is tried again, and says which attempt that is. */
    public int tries() {
        goesOn();
        attempts++;
        within.ifPresent(around -> around.tried.put(state, before + attempts));
        return before + attempts;
    }

    /** It has not ended after all, nor what is around it. */
    Visit goesOn() {
        itselfAndAround().forEach(visit -> visit.fate.goesOn());
        return this;
    }

    /** Takes notice of an event that happens in it. */
    void note(HistoryEvent event) {
        if (event.stateExitedEventDetails() != null) {
            exited = Optional.of(event.timestamp());
        }
        fate.note(event);
        if (event.mapRunStartedEventDetails() != null) {
            mapRun = Optional.ofNullable(event.mapRunStartedEventDetails().mapRunArn());
        }
        Fate.item(event).ifPresent(item -> of(String.valueOf(item.name())).fate.note(item, event.type()));
        ChildExecution.startedBy(event).ifPresent(executions::add);
        if (event.type() == HistoryEventType.PARALLEL_STATE_STARTED) {
            triedBefore.clear();
            triedBefore.putAll(tried);
            tried.clear();
        }
    }

    /**
     * Takes notice of an event that was led to by what happened in it: which state failed, what goes on beside it does not tell.
     *
     * @return the visits that end with it
     */
    List<Visit> leadsTo(HistoryEvent event) {
        return switch (event.type()) {
            case EXECUTION_FAILED -> {
                itselfAndAround().forEach(visit -> visit.fate.fails());
                yield List.of();
            }
            case MAP_ITERATION_FAILED -> {
                fate.fails(event.timestamp());
                yield List.of();
            }
            case PARALLEL_STATE_FAILED -> fails(ofType(PARALLEL), event.timestamp());
            case MAP_STATE_FAILED -> fails(ofType(MAP), event.timestamp());
            // all that is in it is tried again
            case PARALLEL_STATE_STARTED -> endsAllIn(ofType(PARALLEL), event.timestamp());
            case MAP_STATE_STARTED -> endsAllIn(ofType(MAP), event.timestamp());
            default -> List.of();
        };
    }

    private List<Visit> fails(Visit around, Instant at) {
        List<Visit> aborted = endsAllIn(around, at);
        around.fate.failsFor(fate, at);
        return aborted;
    }

    private List<Visit> endsAllIn(Visit around, Instant at) {
        // where it is the first try, nothing is in it yet
        if (around == this) {
            return List.of();
        }
        fate.fails(at);
        return around.goingOnIn().filter(visit -> visit.fate.aborts(at)).toList();
    }

    private Stream<Visit> goingOnIn() {
        return inner.stream()
                .filter(visit -> visit.exited.isEmpty())
                .flatMap(visit -> Stream.concat(Stream.of(visit), visit.goingOnIn()));
    }

    /** Whether it was ended since what is around it failed elsewhere. */
    public boolean aborted() {
        return fate.aborted();
    }

    /** Whether the try ends by itself, when it has taken too long. */
    public boolean limited() {
        return fate.limits().isPresent();
    }

    /** The limit that the last try exceeded; empty where it did not, or nobody knows which. */
    public Optional<TimeLimits.Exceeded> exceeded() {
        return fate.exceeded();
    }

    /** The ARN of its last Map Run, where it is a distributed Map. */
    public Optional<String> mapRun() {
        return mapRun;
    }

    /** How it started a task. */
    TaskRecord.Start start(int attempt, Branches branches) {
        return new TaskRecord.Start(state, in(branches), attempt);
    }

    private List<Frame> in(Branches branches) {
        Deque<Frame> frames = new ArrayDeque<>();
        for (Visit visit = this; visit.within.isPresent(); visit = visit.within.get()) {
            Visit around = visit.within.get();
            frames.addFirst(new Frame(
                    around.state,
                    visit.iteration,
                    around.type.equals(PARALLEL) ? branches.of(visit.state) : OptionalInt.empty()));
        }
        return List.copyOf(frames);
    }

    /**
     * What is to be shown of it, of an execution that goes on or has ended.
     *
     * @param branches in which branch each state is, where that is known
     */
    StateVisit record(boolean ended, Branches branches) {
        return new StateVisit(
                state,
                type,
                in(branches),
                previous.map(Visit::state),
                entered,
                exited.or(fate::ended),
                attempts,
                fate.outcome(exited.isPresent(), ended),
                fate.error(),
                mapRun.isPresent() ? Optional.empty() : fate.iterations(),
                List.copyOf(executions),
                mapRun);
    }
}
