package io.github.sfnecs.execution;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The execution to start.
 *
 * @param stateMachine the state machine's name
 * @param clusterArns where its tasks run
 * @param name the execution's name; empty for one that is made up
 * @param input JSON
 * @param waiting how long to wait for its end; empty not at all
 * @param onInterrupt what becomes of it when the wait is over before it is
 * @param logs whether what its containers print is shown
 */
public record ExecutionRequest(
        String stateMachine,
        List<String> clusterArns,
        Optional<String> name,
        String input,
        Optional<Duration> waiting,
        OnInterrupt onInterrupt,
        Logs logs) {
    /** How the build waits for it. */
    Watching watching() {
        return new Watching(clusterArns, waiting, onInterrupt, logs);
    }

    /** The same with another input. */
    public ExecutionRequest with(String other) {
        return new ExecutionRequest(stateMachine, clusterArns, name, other, waiting, onInterrupt, logs);
    }

    /** Whether what the containers of its tasks print is shown while it runs. */
    public enum Logs {
        /** It is, of tasks of items of distributed Maps, too, as far as quotas allow. */
        FOLLOW_ITEMS,
        /** It is, but of items that failed only their last lines. */
        FOLLOW,
        /** It is not. */
        LEAVE_OUT
    }

    /** What becomes of an execution that is still running after {@code timeout} or on Ctrl-C. */
    public enum OnInterrupt {
        /** It is stopped. */
        STOP,
        /** It goes on. */
        LEAVE
    }
}
