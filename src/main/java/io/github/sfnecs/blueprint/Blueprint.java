package io.github.sfnecs.blueprint;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.asl.Use;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.role.PermissionsPolicy;
import io.github.sfnecs.role.RequiredPolicies;
import io.github.sfnecs.role.TrustPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A state machine as it is to be: its definition, and all that follows from it.
 *
 * @param definition what it does
 * @param uses what each of its Task and Map states needs
 * @param taskDefinitions what ECS says of each task definition, by the name that the definition has for it
 * @param policies of its role
 */
public record Blueprint(
        Definition definition, List<Use> uses, Map<String, TaskShape> taskDefinitions, RequiredPolicies policies) {
    /**
     * Derives what follows from a definition.
     *
     * @param additions what the user adds to what follows
     * @param scope where the state machine is
     * @param stateMachineArn its ARN, whether or not it exists
     * @param read reads a task definition by its name, each once
     * @throws io.github.sfnecs.diagnostic.ProblemException with every state whose permissions do not follow from the definition
     */
    public static Blueprint of(
            Definition definition,
            Additions additions,
            Scope scope,
            String stateMachineArn,
            Function<String, TaskShape> read) {
        List<Use> uses = definition.uses();
        Map<String, TaskShape> taskDefinitions = new LinkedHashMap<>();
        PolicyDocument permissions = new PermissionsPolicy(
                        scope, name -> taskDefinitions.computeIfAbsent(name, read), additions)
                .of(new StateMachineArn(stateMachineArn), uses);
        return new Blueprint(
                definition,
                uses,
                taskDefinitions,
                new RequiredPolicies(trust(scope, stateMachineArn, uses), permissions, additions.permissions()));
    }

    /** As which Step Functions comes for the children of a distributed Map is not documented, so they may come by their label. */
    private static PolicyDocument trust(Scope scope, String stateMachineArn, List<Use> uses) {
        return uses.stream().anyMatch(Use.ChildRuns.class::isInstance)
                ? TrustPolicy.of(scope, stateMachineArn, stateMachineArn + "/*")
                : TrustPolicy.of(scope, stateMachineArn);
    }
}
