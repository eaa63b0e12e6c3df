package io.github.sfnecs.execution;

import java.util.Optional;

/**
 * An attempt of a state that failed.
 *
 * @param place which one
 * @param failure what AWS says of it
 * @param exceeded the limit that it exceeded
 */
record FailedAttempt(Place place, TaskFailure failure, Optional<TimeLimits.Exceeded> exceeded) {
    /** Whether an ECS task failed, or ECS refused one. */
    boolean ofEcs() {
        return failure.resourceType().equals("ecs");
    }

    /** As the user reads it; nothing tried again after it. */
    String text() {
        return place.text() + (place.attempt() > 1 ? " of " + place.attempt() : "");
    }
}
