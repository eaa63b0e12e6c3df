package io.github.sfnecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * A task as Step Functions gives it, in outputs and as the cause of a failed Run a Job: ECS's own, with capitals and with times in
 * milliseconds. https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 */
public final class StepFunctionsTask {
    private StepFunctionsTask() {}

    /** The task as ECS's client has it; empty for any other JSON. */
    public static Optional<Task> of(JsonNode task) {
        if (!task.path("TaskArn").isTextual()) {
            return Optional.empty();
        }
        return Optional.of(Task.builder()
                .taskArn(task.path("TaskArn").asText())
                .taskDefinitionArn(text(task, "TaskDefinitionArn"))
                .clusterArn(text(task, "ClusterArn"))
                .group(text(task, "Group"))
                .lastStatus(text(task, "LastStatus"))
                .desiredStatus(text(task, "DesiredStatus"))
                .stopCode(text(task, "StopCode"))
                .stoppedReason(text(task, "StoppedReason"))
                .launchType(text(task, "LaunchType"))
                .capacityProviderName(text(task, "CapacityProviderName"))
                .platformFamily(text(task, "PlatformFamily"))
                .cpu(text(task, "Cpu"))
                .memory(text(task, "Memory"))
                .ephemeralStorage(storage(task.path("EphemeralStorage").path("SizeInGiB")))
                .attributes(attributes(task.path("Attributes")))
                .createdAt(time(task, "CreatedAt"))
                .pullStartedAt(time(task, "PullStartedAt"))
                .pullStoppedAt(time(task, "PullStoppedAt"))
                .startedAt(time(task, "StartedAt"))
                .stoppingAt(time(task, "StoppingAt"))
                .executionStoppedAt(time(task, "ExecutionStoppedAt"))
                .stoppedAt(time(task, "StoppedAt"))
                .containers(containers(task.path("Containers")))
                .build());
    }

    private static List<Container> containers(JsonNode containers) {
        List<Container> list = new ArrayList<>();
        containers.forEach(container -> list.add(Container.builder()
                .name(container.path("Name").asText())
                .image(text(container, "Image"))
                .lastStatus(text(container, "LastStatus"))
                .runtimeId(text(container, "RuntimeId"))
                .exitCode(
                        container.path("ExitCode").isInt()
                                ? container.path("ExitCode").intValue()
                                : null)
                .reason(text(container, "Reason"))
                .build()));
        return list;
    }

    private static List<Attribute> attributes(JsonNode attributes) {
        return StreamSupport.stream(attributes.spliterator(), false)
                .map(attribute -> Attribute.builder()
                        .name(text(attribute, "Name"))
                        .value(text(attribute, "Value"))
                        .build())
                .toList();
    }

    private static EphemeralStorage storage(JsonNode gib) {
        return gib.isInt()
                ? EphemeralStorage.builder().sizeInGiB(gib.intValue()).build()
                : null;
    }

    private static Instant time(JsonNode task, String name) {
        JsonNode milliseconds = task.path(name);
        return milliseconds.canConvertToLong() && milliseconds.isIntegralNumber()
                ? Instant.ofEpochMilli(milliseconds.longValue())
                : null;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).textValue();
    }
}
