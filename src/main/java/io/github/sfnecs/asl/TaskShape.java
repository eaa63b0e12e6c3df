package io.github.sfnecs.asl;

import java.util.List;
import java.util.Optional;

/**
 * What a state machine's definition and role depend on in an ECS task definition.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
 *
 * @param arn with revision
 * @param family the family's name
 * @param networkMode such as {@code awsvpc}
 * @param containers in the order of the task definition
 * @param executionRoleArn the role with which ECS pulls the image and writes logs
 * @param taskRoleArn the role that the containers have
 */
public record TaskShape(
        String arn,
        String family,
        String networkMode,
        List<Container> containers,
        Optional<String> executionRoleArn,
        Optional<String> taskRoleArn) {
    /**
     * A container of the task.
     *
     * @param name its name
     * @param essential whether the task stops when it does
     */
    public record Container(String name, boolean essential) {}

    /** The containers' names. */
    public List<String> containerNames() {
        return containers.stream().map(Container::name).toList();
    }

    /** Whether a task of it needs a {@code NetworkConfiguration}. */
    public boolean awsvpc() {
        return networkMode.equals("awsvpc");
    }
}
