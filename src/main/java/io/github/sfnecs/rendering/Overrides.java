package io.github.sfnecs.rendering;

import java.util.List;
import java.util.Optional;

/**
 * What the task gets instead of what its task definition says.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html
 *
 * @param size how much the whole task gets
 * @param containers one for each container that differs
 * @param taskRoleArn the role that the containers have
 * @param executionRoleArn the role with which ECS pulls the image and writes logs
 */
public record Overrides(
        TaskSize size,
        List<ContainerOverride> containers,
        Optional<String> taskRoleArn,
        Optional<String> executionRoleArn) {}
