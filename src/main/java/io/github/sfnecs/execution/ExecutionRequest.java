package io.github.sfnecs.execution;

import java.time.Duration;
import java.util.Optional;

/**
 * The execution to start.
 *
 * @param stateMachine the state machine's name
 * @param clusterArn where its tasks run
 * @param name the execution's name; empty for one that is made up
 * @param input JSON
 * @param waiting how long to wait for its end; empty not at all
 * @param onInterrupt what becomes of it when the wait is over before it is
 */
public record ExecutionRequest(
        String stateMachine,
        String clusterArn,
        Optional<String> name,
        String input,
        Optional<Duration> waiting,
        OnInterrupt onInterrupt) {
    /** What becomes of an execution that is still running after {@code timeout} or on Ctrl-C. */
    public enum OnInterrupt {
        /** It is stopped. */
        STOP,
        /** It goes on. */
        LEAVE
    }
}
