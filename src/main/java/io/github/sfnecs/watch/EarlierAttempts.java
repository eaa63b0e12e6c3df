package io.github.sfnecs.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionResponse;

/**
 * What an execution did before it was redriven: it has the same history and description, which may show that for a moment as if it were
 * its end. https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 *
 * @param redrive the number of the redrive after which all is new, counted from 1; 0 where it is a new execution
 * @param ended when it ended
 * @param tasks that it started, as they are known
 * @param definition what it runs with, which a redrive does not change; empty where it is not known yet
 */
public record EarlierAttempts(
        int redrive, Instant ended, List<Task> tasks, Optional<DescribeStateMachineForExecutionResponse> definition) {
    /** A new execution has none, and one that is only followed is told from its start. */
    public static final EarlierAttempts NONE = new EarlierAttempts(0, Instant.MIN, List.of(), Optional.empty());

    /** Whether the task is one of them. */
    boolean started(Task task) {
        return tasks.stream().anyMatch(known -> known.taskArn().equals(task.taskArn()));
    }
}
