package io.github.sfnecs.cleanup;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * A running task that a state machine of ours started.
 *
 * @param arn its ARN
 * @param execution the name of the execution that started it
 * @param createdAt when ECS accepted it
 */
record StrayTask(String arn, String execution, Instant createdAt) {
    /** The task, if its group says that it is ours. */
    static Optional<StrayTask> of(Task task, String groupPrefix) {
        return Optional.ofNullable(task.group())
                .filter(group -> group.startsWith(groupPrefix))
                .map(group -> new StrayTask(task.taskArn(), group.substring(groupPrefix.length()), task.createdAt()));
    }

    /** The task as a person reads it, on a line of its own. */
    String line() {
        return "\n  " + arn + " since " + createdAt + ", execution " + execution;
    }
}
