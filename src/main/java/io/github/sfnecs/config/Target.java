package io.github.sfnecs.config;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;

/**
 * What every goal works on.
 *
 * @param cluster where the task runs
 * @param stateMachine the state machine's name
 */
public record Target(ClusterArn cluster, String stateMachine) {
    /** Where everything lives: the cluster's partition, region and account. */
    public Scope scope() {
        return cluster.scope();
    }

    /** The state machine's ARN, whether or not it exists. */
    public String stateMachineArn() {
        return scope().stateMachine(stateMachine);
    }
}
