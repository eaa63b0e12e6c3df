package io.github.sfnecs.config;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import java.util.List;

/**
 * What every goal works on.
 *
 * @param scope where everything lives
 * @param clusters where its tasks run
 * @param stateMachine the state machine's name
 */
public record Target(Scope scope, List<ClusterArn> clusters, String stateMachine) {
    /** Where tasks run on one cluster, which says where everything lives. */
    public Target(ClusterArn cluster, String stateMachine) {
        this(cluster.scope(), List.of(cluster), stateMachine);
    }

    /** The clusters' ARNs. */
    public List<String> clusterArns() {
        return clusters.stream().map(ClusterArn::text).toList();
    }

    /** The state machine's ARN, whether or not it exists. */
    public String stateMachineArn() {
        return scope.stateMachine(stateMachine);
    }
}
