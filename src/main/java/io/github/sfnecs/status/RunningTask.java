package io.github.sfnecs.status;

import io.github.sfnecs.arn.TaskArn;
import io.github.sfnecs.cost.Cost;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * A task of the state machine that runs, or is on its way there.
 *
 * @param arn its ARN
 * @param execution the name of the execution that started it
 * @param status such as {@code RUNNING}
 * @param createdAt when ECS accepted it; empty where ECS does not tell
 * @param cost what it has cost, and costs per hour
 */
record RunningTask(String arn, String execution, String status, Optional<Instant> createdAt, Cost cost)
        implements Comparable<RunningTask> {
    /** The oldest first: that is the one that was most likely forgotten. */
    @Override
    public int compareTo(RunningTask other) {
        int age = createdAt.orElse(Instant.EPOCH).compareTo(other.createdAt.orElse(Instant.EPOCH));
        return age == 0 ? arn.compareTo(other.arn) : age;
    }

    /** A task whose group begins so. */
    static RunningTask of(Task task, String groupPrefix, Cost cost) {
        return new RunningTask(
                task.taskArn(),
                task.group().substring(groupPrefix.length()),
                Optional.ofNullable(task.lastStatus()).orElse("not known"),
                Optional.ofNullable(task.createdAt()),
                cost);
    }

    /** Its id, the end of its ARN. */
    String id() {
        return new TaskArn(arn).id();
    }
}
