package io.github.sfnecs.rendering;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What one container of the task gets instead of what its task definition says.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html
 *
 * @param name the container's name in the task definition
 * @param command empty where it stays the image's
 * @param environment added to the task definition's
 * @param cpu in CPU units, 1024 to a vCPU
 * @param memory in MiB
 */
public record ContainerOverride(
        String name,
        List<Value> command,
        SortedMap<String, Value> environment,
        Optional<Value> cpu,
        Optional<Value> memory) {}
