package io.github.sfnecs.rendering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What one container of the task gets instead of what its task definition says.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html
 *
 * @param name the container's name in the task definition
 * @param command empty where it stays the image's
 * @param environment added to the task definition's
 * @param cpu in CPU units, 1024 to a vCPU
 * @param memory the most that it may take, in MiB
 * @param memoryReservation what is kept for it, in MiB
 * @param environmentFiles ARNs of files in Amazon S3
 * @param resourceRequirements such as GPUs
 */
public record ContainerOverride(
        String name,
        List<Value> command,
        SortedMap<String, Value> environment,
        Optional<Value> cpu,
        Optional<Value> memory,
        Optional<Value> memoryReservation,
        List<Value> environmentFiles,
        List<ResourceRequirement> resourceRequirements) {
    /**
     * Something of its instance that the container gets.
     *
     * @param type {@code GPU} or {@code NeuronDevice}
     * @param value how many, or {@code ALL}
     */
    public record ResourceRequirement(String type, Value value) {}

    /** All of it that may be found out when the state runs. */
    public Stream<Value> values() {
        return Stream.of(
                        command.stream(),
                        environment.values().stream(),
                        environmentFiles.stream(),
                        Stream.of(cpu, memory, memoryReservation).flatMap(Optional::stream),
                        resourceRequirements.stream().map(ResourceRequirement::value))
                .flatMap(some -> some);
    }

    /** Renders it, in the terms of ECS. */
    ObjectNode json() {
        ObjectNode node = Json.object().put("Name", name);
        Value.putListInto(node, "Command", command);
        for (Map.Entry<String, Value> variable : environment.entrySet()) {
            ObjectNode pair = node.withArray("Environment").addObject().put("Name", variable.getKey());
            variable.getValue().putInto(pair, "Value");
        }
        for (Value file : environmentFiles) {
            file.putInto(node.withArray("EnvironmentFiles").addObject().put("Type", "s3"), "Value");
        }
        cpu.ifPresent(units -> units.putNumberInto(node, "Cpu"));
        memory.ifPresent(most -> most.putNumberInto(node, "Memory"));
        memoryReservation.ifPresent(kept -> kept.putNumberInto(node, "MemoryReservation"));
        resourceRequirements.forEach(required -> required.value()
                .asText()
                .putInto(node.withArray("ResourceRequirements").addObject().put("Type", required.type()), "Value"));
        return node;
    }
}
