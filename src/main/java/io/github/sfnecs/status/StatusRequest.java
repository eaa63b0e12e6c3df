package io.github.sfnecs.status;

/**
 * What is to be shown.
 *
 * @param stateMachine the state machine's name
 * @param stateMachineArn its ARN, whether or not it exists
 * @param clusterArn the cluster where its tasks run
 * @param count of how many executions, the newest; 1 to 100
 */
public record StatusRequest(String stateMachine, String stateMachineArn, String clusterArn, int count) {}
