package io.github.sfnecs.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.diagnostic.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
public record TaskReport(
        String taskArn,
        String taskDefinitionArn,
        String lastStatus,
        Optional<String> stopCode,
        Optional<String> stoppedReason,
        List<ContainerReport> containers) {
    private static final String FAILED_TO_START = "TaskFailedToStart";
    private static final String CONTAINER_EXITED = "EssentialContainerExited";
    private static final Set<String> STOPPED_FROM_OUTSIDE =
            Set.of("SpotInterruption", "UserInitiated", "TerminationNotice", "ServiceSchedulerInitiated");

    /** A task as Step Functions gives it: in outputs, and as the cause of a failed Run a Job; empty for any other JSON. */
    public static Optional<TaskReport> ofStepFunctions(JsonNode task) {
        return StepFunctionsTask.of(task).map(TaskReport::of);
    }

    /** A task as ECS describes it. */
    public static TaskReport of(Task task) {
        return new TaskReport(
                task.taskArn(),
                task.taskDefinitionArn(),
                Optional.ofNullable(task.lastStatus()).orElse("in an unknown state"),
                Optional.ofNullable(task.stopCodeAsString()),
                Optional.ofNullable(task.stoppedReason()),
                task.containers().stream().map(TaskReport::container).toList());
    }

    private static ContainerReport container(Container container) {
        return new ContainerReport(
                Optional.ofNullable(container.name()).orElse("?"),
                Optional.empty(),
                container.exitCode() == null ? OptionalInt.empty() : OptionalInt.of(container.exitCode()),
                Optional.ofNullable(container.reason()));
    }

    public boolean running() {
        return "RUNNING".equals(lastStatus);
    }

    public boolean stopped() {
        return "STOPPED".equals(lastStatus);
    }

    /** Whether a container of it ran, and may have printed something: one that never did has no exit code. */
    public boolean ran() {
        return running()
                || containers.stream()
                        .anyMatch(container -> container.exitCode().isPresent());
    }

    /** Whether it has stopped, or was told to. */
    public boolean ending() {
        return stopped() || stopCode.isPresent();
    }

    /**
     * Whether it stopped without doing its work: it never started, or not every container that it stands or falls with is known
     * to have ended well. One that never ran has no exit code; where there are no containers at all nothing is known.
     */
    public boolean failed(TaskShape taskDefinition) {
        return stopCode.filter(FAILED_TO_START::equals).isPresent()
                || taskDefinition.containers().stream()
                        .filter(TaskShape.Container::essential)
                        .anyMatch(essential -> containers.stream()
                                .filter(container -> essential.name().equals(container.name()))
                                .noneMatch(ContainerReport::endedWell));
    }

    /** What is known of it: a line for itself and, once it has stopped, one for each container. */
    public String text() {
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
        return "\ncontainer " + container.name()
                + container.owner().map(owner -> " (of " + owner + ")").orElse("") + ": " + container.exit()
                + container.reason().map(reason -> ", " + reason).orElse("");
    }

    /**
     * The same task, whose task definition says which containers are essential, and which are its own; unless it is the definition of
     * none of them.
     */
    public TaskReport with(TaskShape taskDefinition) {
        boolean itsOwn = containers.stream()
                .anyMatch(container -> taskDefinition.containerNames().contains(container.name()));
        return itsOwn
                ? with(containers.stream()
                        .map(container -> container.of(taskDefinition))
                        .toList())
                : this;
    }

    private TaskReport with(List<ContainerReport> told) {
        return new TaskReport(taskArn, taskDefinitionArn, lastStatus, stopCode, stoppedReason, told);
    }

    /**
     * The task definition's containers for which the task failed: those that did not end well. Of no use is what else failed beside an
     * essential one, and what was only ended with the task when another one had failed by itself.
     */
    public List<ContainerReport> culprits() {
        List<ContainerReport> failed = containers.stream()
                .filter(container -> container.owner().isEmpty() && !container.endedWell())
                .toList();
        List<ContainerReport> essential =
                some(failed, container -> container.essential().orElse(true));
        return stopCode.filter(CONTAINER_EXITED::equals).isPresent()
                ? some(essential, container -> !container.killed())
                : essential;
    }

    /** Those of which this holds, or all where it holds of none. */
    private static List<ContainerReport> some(List<ContainerReport> containers, Predicate<ContainerReport> holds) {
        List<ContainerReport> some = containers.stream().filter(holds).toList();
        return some.isEmpty() ? containers : some;
    }

    /** The containers that AWS put into the task and that failed by themselves. */
    public List<ContainerReport> failedOfAws() {
        return containers.stream()
                .filter(container -> container.owner().isPresent() && container.failedByItself())
                .toList();
    }

    /** Whether only containers failed that are not essential. */
    public boolean sidecarFailed() {
        return stopped()
                && !culprits().isEmpty()
                && culprits().stream().noneMatch(one -> one.essential().orElse(true));
    }

    /** What the catalogue is asked: AWS's words about the end, and of the containers only what led to it. */
    public String said() {
        return Stream.concat(
                        Stream.of(stopCode.orElse(""), stoppedReason.orElse("")),
                        stopped() ? saidOfContainers() : Stream.empty())
                .collect(Collectors.joining("\n"));
    }

    private Stream<String> saidOfContainers() {
        // once: a cause may tell of thousands
        List<ContainerReport> culprits = culprits();
        if (culprits.isEmpty()) {
            return stopCode.filter(STOPPED_FROM_OUTSIDE::contains).isPresent()
                    ? Stream.empty()
                    : containers.stream()
                            .filter(container ->
                                    !container.endedWell() || container.reason().isPresent())
                            .map(container -> said(
                                    container.owner().isPresent() ? "container of AWS " : "container ", container, ""));
        }
        String kind = sidecarFailed() ? "non-essential container " : "container ";
        boolean stoppedByOneThatEndedWell =
                stopCode.filter(CONTAINER_EXITED::equals).isPresent()
                        && containers.stream()
                                .anyMatch(container -> container.owner().isEmpty()
                                        && container.endedWell()
                                        && container.essential().orElse(true));
        return culprits.stream()
                .map(container -> said(
                        kind,
                        container,
                        stoppedByOneThatEndedWell && container.killed() ? "beside a container that ended with 0" : ""));
    }

    private static String said(String kind, ContainerReport container, String why) {
        String reason = container.reason().orElse(why);
        return kind + container.name() + ": " + container.exit() + (reason.isEmpty() ? "" : ", " + reason);
    }

    /** What is known of it: a line for itself and a table of its containers. */
    public String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("container", "essential", "exit code", "reason"));
        containers.forEach(container -> rows.add(List.of(
                container.name(),
                container.owner().isPresent()
                        ? "of AWS"
                        : container.essential().map(is -> is ? "yes" : "no").orElse("?"),
                container.exitCode().isPresent()
                        ? String.valueOf(container.exitCode().getAsInt())
                        : "none",
                container.reason().orElse(""))));
        String head = "task " + taskArn + " " + lastStatus
                + stopCode.map(code -> " (" + code + ")").orElse("");
        return containers.isEmpty()
                ? head + (stopped() ? "\nno containers are told of, so whether they ended well is not known" : "")
                : head + "\n" + Table.of(rows);
    }
}
