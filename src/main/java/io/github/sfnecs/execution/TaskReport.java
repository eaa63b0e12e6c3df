package io.github.sfnecs.execution;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.Json;
import io.github.sfnecs.asl.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * An ECS task as it was last seen.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
 *
 * @param taskArn its ARN
 * @param taskDefinitionArn with revision
 * @param lastStatus such as {@code RUNNING}
 * @param stopCode such as {@code TaskFailedToStart}; empty while it runs
 * @param stoppedReason in ECS's words
 * @param containers in ECS's order
 */
record TaskReport(
        String taskArn,
        String taskDefinitionArn,
        String lastStatus,
        Optional<String> stopCode,
        Optional<String> stoppedReason,
        List<ContainerReport> containers) {
    private static final String FAILED_TO_START = "TaskFailedToStart";

    /**
     * A container of it.
     *
     * @param name its name in the task definition
     * @param exitCode empty while it runs, and where it never ran
     * @param reason in ECS's words
     */
    record ContainerReport(String name, OptionalInt exitCode, Optional<String> reason) {}

    /** A task as Step Functions gives it: in outputs, and as the cause of a failed Run a Job; empty for any other JSON. */
    static Optional<TaskReport> ofStepFunctions(JsonNode task) {
        if (!task.path("TaskArn").isTextual()) {
            return Optional.empty();
        }
        List<ContainerReport> containers = new ArrayList<>();
        task.path("Containers")
                .forEach(container -> containers.add(new ContainerReport(
                        container.path("Name").asText(),
                        container.path("ExitCode").isInt()
                                ? OptionalInt.of(container.path("ExitCode").intValue())
                                : OptionalInt.empty(),
                        text(container, "Reason"))));
        return Optional.of(new TaskReport(
                task.path("TaskArn").asText(),
                task.path("TaskDefinitionArn").asText(),
                task.path("LastStatus").asText(),
                text(task, "StopCode"),
                text(task, "StoppedReason"),
                containers));
    }

    /** A task as ECS describes it. */
    static TaskReport of(Task task) {
        return new TaskReport(
                task.taskArn(),
                task.taskDefinitionArn(),
                task.lastStatus(),
                Optional.ofNullable(task.stopCodeAsString()),
                Optional.ofNullable(task.stoppedReason()),
                task.containers().stream().map(TaskReport::container).toList());
    }

    private static ContainerReport container(Container container) {
        return new ContainerReport(
                container.name(),
                container.exitCode() == null ? OptionalInt.empty() : OptionalInt.of(container.exitCode()),
                Optional.ofNullable(container.reason()));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    boolean running() {
        return "RUNNING".equals(lastStatus);
    }

    boolean stopped() {
        return "STOPPED".equals(lastStatus);
    }

    /**
     * Whether it stopped without doing its work: it never started, or not every container that it stands or falls with is known
     * to have ended well. One that never ran has no exit code; where there are no containers at all nothing is known.
     */
    boolean failed(TaskDefinition taskDefinition) {
        return stopCode.filter(FAILED_TO_START::equals).isPresent()
                || taskDefinition.containers().stream()
                        .filter(TaskDefinition.Container::essential)
                        .anyMatch(essential -> containers.stream()
                                .filter(container -> essential.name().equals(container.name()))
                                .noneMatch(container -> container.exitCode().orElse(1) == 0));
    }

    /** What is known of it: a line for itself and, once it has stopped, one for each container. */
    String text() {
        return "task " + taskArn + " " + lastStatus
                + stopCode.map(code -> " (" + code + ")").orElse("")
                + (stopped() ? ended() : "");
    }

    private String ended() {
        return containers.isEmpty()
                ? "\nno containers are told of, so whether they ended well is not known"
                : containers.stream().map(TaskReport::line).collect(Collectors.joining());
    }

    private static String line(ContainerReport container) {
        return "\ncontainer " + container.name() + ": "
                + (container.exitCode().isPresent()
                        ? "exit code " + container.exitCode().getAsInt()
                        : "no exit code")
                + container.reason().map(reason -> ", " + reason).orElse("");
    }

    /** All of it, for a program. */
    JsonNode json() {
        var node = Json.object();
        node.put("taskArn", taskArn);
        node.put("taskDefinitionArn", taskDefinitionArn);
        node.put("lastStatus", lastStatus);
        stopCode.ifPresent(code -> node.put("stopCode", code));
        stoppedReason.ifPresent(reason -> node.put("stoppedReason", reason));
        var list = node.putArray("containers");
        for (ContainerReport container : containers) {
            var entry = list.addObject().put("name", container.name());
            container.exitCode().ifPresent(code -> entry.put("exitCode", code));
            container.reason().ifPresent(reason -> entry.put("reason", reason));
        }
        return node;
    }
}
