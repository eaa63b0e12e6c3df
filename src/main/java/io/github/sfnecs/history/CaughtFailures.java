package io.github.sfnecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.TaskSucceededEventDetails;

/**
 * The failures of ECS tasks that a {@code Catch} took, so that the execution went on. What becomes of a failure the event says that it
 * leads to: a Retry schedules the next attempt, or starts the Parallel or Map around it again; a Catch leaves the state; a state around
 * it fails with it. Recorded by test_raise_exception_catch, test_parallel_state_catch and test_map_state_catch:
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/error_handling/test_task_service_lambda.snapshot.json
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 */
public final class CaughtFailures {
    /** An execution may catch thousands; the last ones are told. */
    private static final int MOST = 100;

    private final Map<Long, FailedAttempt> open = new HashMap<>();
    private final Deque<FailedAttempt> caught = new ArrayDeque<>();
    private Optional<FailedAttempt> end = Optional.empty();
    private Optional<FailedAttempt> retried = Optional.empty();

    /** Takes notice of an event. */
    public void note(HistoryEvent event, Optional<Place> place) {
        Optional<FailedAttempt> before = Optional.ofNullable(open.get(event.previousEventId()));
        if (event.type() == HistoryEventType.EXECUTION_FAILED) {
            end = before;
            return;
        }
        TaskFailure.of(event)
                .flatMap(failure -> place.map(
                        here -> new FailedAttempt(here, failure, here.visit().exceeded())))
                .filter(FailedAttempt::ofEcs)
                .ifPresent(attempt -> open.put(event.id(), attempt));
        before.ifPresent(attempt -> goesOn(event, attempt));
        place.map(Place::visit).ifPresent(visit -> {
            switch (event.type()) {
                case TASK_SUCCEEDED -> mended(visit, event.taskSucceededEventDetails());
                case PARALLEL_STATE_STARTED, MAP_STATE_STARTED -> retry(visit);
                default -> {
                    // mends nothing
                }
            }
        });
    }

    private void goesOn(HistoryEvent event, FailedAttempt attempt) {
        if (event.stateExitedEventDetails() != null) {
            open.remove(event.previousEventId());
            caught.add(attempt);
            if (caught.size() > MOST) {
                caught.remove();
            }
            return;
        }
        switch (event.type()) {
            case PARALLEL_STATE_FAILED, MAP_ITERATION_FAILED, MAP_STATE_FAILED -> open.put(event.id(), attempt);
            case TASK_SCHEDULED, PARALLEL_STATE_STARTED, MAP_STATE_STARTED -> open.remove(event.previousEventId());
            default -> {
                // what is cut off beside it says nothing of it
            }
        }
    }

    /** The same state did it after all, to which the Catch led back; or another that runs the same task, such as on demand instead of on Spot. */
    private void mended(Visit visit, TaskSucceededEventDetails succeeded) {
        if (caught.isEmpty()) {
            return;
        }
        Optional<JsonNode> task = Optional.ofNullable(succeeded)
                .map(TaskSucceededEventDetails::output)
                .flatMap(Json::tryParse);
        caught.removeIf(attempt -> {
            Visit failed = attempt.place().visit();
            return visit.comesAfter(failed)
                    && (failed.state().equals(visit.state())
                            || task.filter(done -> same(done, attempt.failure()))
                                    .isPresent());
        });
    }

    /** All that is in it is tried again. */
    private void retry(Visit visit) {
        caught.removeIf(attempt -> {
            boolean again = attempt.place().visit().isIn(visit);
            retried = again ? Optional.of(attempt) : retried;
            return again;
        });
    }

    private static boolean same(JsonNode done, TaskFailure failure) {
        return failure.json()
                .filter(task -> task.has("TaskDefinitionArn"))
                .filter(task -> Stream.of("TaskDefinitionArn", "Overrides")
                        .allMatch(member -> task.path(member).equals(done.path(member))))
                .isPresent();
    }

    /** The execution failed and was redriven. */
    public void redriven() {
        end = Optional.empty();
    }

    /** The last one. */
    public Optional<FailedAttempt> last() {
        return last(attempt -> true);
    }

    /** The last one after which the Parallel or Map around it was tried again. */
    public Optional<FailedAttempt> retried() {
        return retried;
    }

    /** The last one that led to this end; empty where the execution ended with the failure of an ECS task itself. */
    public Optional<FailedAttempt> leadingTo(Optional<Place> place) {
        return end.isPresent() || place.isEmpty()
                ? Optional.empty()
                : last(attempt -> place.get().visit().comesAfter(attempt.place().visit()));
    }

    private Optional<FailedAttempt> last(Predicate<FailedAttempt> which) {
        for (Iterator<FailedAttempt> newest = caught.descendingIterator(); newest.hasNext(); ) {
            FailedAttempt attempt = newest.next();
            if (which.test(attempt)) {
                return Optional.of(attempt);
            }
        }
        return Optional.empty();
    }
}
