package io.github.sfnecs.cleanup;

import java.time.Duration;
import java.util.Optional;

/**
 * Which tasks to stop.
 *
 * @param stateMachine the state machine's name; only its own tasks are stopped
 * @param clusterArn the cluster to look in
 * @param olderThan only tasks created at least this long ago
 */
public record CleanupRequest(String stateMachine, String clusterArn, Optional<Duration> olderThan) {}
