package io.github.sfnecs.mapruns;

import java.util.Arrays;

/**
 * How an execution of a Map Run is, or ended.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ExecutionListItem.html
 */
public enum ChildStatus {
    /** Runs. */
    RUNNING,
    /** Succeeded. */
    SUCCEEDED,
    /** Failed. */
    FAILED,
    /** Took too long. */
    TIMED_OUT,
    /** Was stopped, as those that still ran when too many had failed. */
    ABORTED,
    /** Failed, and waits to run again. */
    PENDING_REDRIVE,
    /** Is in a state that this plugin does not know. */
    UNKNOWN;

    /** That of this name. */
    public static ChildStatus of(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
