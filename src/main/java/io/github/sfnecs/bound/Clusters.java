package io.github.sfnecs.bound;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.check.ClusterCheck;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** The clusters of a definition's tasks, each described once, and what tasks run on there. */
final class Clusters {
    private final AwsClients aws;
    private final Scope scope;
    private final Map<ClusterArn, Supplier<Optional<Cluster>>> described = new HashMap<>();

    Clusters(AwsClients aws, Scope scope) {
        this.aws = aws;
        this.scope = scope;
    }

    /** The cluster of a task; empty where only the execution's input decides. */
    Optional<ClusterArn> of(TaskUse use) {
        return use.cluster().literal().flatMap(named -> ClusterArn.in(scope, named));
    }

    /** As ECS describes it, which is asked ahead. */
    Supplier<Optional<Cluster>> described(ClusterArn cluster) {
        return described.computeIfAbsent(cluster, arn -> aws.ahead(() -> ClusterCheck.described(aws.ecs(), arn)));
    }

    /** What its task runs on, be it what the cluster has by default; empty where that is not known. */
    Optional<Capacity> capacity(TaskUse use) {
        Optional<Capacity> said = use.capacity();
        if (said.filter(Capacity.ClusterDefault.class::isInstance).isEmpty()) {
            return said;
        }
        try {
            return of(use).flatMap(cluster -> described(cluster).get()).map(ClusterCheck::byDefault);
        } catch (SdkException | ProblemException e) {
            // told where the cluster is looked at
            return Optional.empty();
        }
    }

    /** Whether its task may run on Fargate. */
    boolean onFargate(TaskUse use) {
        return capacity(use).filter(Capacity::onFargate).isPresent();
    }
}
