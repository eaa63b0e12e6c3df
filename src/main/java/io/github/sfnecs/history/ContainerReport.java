package io.github.sfnecs.history;

import io.github.sfnecs.asl.TaskShape;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A container of a task as it was last seen.
 *
 * @param name its name in the task definition
 * @param essential whether the task stops when it does; empty where the task definition was not read
 * @param exitCode empty while it runs, and where it never ran
 * @param reason in ECS's words
 * @param owner the service of AWS that put it into the task; empty where it is the task definition's
 */
public record ContainerReport(
        String name,
        Optional<Boolean> essential,
        OptionalInt exitCode,
        Optional<String> reason,
        Optional<String> owner) {
    /** The exit codes of SIGKILL and SIGTERM. */
    private static final Set<Integer> SIGNALS = Set.of(137, 143);

    /** A container of a task whose task definition was not read: its name has to tell whose it is. */
    public ContainerReport(String name, Optional<Boolean> essential, OptionalInt exitCode, Optional<String> reason) {
        this(name, essential, exitCode, reason, AwsContainer.owner(name));
    }

    /** Whether it is known to have ended well; one that never ran has no exit code. */
    public boolean endedWell() {
        return exitCode.orElse(1) == 0;
    }

    /** Whether it ended, or never started, for a reason of its own, rather than since the task was stopped. */
    public boolean failedByItself() {
        return reason.isPresent() || (exitCode.isPresent() && !endedWell() && !killed());
    }

    /** Whether it ended on SIGTERM or SIGKILL, which end all containers of a task that stops. */
    boolean killed() {
        return reason.isEmpty() && SIGNALS.contains(exitCode.orElse(0));
    }

    ContainerReport of(TaskShape taskDefinition) {
        Optional<Boolean> defined = taskDefinition.containers().stream()
                .filter(one -> one.name().equals(name))
                .map(TaskShape.Container::essential)
                .findFirst();
        return new ContainerReport(
                name,
                defined,
                exitCode,
                reason,
                defined.isPresent()
                        ? Optional.empty()
                        : AwsContainer.owner(name).or(() -> Optional.of("a service of AWS")));
    }

    String exit() {
        return exitCode.isPresent() ? "exit code " + exitCode.getAsInt() : "no exit code";
    }
}
