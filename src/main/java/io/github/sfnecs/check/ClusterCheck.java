package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.CLUSTER;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import io.github.sfnecs.aws.Look;
import io.github.sfnecs.diagnostic.Command;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;

/**
 * Whether the cluster takes tasks, on what the configuration wants them to run on.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html
 */
public final class ClusterCheck {
    private final ClusterArn cluster;
    private final List<Capacity> capacities;

    /** Of this cluster, for tasks on these. */
    public ClusterCheck(ClusterArn cluster, List<Capacity> capacities) {
        this.cluster = cluster;
        this.capacities = capacities;
    }

    /** The cluster as ECS describes it; empty where there is none. */
    public static Optional<Cluster> described(EcsClient ecs, ClusterArn cluster) {
        return ecs.describeClusters(request -> request.clusters(cluster.text())).clusters().stream()
                .findFirst();
    }

    /** What tasks run on of which nothing else is said. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-capacity-providers.html */
    public static Capacity byDefault(Cluster found) {
        List<Item> items = found.defaultCapacityProviderStrategy().stream()
                .map(item -> new Item(item.capacityProvider(), number(item.weight()), number(item.base())))
                .toList();
        return items.isEmpty() ? LaunchType.EC2 : new ProviderStrategy(items);
    }

    private static OptionalInt number(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** What is found. */
    public List<Finding> findings(Supplier<Optional<Cluster>> described) {
        return Look.at(
                CLUSTER,
                cluster.name(),
                () -> described.get().map(this::findings).orElseGet(() -> List.of(missing())));
    }

    private Finding missing() {
        return Finding.failed(
                CLUSTER,
                "There is no cluster " + cluster.text() + ".",
                KnownFailure.NO_CLUSTER,
                "Correct clusterArn; aws ecs list-clusters --region "
                        + cluster.scope().region() + " lists them");
    }

    private List<Finding> findings(Cluster found) {
        boolean active = "ACTIVE".equals(found.status());
        if (found.status() != null && !active) {
            return List.of(Finding.failed(
                    CLUSTER,
                    cluster.name() + " is " + found.status() + ".",
                    KnownFailure.CLUSTER_INACTIVE,
                    "Set clusterArn to a cluster that is ACTIVE"));
        }
        Finding there = Finding.passed(CLUSTER, cluster.name() + (active ? " is ACTIVE." : " exists."));
        return Stream.concat(Stream.of(there), providers().distinct().map(wanted -> provider(wanted, found)))
                .toList();
    }

    private Stream<String> providers() {
        return capacities.stream()
                .filter(ProviderStrategy.class::isInstance)
                .flatMap(strategy -> ((ProviderStrategy) strategy).items().stream())
                .map(Item::provider);
    }

    private Finding provider(String wanted, Cluster found) {
        List<String> there = found.capacityProviders();
        return there.contains(wanted)
                ? Finding.passed(CLUSTER, cluster.name() + " has the capacity provider " + wanted + ".")
                : Finding.failed(
                        CLUSTER,
                        cluster.name() + " does not have the capacity provider " + wanted + "; it has " + there + ".",
                        KnownFailure.CAPACITY_PROVIDER,
                        adding(wanted, found) + "; or correct capacityProviderStrategy");
    }

    /** The call replaces what is there, so it names all of that, too. */
    private String adding(String wanted, Cluster found) {
        String byDefault = found.defaultCapacityProviderStrategy().stream()
                .map(item -> "capacityProvider=" + item.capacityProvider()
                        + part("weight", item.weight())
                        + part("base", item.base()))
                .map(Command::word)
                .collect(Collectors.joining(" "));
        return "aws ecs put-cluster-capacity-providers --region "
                + cluster.scope().region() + " --cluster "
                + cluster.name() + " --capacity-providers "
                + Stream.concat(found.capacityProviders().stream(), Stream.of(wanted))
                        .map(Command::word)
                        .collect(Collectors.joining(" "))
                + " --default-capacity-provider-strategy " + (byDefault.isEmpty() ? "'[]'" : byDefault);
    }

    private static String part(String name, Integer value) {
        return value == null ? "" : "," + name + "=" + value;
    }
}
