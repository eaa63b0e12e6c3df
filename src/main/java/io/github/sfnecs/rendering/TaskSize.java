package io.github.sfnecs.rendering;

import java.util.Optional;

/**
 * How much the task gets, all of its containers together, instead of what its task definition says.
 *
 * @param cpu in CPU units, 1024 to a vCPU
 * @param memory in MiB
 * @param ephemeralStorage of a task on Fargate, in GiB
 */
public record TaskSize(Optional<Value> cpu, Optional<Value> memory, Optional<Value> ephemeralStorage) {
    /** What the task definition says. */
    public static final TaskSize UNCHANGED = new TaskSize(Optional.empty(), Optional.empty(), Optional.empty());
}
