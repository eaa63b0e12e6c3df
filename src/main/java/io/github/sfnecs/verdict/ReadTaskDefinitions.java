package io.github.sfnecs.verdict;

import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.history.TaskReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** The task definitions that an execution's tasks were started with, each read once, as far as they can be. */
public final class ReadTaskDefinitions {
    private final EcsClient ecs;
    private final Map<String, Optional<TaskDefinition>> known = new HashMap<>();

    public ReadTaskDefinitions(EcsClient ecs) {
        this.ecs = ecs;
    }

    /** The task, told which of its containers are essential as far as that can be found out. */
    public TaskReport told(TaskReport task) {
        if (task.containers().isEmpty()) {
            return task;
        }
        return read(task.taskDefinitionArn())
                .map(TaskDefinitions::of)
                .map(task::with)
                .orElse(task);
    }

    /** Whether the task, which has stopped, failed: by its essential containers, or by all where it is not known which those are. */
    public boolean failed(TaskReport task) {
        return read(task.taskDefinitionArn())
                .map(TaskDefinitions::of)
                .map(task::failed)
                .orElseGet(() -> !task.culprits().isEmpty());
    }

    /** The task definition, where it was read already. */
    public Optional<TaskDefinition> known(String arn) {
        return known.getOrDefault(arn, Optional.empty());
    }

    /** The task definition, where it could be read. */
    public Optional<TaskDefinition> read(String arn) {
        return known.computeIfAbsent(arn, this::look);
    }

    private Optional<TaskDefinition> look(String arn) {
        try {
            return Optional.of(new TaskDefinitions(ecs).describe(arn));
        } catch (SdkException | ProblemException e) {
            // the failure that it is read for is the better thing to tell
            return Optional.empty();
        }
    }
}
