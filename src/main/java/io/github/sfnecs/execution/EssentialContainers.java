package io.github.sfnecs.execution;

import io.github.sfnecs.asl.TaskDefinition;
import io.github.sfnecs.aws.TaskDefinitions;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Looks up which containers of tasks are essential, each task definition once. */
final class EssentialContainers {
    private final EcsClient ecs;
    private final Map<String, Optional<TaskDefinition>> known = new HashMap<>();

    EssentialContainers(EcsClient ecs) {
        this.ecs = ecs;
    }

    /** The task, told which of its containers are essential as far as that can be found out. */
    TaskReport told(TaskReport task) {
        if (task.containers().isEmpty()) {
            return task;
        }
        return known.computeIfAbsent(task.taskDefinitionArn(), this::read)
                .map(task::with)
                .orElse(task);
    }

    private Optional<TaskDefinition> read(String arn) {
        try {
            return Optional.of(new TaskDefinitions(ecs).any(arn));
        } catch (SdkException | ProblemException e) {
            // the failure that it is read for is the better thing to tell
            return Optional.empty();
        }
    }
}
