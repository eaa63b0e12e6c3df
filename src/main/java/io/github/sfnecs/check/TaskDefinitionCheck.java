package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.TASK_DEFINITION;

import io.github.sfnecs.arn.TaskDefinitionArn;
import io.github.sfnecs.asl.FargateSizes;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.diagnostic.Command;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.rendering.RunTaskDefinition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Whether ECS can run the task definition as the configuration wants it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
 */
public final class TaskDefinitionCheck {
    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
    private static final Set<Integer> WINDOWS_UNITS = Set.of(1024, 2048, 4096);

    private final TaskUse use;
    private final boolean onFargate;
    private final TaskDefinition found;

    /** Of a state, whether its task may run on Fargate, and of what ECS says of its task definition. */
    public TaskDefinitionCheck(TaskUse use, boolean onFargate, TaskDefinition found) {
        this.use = use;
        this.onFargate = onFargate;
        this.found = found;
    }

    /** The finding where there is no such task definition. */
    public static Finding missing(String name) {
        return Finding.failed(
                TASK_DEFINITION,
                "There is no active task definition " + name + ".",
                KnownFailure.INACTIVE_TASK_DEFINITION,
                "Set taskDefinitionArn to one that is; aws ecs list-task-definitions lists them");
    }

    /** What is found. */
    public List<Finding> findings() {
        Stream<Finding> fitting = onFargate ? fargate().stream() : Stream.empty();
        Stream<Finding> sizes = Stream.concat(size().stream(), reservations());
        return Stream.of(Stream.of(status()), fitting, sizes, containers().stream())
                .flatMap(some -> some)
                .toList();
    }

    private Finding status() {
        String name = new TaskDefinitionArn(found.taskDefinitionArn()).name();
        if (!TaskDefinitions.deregistered(found)) {
            boolean pinned = use.taskDefinition()
                    .literal()
                    .filter(named -> named.matches(".*:\\d+"))
                    .isPresent();
            return Finding.passed(
                    TASK_DEFINITION,
                    pinned
                            ? name + (found.status() == null ? " exists." : " is " + found.statusAsString() + ".")
                            : "The family " + found.family() + " means " + name + " today.");
        }
        return Finding.failed(
                TASK_DEFINITION,
                name + " is " + found.statusAsString() + ".",
                KnownFailure.INACTIVE_TASK_DEFINITION,
                "Set taskDefinitionArn to an active revision, or leave the revision out; aws ecs list-task-definitions"
                        + " --family-prefix " + Command.word(found.family()) + " lists them");
    }

    private Optional<Finding> fargate() {
        boolean compatible = found.compatibilities().contains(Compatibility.FARGATE);
        if (compatible && found.networkMode() == NetworkMode.AWSVPC) {
            return Optional.of(Finding.passed(TASK_DEFINITION, "It fits Fargate, in network mode awsvpc."));
        }
        return Optional.of(Finding.failed(
                TASK_DEFINITION,
                "It does not fit Fargate: its compatibilities are " + found.compatibilitiesAsStrings()
                        + ", its network mode is " + TaskDefinitions.of(found).networkMode() + ".",
                KnownFailure.NOT_FARGATE,
                "Register a revision with \"requiresCompatibilities\": [\"FARGATE\"], \"networkMode\": \"awsvpc\", cpu and"
                        + " memory; or set launchType to EC2"));
    }

