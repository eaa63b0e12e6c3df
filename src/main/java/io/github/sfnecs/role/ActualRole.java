package io.github.sfnecs.role;

import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.WrongAccount;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.RolePolicies;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * A role as it is in AWS.
 *
 * @param arn with its path
 * @param trust its trust policy
 * @param tags its tags
 * @param permissionsBoundaryArn the policy that bounds it
 * @param ours the inline policy that is ours
 */
record ActualRole(
        String arn,
        PolicyDocument trust,
        Map<String, String> tags,
        Optional<String> permissionsBoundaryArn,
        Optional<PolicyDocument> ours) {
    /**
     * Reads it, in as few calls in a row as there can be; empty if there is no role of this name.
     *
     * @throws ProblemException if the role that answers to the name is in another account
     */
    static Optional<ActualRole> read(AwsClients aws, StateMachineRole wanted) {
        String name = wanted.name();
        Supplier<Optional<PolicyDocument>> ours = aws.ahead(() -> new RolePolicies(aws.iam()).ours(name));
        try {
            Role role = aws.iam().getRole(request -> request.roleName(name)).role();
            WrongAccount.refuse(aws, new StateMachineArn(wanted.stateMachineArn()).scope(), role.arn());
            Map<String, String> tags = new TreeMap<>();
            role.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            return Optional.of(new ActualRole(
                    role.arn(),
                    PolicyDocument.decode(role.assumeRolePolicyDocument()),
                    tags,
                    Optional.ofNullable(role.permissionsBoundary()).map(boundary -> boundary.permissionsBoundaryArn()),
                    ours.get()));
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }
}
