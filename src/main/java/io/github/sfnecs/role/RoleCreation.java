package io.github.sfnecs.role;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.change.OwnershipTag;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * Creates the state machine's role, with its trust policy and its tags.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 *
 * @param aws to call IAM with
 * @param role the role
 * @param trust its trust policy
 */
record RoleCreation(AwsClients aws, StateMachineRole.Managed role, PolicyDocument trust) {
    /** Creates it; one that has its name by now and is not ours is a problem. */
    void run() {
        try {
            aws.iam()
                    .createRole(request -> request.roleName(role.name())
                            .path(role.path())
                            .description("Lets Step Functions run ECS tasks; kept by sfn-ecs-maven-plugin")
                            .assumeRolePolicyDocument(trust.compact())
                            .permissionsBoundary(role.permissionsBoundaryArn().orElse(null))
                            .tags(tags(OwnershipTag.with(role.tags(), role.stateMachineArn()))));
        } catch (EntityAlreadyExistsException e) {
            // the answer to an earlier attempt of this very call was lost, or another build was faster
            Optional<ActualRole> actual = ActualRole.read(aws, role, Optional.empty());
            if (actual.filter(found -> OwnershipTag.on(found.tags(), role.stateMachineArn()))
                    .isEmpty()) {
                throw new ProblemException(taken(actual), e);
            }
        }
    }

    /**
     * Of two names that differ only in case the other one is taken; whether GetRole then answers with it is nowhere said.
     * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
     */
    private Problem taken(Optional<ActualRole> actual) {
        return Problem.failed(
                "The role " + role.name() + " exists and is not ours, so it is not changed.",
                actual.map(ActualRole::arn).orElse(role.arn()),
                actual.isPresent()
                        ? "Somebody created it while this was at work."
                        : "IAM has it, but shows none: its name may differ in case, which IAM does not distinguish; or it"
                                + " was created a moment ago.",
                actual.isPresent()
                        ? "Run it again to see whose it is; or choose another roleName"
                        : "Choose another roleName, or write it as that role is written, or run it again;"
                                + " aws iam list-roles --query 'Roles[].Arn' --output text shows all");
    }

    /** As IAM takes them. */
    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
