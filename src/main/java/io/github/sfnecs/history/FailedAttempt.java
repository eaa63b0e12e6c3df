package io.github.sfnecs.history;

import java.util.Optional;

/**
 * An attempt of a state that failed.
 *
 * @param place which one
 * @param failure what AWS says of it
 * @param exceeded the limit that it exceeded
 */
public record FailedAttempt(Place place, TaskFailure failure, Optional<TimeLimits.Exceeded> exceeded) {
    /**
     * Whether an ECS task failed, or ECS refused one, be it in an execution that was started here; of what fails in a Map Run the history
     * does not tell what it was.
     */
    public boolean ofEcs() {
        return switch (failure.resourceType()) {
            case "ecs", TaskFailure.MAP_RUN -> true;
            case ChildExecution.RESOURCE_TYPE -> Unfolded.of(failure).ofEcs();
            default -> false;
        };
    }

    /** As the user reads it; nothing tried again after it. */
    public String text() {
        return place.text() + (place.attempt() > 1 ? " of " + place.attempt() : "");
    }
}
