package io.github.sfnecs.status;

import io.github.sfnecs.ecs.Tasks;
import java.util.List;

/**
 * What is to be shown.
 *
 * @param stateMachine the state machine's name
 * @param stateMachineArn its ARN, whether or not it exists
 * @param clusterArns the clusters where its tasks run
 * @param count of how many executions, the newest; 1 to 100
 */
public record StatusRequest(String stateMachine, String stateMachineArn, List<String> clusterArns, int count) {
    /** The clusters, as they are told. */
    String where() {
        return Tasks.where(clusterArns);
    }
}