    private Optional<Finding> size() {
        OptionalInt cpu = number(use.cpu(), found.cpu());
        OptionalInt memory = number(use.memory(), found.memory());
        if (memory.isEmpty() || (onFargate && cpu.isEmpty())) {
            return Optional.empty();
        }
        String size = (cpu.isEmpty() ? "" : cpu.getAsInt() + " CPU units and ") + memory.getAsInt() + " MiB";
        boolean windows = onFargate && LaunchCheck.windows(found);
        if ((onFargate && !FargateSizes.offer(cpu.getAsInt(), memory.getAsInt()))
                || (windows && !WINDOWS_UNITS.contains(cpu.getAsInt()))) {
            return Optional.of(tooMuch(
                    "Fargate has no tasks of " + size
                            + (windows
                                    ? " for Windows; there are tasks of 1024, 2048, 4096 CPU units"
                                    : "; " + FargateSizes.with(cpu.getAsInt()))
                            + ".",
                    "Set cpu and memory to a pair that Fargate offers, here or in a revision of the task definition"));
        }
        int cpuOfContainers = found.containerDefinitions().stream()
                .mapToInt(container -> overridden(container, TaskUse.Container::cpu, container.cpu()))
                .sum();
        Optional<ContainerDefinition> large = found.containerDefinitions().stream()
                .filter(container -> memory(container) > memory.getAsInt())
                .findFirst();
        String but = "The task has " + size + ", and ";
        String fix = "Lower cpu and memory in containerOverrides, or raise those of the task, here or in a revision";
        if (large.isPresent()) {
            return Optional.of(tooMuch(
                    but + "its container " + large.get().name() + " gets " + memory(large.get()) + " MiB.", fix));
        } else if (onFargate && cpuOfContainers > cpu.getAsInt()) {
            return Optional.of(tooMuch(but + "its containers get " + cpuOfContainers + " CPU units.", fix));
        }
        return Optional.of(Finding.passed(TASK_DEFINITION, "Fargate has tasks of " + size + "."))
                .filter(any -> onFargate);
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
    private Stream<Finding> reservations() {
        return found.containerDefinitions().stream()
                .filter(container -> memory(container) > 0 && reserved(container) > memory(container))
                .map(container -> Finding.failed(
                        TASK_DEFINITION,
                        "For the container " + container.name() + " " + reserved(container)
                                + " MiB are kept, and it gets " + memory(container) + " MiB at most.",
                        "ECS refuses a memoryReservation that is more than memory.",
                        "Lower memoryReservation, or raise memory, in containerOverrides or in a revision"));
    }

    private int memory(ContainerDefinition container) {
        return overridden(container, TaskUse.Container::memory, container.memory());
    }

    private int reserved(ContainerDefinition container) {
        return overridden(container, TaskUse.Container::memoryReservation, container.memoryReservation());
    }

    private static Finding tooMuch(String says, String fix) {
        return Finding.failed(TASK_DEFINITION, says, KnownFailure.FARGATE_SIZE, fix);
    }

    private int overridden(
            ContainerDefinition container, Function<TaskUse.Container, OptionalInt> wanted, Integer otherwise) {
        return use.containers().stream()
                .filter(override -> override.name().equals(container.name()))
                .map(wanted)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .findFirst()
                .orElse(otherwise == null ? 0 : otherwise);
    }

    /** What the definition says, and nothing where only the execution's input decides. */
    private static OptionalInt number(Ref override, String otherwise) {
        String text =
                override instanceof Ref.Missing ? otherwise : override.literal().orElse(null);
        return text != null && text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private List<Finding> containers() {
        List<String> known = found.containerDefinitions().stream()
                .map(ContainerDefinition::name)
                .toList();
        return use.containers().stream()
                .map(TaskUse.Container::name)
                .distinct()
                .filter(known::contains)
                .map(name -> Finding.passed(TASK_DEFINITION, "It has the container " + name + "."))
                .toList();
    }

    /** The finding for a parameter that the task definition contradicts, such as the name of a container that it does not have. */
    public static Finding contradicted(Problem mistake) {
        return mistake.what().contains(RunTaskDefinition.NO_SUCH_CONTAINER)
                ? Finding.failed(TASK_DEFINITION, mistake.what(), KnownFailure.UNKNOWN_CONTAINER, mistake.fix())
                : Finding.failed(
                        TASK_DEFINITION,
                        mistake.what(),
                        "ensure-role and deploy-statemachine would stop here.",
                        mistake.fix());
    }
}
