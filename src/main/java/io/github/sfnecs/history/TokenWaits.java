package io.github.sfnecs.history;

import io.github.sfnecs.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.TaskSubmittedEventDetails;

/**
 * The attempts of an execution that wait for a task token. Whatever ends one, its event is led to by that which submitted it; those that
 * a Parallel or Map cuts off are led to by what failed beside them. Recorded by test_sqs_failure_in_wait_for_task_tok_no_error_field:
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/callback/test_callback.snapshot.json
 */
public final class TokenWaits {
    private static final String WITH_TOKEN = ".waitForTaskToken";

    private final Map<Long, TokenWait> open = new LinkedHashMap<>();

    /** Takes notice of an event. */
    public void note(HistoryEvent event, Optional<Place> place) {
        open.remove(event.previousEventId());
        TaskSubmittedEventDetails submitted = event.taskSubmittedEventDetails();
        if (submitted != null
                && "ecs".equals(submitted.resourceType())
                && String.valueOf(submitted.resource()).endsWith(WITH_TOKEN)) {
            place.flatMap(here -> wait(here, submitted.output())).ifPresent(wait -> open.put(event.id(), wait));
        }
        place.map(Place::visit).ifPresent(visit -> {
            switch (event.type()) {
                case PARALLEL_STATE_STARTED, PARALLEL_STATE_EXITED, MAP_STATE_STARTED, MAP_STATE_EXITED ->
                    forget(wait -> wait.place().visit().isIn(visit));
                case PARALLEL_STATE_FAILED ->
                    forget(wait -> wait.place().visit().isIn(visit.ofType("Parallel")));
                case MAP_STATE_FAILED -> forget(wait -> wait.place().visit().isIn(visit.ofType("Map")));
                case EXECUTION_REDRIVEN -> open.clear();
                default -> {
                    // nothing of another attempt
                }
            }
        });
    }

    private void forget(Predicate<TokenWait> which) {
        open.values().removeIf(which);
    }

    private static Optional<TokenWait> wait(Place here, String output) {
        return Optional.ofNullable(output)
                .flatMap(Json::tryParse)
                .flatMap(RunTaskAnswer::of)
                .map(RunTaskAnswer::taskArns)
                .filter(arns -> !arns.isEmpty())
                .map(arns -> new TokenWait(here, arns, here.visit().limited()));
    }

    /** Those that nobody has answered by now. */
    public Collection<TokenWait> open() {
        return open.values();
    }
}
