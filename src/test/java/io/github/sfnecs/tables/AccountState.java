package io.github.sfnecs.tables;

import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.Hello;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

/** What builds of {@link Hello} have left of an account: all that a later build would compare. */
public final class AccountState {
    private AccountState() {}

    public static Map<String, Object> of(Scene scene) {
        Map<String, Object> state = new LinkedHashMap<>();
        putRole(state, scene);
        scene.sfn.listStateMachines(all -> {}).stateMachines().forEach(machine -> put(state, scene, machine));
        state.put("running", scene.runningGroups());
        return state;
    }

    private static void putRole(Map<String, Object> state, Scene scene) {
        try {
            state.put(
                    "tags of the role",
                    Set.copyOf(scene.iam
                            .getRole(get -> get.roleName(Hello.ROLE))
                            .role()
                            .tags()));
            state.put("trust policy", scene.trustPolicy(Hello.ROLE));
            scene.iam
                    .listRolePolicies(list -> list.roleName(Hello.ROLE))
                    .policyNames()
                    .forEach(policy -> state.put("inline policy " + policy, scene.policy(Hello.ROLE, policy)));
        } catch (NoSuchEntityException e) {
            state.put("role", "none");
        }
    }

    private static void put(Map<String, Object> state, Scene scene, StateMachineListItem machine) {
        var described = scene.sfn.describeStateMachine(get -> get.stateMachineArn(machine.stateMachineArn()));
        state.put(machine.name() + " is", described.definition());
        state.put(machine.name() + " runs as", described.roleArn());
        state.put(
                machine.name() + " is tagged",
                scene.sfn
                        .listTagsForResource(list -> list.resourceArn(machine.stateMachineArn()))
                        .tags());
    }
}
