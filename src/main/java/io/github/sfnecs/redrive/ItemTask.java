package io.github.sfnecs.redrive;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.State;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.cost.BilledUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The task that runs for each item of a Map.
 *
 * @param use the state that runs it
 * @param found what ECS says of its task definition
 */
record ItemTask(TaskUse use, TaskDefinition found) {
    /**
     * That of this Map state; empty where there is not exactly one, or its task definition is not known.
     *
     * @param taskDefinitions by the names that the definition has for them
     */
    static Optional<ItemTask> in(Definition definition, String map, Map<String, TaskDefinition> taskDefinitions) {
        List<String> within = definition
                .states()
                .filter(state -> state.name().equals(map))
                .map(State::location)
                .toList();
        List<TaskUse> tasks = definition.taskUses().stream()
                .filter(task -> within.stream()
                        .anyMatch(place -> task.state().location().startsWith(place + "/")))
                .toList();
        return Optional.of(tasks)
                .filter(all -> all.size() == 1)
                .map(all -> all.get(0))
                .flatMap(task -> task.taskDefinition()
                        .literal()
                        .map(taskDefinitions::get)
                        .map(found -> new ItemTask(task, found)));
    }

    /** What it takes if it runs for so long, which is no different from one that did. */
    BilledUsage during(Duration time) {
        Task.Builder task = Task.builder()
                .taskArn(found.taskDefinitionArn())
                .cpu(use.cpu().literal().orElse(found.cpu()))
                .memory(use.memory().literal().orElse(found.memory()))
                .lastStatus("STOPPED")
                .pullStartedAt(Instant.EPOCH)
                .stoppedAt(Instant.EPOCH.plus(time));
        Optional.ofNullable(found.runtimePlatform()).ifPresent(platform -> on(task, platform));
        Optional.ofNullable(found.ephemeralStorage())
                .ifPresent(storage -> task.ephemeralStorage(size -> size.sizeInGiB(storage.sizeInGiB())));
        use.capacity().ifPresent(capacity -> on(task, capacity));
        return BilledUsage.of(task.build(), Instant.EPOCH.plus(time));
    }

    private static void on(Task.Builder task, RuntimePlatform platform) {
        task.platformFamily(platform.operatingSystemFamilyAsString())
                .attributes(Attribute.builder()
                        .name("ecs.cpu-architecture")
                        .value(platform.cpuArchitectureAsString())
                        .build());
    }

    /** Of several providers which one it will be is not known. */
    private static void on(Task.Builder task, Capacity capacity) {
        if (capacity instanceof Capacity.LaunchType type) {
            task.launchType(type.name());
        } else if (capacity instanceof Capacity.ProviderStrategy strategy
                && strategy.items().size() == 1) {
            task.capacityProviderName(strategy.items().get(0).provider());
        }
    }
}
