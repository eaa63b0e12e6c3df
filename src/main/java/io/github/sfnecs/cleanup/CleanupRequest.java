package io.github.sfnecs.cleanup;

import io.github.sfnecs.ecs.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which tasks to stop.
 *
 * @param stateMachine the state machine's name; only its own tasks are stopped
 * @param clusterArns the clusters to look in
 * @param olderThan only tasks created at least this long ago
 */
public record CleanupRequest(String stateMachine, List<String> clusterArns, Optional<Duration> olderThan) {
    /** The clusters, as they are told. */
    String where() {
        return Tasks.where(clusterArns);
    }
}
