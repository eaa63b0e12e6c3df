package io.github.sfnecs.ecs;

import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Reads task definitions.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html
 */
public final class TaskDefinitions {
    private final EcsClient ecs;

    public TaskDefinitions(EcsClient ecs) {
        this.ecs = ecs;
    }

    /**
     * Reads one of which ECS can run a task.
     *
     * @param name an ARN with or without revision, {@code family:revision}, or a family for its newest active revision
     * @throws ProblemException if there is none, or its revision was deregistered
     */
    public TaskShape active(String name) {
        software.amazon.awssdk.services.ecs.model.TaskDefinition found = describe(name);
        if (deregistered(found)) {
            throw new ProblemException(missing(name, "This revision was deregistered; ECS runs no new task of it."));
        }
        return of(found);
    }

    /** Whether ECS runs no new task of it. */
    public static boolean deregistered(software.amazon.awssdk.services.ecs.model.TaskDefinition found) {
        return found.status() == TaskDefinitionStatus.INACTIVE
                || found.status() == TaskDefinitionStatus.DELETE_IN_PROGRESS;
    }

    /** Reads one that a task was started with, deregistered since or not. */
    public TaskShape any(String arn) {
        return of(describe(arn));
    }

    /** What of it a state machine's definition and role depend on. */
    public static TaskShape of(software.amazon.awssdk.services.ecs.model.TaskDefinition found) {
        return new TaskShape(
                found.taskDefinitionArn(),
                found.family(),
                // ECS leaves it out where the task definition does: Docker's bridge
                Optional.ofNullable(found.networkModeAsString()).orElse("bridge"),
                // a container is essential unless it says otherwise
                found.containerDefinitions().stream()
                        .map(container ->
                                new TaskShape.Container(container.name(), !Boolean.FALSE.equals(container.essential())))
                        .toList(),
                Optional.ofNullable(found.executionRoleArn()),
                Optional.ofNullable(found.taskRoleArn()));
    }

    /**
     * All that ECS says of one, active or not.
     *
     * @throws ProblemException if there is none
     */
    public software.amazon.awssdk.services.ecs.model.TaskDefinition describe(String name) {
        try {
            return ecs.describeTaskDefinition(request -> request.taskDefinition(name))
                    .taskDefinition();
        } catch (ClientException e) {
            if (AwsProblems.denied(e)) {
                throw e;
            }
            throw new ProblemException(missing(name, AwsProblems.message(e)), e);
        }
    }

    private static Problem missing(String name, String why) {
        return Problem.failed(
                "There is no active task definition '" + name + "'.",
                "taskDefinitionArn",
                why,
                "Set taskDefinitionArn to one that is; aws ecs list-task-definitions lists them");
    }
}
