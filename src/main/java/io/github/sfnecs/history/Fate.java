package io.github.sfnecs.history;

import io.github.sfnecs.report.StateVisit.Iterations;
import io.github.sfnecs.report.StateVisit.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.MapIterationEventDetails;
import software.amazon.awssdk.services.sfn.model.MapStateStartedEventDetails;

/**
 * What became of a visit of a state and, if that is an inline Map, of its items in its last try.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
final class Fate {
    private static final Pattern FAILS = Pattern.compile("(Failed|TimedOut)$");
    private static final Pattern WORKS = Pattern.compile("(Scheduled|Succeeded)$");

    private final Map<Integer, HistoryEventType> items = new HashMap<>();
    private Optional<Integer> itemCount = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private Optional<String> error = Optional.empty();
    private Optional<TimeLimits> limits = Optional.empty();
    private Optional<TimeLimits.Exceeded> exceeded = Optional.empty();
    private boolean failing;
    private boolean failed;
    private boolean aborted;

    /** Takes notice of an event that happens in the visit, but for its exit. */
    void note(HistoryEvent event) {
        String type = String.valueOf(event.typeAsString());
        failing = FAILS.matcher(type).find() || (failing && !WORKS.matcher(type).find());
        TaskFailure.of(event).ifPresent(failure -> error = failure.error());
        switch (event.type()) {
            case TASK_SCHEDULED -> {
                limits = TimeLimits.of(event);
                exceeded = Optional.empty();
            }
            case TASK_TIMED_OUT ->
                exceeded = limits.filter(any -> event.timestamp() != null).map(any -> any.at(event.timestamp()));
            case MAP_STATE_STARTED -> {
                items.clear();
                itemCount = Optional.ofNullable(event.mapStateStartedEventDetails())
                        .map(MapStateStartedEventDetails::length);
            }
            default -> {
                // nothing but perhaps a failure
            }
        }
    }

    /** What an event says of an item; empty where it says nothing of one. */
    static Optional<MapIterationEventDetails> item(HistoryEvent event) {
        return Optional.ofNullable(
                switch (event.type()) {
                    case MAP_ITERATION_STARTED -> event.mapIterationStartedEventDetails();
                    case MAP_ITERATION_SUCCEEDED -> event.mapIterationSucceededEventDetails();
                    case MAP_ITERATION_FAILED -> event.mapIterationFailedEventDetails();
                    case MAP_ITERATION_ABORTED -> event.mapIterationAbortedEventDetails();
                    default -> null;
                });
    }

    /** The index of the item of which an event says something. */
    static OptionalInt index(HistoryEvent event) {
        return item(event)
                .map(MapIterationEventDetails::index)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** An event says this of an item of it. */
    void note(MapIterationEventDetails item, HistoryEventType type) {
        Optional.ofNullable(item.index()).ifPresent(index -> items.put(index, type));
    }

    /** The execution failed in it. */
    void fails() {
        failed = true;
        failing = true;
    }

    /** The Parallel or Map around it failed in it, though it may try again. */
    void fails(Instant at) {
        fails();
        ended = Optional.ofNullable(at);
    }

    /** It is a Parallel or Map, and failed since a state in it did. */
    void failsFor(Fate inner, Instant at) {
        fails(at);
        error = inner.error;
    }

    /** The Parallel or Map around it failed beside it, and says whether that ended it. */
    boolean aborts(Instant at) {
        boolean now = !failed && !aborted;
        if (now) {
            aborted = true;
            ended = Optional.ofNullable(at);
        }
        return now;
    }

    boolean aborted() {
        return aborted;
    }

    /** It goes on after all. */
    void goesOn() {
        failed = false;
        aborted = false;
        ended = Optional.empty();
    }

    /** When it failed or was aborted, though the execution went on. */
    Optional<Instant> ended() {
        return ended;
    }

    /** The name of the last error. */
    Optional<String> error() {
        return error;
    }

    /** How long the last try may take. */
    Optional<TimeLimits> limits() {
        return limits;
    }

    Optional<TimeLimits.Exceeded> exceeded() {
        return exceeded;
    }

    Outcome outcome(boolean left, boolean ended) {
        if (left) {
            return failing ? Outcome.CAUGHT : Outcome.LEFT;
        }
        if (failed) {
            return Outcome.FAILED;
        }
        if (aborted) {
            return Outcome.ABORTED;
        }
        return ended ? Outcome.CUT_OFF : Outcome.RUNNING;
    }

    /** What became of the items, where there are any. */
    Optional<Iterations> iterations() {
        return itemCount.map(all -> new Iterations(
                all,
                count(HistoryEventType.MAP_ITERATION_SUCCEEDED),
                count(HistoryEventType.MAP_ITERATION_FAILED),
                count(HistoryEventType.MAP_ITERATION_ABORTED)));
    }

    private int count(HistoryEventType fate) {
        return (int) items.values().stream().filter(fate::equals).count();
    }
}
