package io.github.sfnecs.execution;

import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a build waits for an execution that it lets run.
 *
 * @param clusterArns where its tasks run; none where that is not known
 * @param atMost how long to wait for its end; empty not at all
 * @param onInterrupt what becomes of it when the wait is over before it is
 * @param logs whether what its containers print is shown
 */
public record Watching(List<String> clusterArns, Optional<Duration> atMost, OnInterrupt onInterrupt, Logs logs) {
    /** The same for tasks on these clusters. */
    public Watching on(List<String> clusters) {
        return new Watching(clusters, atMost, onInterrupt, logs);
    }
}
