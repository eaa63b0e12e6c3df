package io.github.sfnecs.verdict;

import io.github.sfnecs.history.TimeLimits;
import java.util.Optional;

/**
 * What is known of a failure beside AWS's words.
 *
 * @param cause the JSON of the task that is the cause, for those to whom the failure is unknown
 * @param role the ARN of the role that the execution runs with
 * @param exceeded the limit of the state that was exceeded
 * @param started whether ECS started a task for what failed, so that a container may have said more
 * @param pasted whether somebody pasted the words, who knows where they are from; those of an execution may be a container's
 */
public record Circumstances(
        Optional<String> cause,
        Optional<String> role,
        Optional<TimeLimits.Exceeded> exceeded,
        boolean started,
        boolean pasted) {
    /** Nothing is known. */
    static final Circumstances UNKNOWN = new Circumstances(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Of an execution. */
    public Circumstances(
            Optional<String> cause, Optional<String> role, Optional<TimeLimits.Exceeded> exceeded, boolean started) {
        this(cause, role, exceeded, started, false);
    }
}
