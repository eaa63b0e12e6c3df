package io.github.sfnecs.mapwatch;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.cost.BilledUsage;
import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.mapruns.Children;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What each execution of a Map Run costs as long as it runs, where the definition says that it runs one task on Fargate, and of which size.
 *
 * @param prices what Fargate costs
 * @param task as ECS will describe it, but for its times
 */
public record ItemPrice(Prices prices, Task task) {
    private static final String ARM = "ecs.cpu-architecture";

    /**
     * That of the executions of a Map state; empty where the definition does not tell it.
     *
     * @param definition the whole state machine's
     * @param state the Map state's name
     * @param taskDefinitions by the names that the definition has for them
     */
    public static Optional<ItemPrice> of(
            Definition definition,
            String state,
            Function<String, Optional<TaskDefinition>> taskDefinitions,
            Prices prices) {
        List<TaskUse> uses = definition.taskUsesIn(state);
        return uses.size() == 1 && uses.get(0).pattern() != IntegrationPattern.REQUEST_RESPONSE
                ? of(uses.get(0), taskDefinitions).map(task -> new ItemPrice(prices, task))
                : Optional.empty();
    }

    private static Optional<Task> of(TaskUse use, Function<String, Optional<TaskDefinition>> taskDefinitions) {
        Optional<Task.Builder> onFargate = use.capacity().flatMap(ItemPrice::on);
        return onFargate.flatMap(task -> use.taskDefinition()
                .literal()
                .flatMap(taskDefinitions)
                .filter(found -> !(use.cpu() instanceof Ref.Dynamic || use.memory() instanceof Ref.Dynamic))
                .filter(found -> !use.storesMore() && found.ephemeralStorage() == null)
                .map(found -> sized(task, found)
                        .cpu(use.cpu().literal().orElse(found.cpu()))
                        .memory(use.memory().literal().orElse(found.memory()))
                        .build()));
    }

    private static Optional<Task.Builder> on(Capacity capacity) {
        if (capacity == Capacity.LaunchType.FARGATE) {
            return Optional.of(Task.builder().launchType(Capacity.LaunchType.FARGATE.name()));
        }
        return capacity instanceof Capacity.ProviderStrategy strategy
                        && strategy.items().size() == 1
                ? Optional.of(Task.builder()
                        .capacityProviderName(strategy.items().get(0).provider()))
                : Optional.empty();
    }

    private static Task.Builder sized(Task.Builder task, TaskDefinition found) {
        // an ARN of the same region
        task.taskArn(found.taskDefinitionArn());
        if (found.runtimePlatform() != null) {
            task.platformFamily(found.runtimePlatform().operatingSystemFamilyAsString());
            if (found.runtimePlatform().cpuArchitecture() == CPUArchitecture.ARM64) {
                task.attributes(Attribute.builder().name(ARM).value("arm64").build());
            }
        }
        return task;
    }

    /** What one costs per hour as long as it runs; empty where that is not known. */
    Optional<BigDecimal> usdPerHour() {
        return prices.cost(BilledUsage.of(task.toBuilder().lastStatus("PENDING").build(), Instant.EPOCH))
                .usdPerHour();
    }

    /** What all of them cost, as long as each ran; those that go on until now. */
    Cost of(Children children, Instant now) {
        Map<Long, Integer> count = new TreeMap<>();
        children.forEach(child -> count.merge(
                Math.max(
                        0,
                        Duration.between(child.startDate(), child.stopDate().orElse(now))
                                .toSeconds()),
                1,
                Integer::sum));
        return Cost.sum(count.entrySet().stream()
                .map(some -> lasting(Duration.ofSeconds(some.getKey())).times(some.getValue()))
                .toList());
    }

    /** What one costs that takes this long. */
    public Cost lasting(Duration time) {
        Instant end = Instant.EPOCH.plus(time);
        return prices.cost(BilledUsage.of(
                task.toBuilder()
                        .lastStatus("STOPPED")
                        .pullStartedAt(Instant.EPOCH)
                        .stoppedAt(end)
                        .build(),
                end));
    }
}
