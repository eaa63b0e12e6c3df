package io.github.sfnecs.it;

import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Removes what was created for a consumer project in an AWS that others use too, and nothing else. */
final class Removal {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration LONG_MOMENT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final double GROWTH = 1.5;

    private final Scene scene;

    Removal(Scene scene) {
        this.scene = scene;
    }

    /** Removes what these calls have created, the last first; throws, once all is tried, where something is left. */
    void of(List<ApiCall> created) {
        List<String> left = new ArrayList<>();
        for (int i = created.size() - 1; i >= 0; i--) {
            ApiCall call = created.get(i);
            try {
                undo(call);
            } catch (SdkException e) {
                left.add(call.operation() + " " + call.request() + ": " + e.getMessage());
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("What is left and could not be removed:\n" + String.join("\n", left));
        }
    }

    private void undo(ApiCall call) {
        switch (call.operation()) {
            case "CreateStateMachine" ->
                stateMachine(call.request().path("name").asText());
            case "CreatePolicy" ->
                scene.iam.deletePolicy(delete -> delete.policyArn("arn:aws:iam::" + Scene.ACCOUNT + ":policy/"
                        + call.request().path("PolicyName").asText()));
            case "CreateRole" -> role(call.request().path("RoleName").asText());
            case "RegisterTaskDefinition" ->
                taskDefinition(call.request().path("family").asText());
            case "CreateCluster" -> cluster(call.request().path("clusterName").asText());
            default -> throw new IllegalArgumentException(call.operation());
        }
    }

    private void stateMachine(String name) {
        String arn = scene.stateMachineArn(name);
        scene.sfn
                .listExecutionsPaginator(list -> list.stateMachineArn(arn).statusFilter(ExecutionStatus.RUNNING))
                .executions()
                .forEach(execution -> scene.sfn.stopExecution(stop -> stop.executionArn(execution.executionArn())));
        scene.sfn.deleteStateMachine(delete -> delete.stateMachineArn(arn));
    }

    private void role(String name) {
        try {
            scene.iam
                    .listRolePoliciesPaginator(list -> list.roleName(name))
                    .policyNames()
                    .forEach(policy -> scene.iam.deleteRolePolicy(
                            delete -> delete.roleName(name).policyName(policy)));
            scene.iam
                    .listAttachedRolePoliciesPaginator(list -> list.roleName(name))
                    .attachedPolicies()
                    .forEach(policy -> scene.iam.detachRolePolicy(
                            detach -> detach.roleName(name).policyArn(policy.policyArn())));
            scene.iam.deleteRole(delete -> delete.roleName(name));
        } catch (NoSuchEntityException e) {
            // the project has deleted it itself
        }
    }

    /** The newest revision that is still there; each was registered by a call of its own. */
    private void taskDefinition(String family) {
        String newest = scene.ecs
                .describeTaskDefinition(describe -> describe.taskDefinition(family))
                .taskDefinition()
                .taskDefinitionArn();
        scene.ecs.deregisterTaskDefinition(deregister -> deregister.taskDefinition(newest));
    }

    private void cluster(String name) {
        scene.runningTasks()
                .forEach(task -> scene.ecs.stopTask(stop -> stop.cluster(name).task(task.taskArn())));
        Backoff patience = new Backoff(Time.system(), MOMENT, GROWTH, LONG_MOMENT, LONG);
        while (!deleted(name) && patience.pause()) {
            // tasks take a while to stop
        }
    }

    private boolean deleted(String cluster) {
        try {
            scene.ecs.deleteCluster(delete -> delete.cluster(cluster));
            return true;
        } catch (ClusterContainsTasksException e) {
            return false;
        }
    }
}
