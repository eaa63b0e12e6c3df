package io.github.sfnecs.watch;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.history.ChildExecution;
import io.github.sfnecs.history.Place;
import io.github.sfnecs.history.TaskFailure;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Tells of each state that an execution enters, tries, fails in, leaves and aborts, and of the executions that it starts, and when since its start. */
final class Transitions implements BiConsumer<HistoryEvent, Optional<Place>> {
    /** A loop of a thousand states is not for reading. */
    private static final int MOST = 1000;

    private final Console console;
    private final Set<String> children = new HashSet<>();
    private Instant begun;
    private int told;

    Transitions(Console console) {
        this.console = console;
    }

    @Override
    public void accept(HistoryEvent event, Optional<Place> place) {
        begun = begun == null ? event.timestamp() : begun;
        place.flatMap(here -> told(event, here)).ifPresent(line -> tell(event.timestamp(), line));
    }

    private Optional<String> told(HistoryEvent event, Place place) {
        String state = "state " + place.visit().label();
        if (event.stateEnteredEventDetails() != null) {
            return Optional.of(state);
        }
        if (event.stateExitedEventDetails() != null || place.visit().aborted()) {
            return Optional.of(state
                    + (place.visit().aborted() ? " aborted after " : " left after ")
                    + Elapsed.between(place.visit().entered(), event.timestamp()));
        }
        if (event.typeAsString().endsWith("Scheduled") && place.attempt() > 1) {
            return Optional.of(place.text());
        }
        Optional<String> child = ChildExecution.startedBy(event).filter(children::add);
        if (child.isPresent()) {
            return child.map(arn -> state + " started " + arn);
        }
        // why the execution failed is told at length in the end
        return event.executionFailedEventDetails() != null
                ? Optional.empty()
                : TaskFailure.of(event)
                        .map(failure -> place.text() + ": " + failure.error().orElse("failed, with no name"));
    }

    private void tell(Instant at, String line) {
        told++;
        if (told <= MOST) {
            console.info(Elapsed.between(begun, at) + " " + line);
        } else if (told == MOST + 1) {
            console.info("More than " + MOST + " transitions; the others are not told here.");
        }
    }
}
