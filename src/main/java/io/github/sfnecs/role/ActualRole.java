package io.github.sfnecs.role;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.WrongAccount;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.OtherPolicies;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.RolePolicies;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * A role as it is in AWS.
 *
 * @param arn with its path
 * @param trust its trust policy
 * @param tags its tags
 * @param permissionsBoundaryArn the policy that bounds it
 * @param ours the inline policy with what follows from the definition
 * @param additional the one with what the user adds
 */
record ActualRole(
        String arn,
        PolicyDocument trust,
        Map<String, String> tags,
        Optional<String> permissionsBoundaryArn,
        Optional<PolicyDocument> ours,
        Optional<PolicyDocument> additional) {
    /**
     * Reads it, in as few calls in a row as there can be; empty if there is no role of this name.
     *
     * @param others tells whether there is what the user adds; empty where nobody asks for that
     * @throws ProblemException if the role that answers to the name is in another account
     */
    static Optional<ActualRole> read(AwsClients aws, StateMachineRole wanted, Optional<OtherPolicies> others) {
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
                    ours.get(),
                    others.filter(OtherPolicies::besideAdditional)
                            .flatMap(found -> new RolePolicies(aws.iam()).additional(name))));
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    /** The statements of both of its policies that are ours; whatever else somebody has written there is none. */
    PolicyDocument allOurs() {
        return PolicyDocument.empty()
                .with(Stream.of(ours, additional)
                        .flatMap(Optional::stream)
                        .flatMap(policy -> policy.statements().stream())
                        .filter(JsonNode::isObject)
                        .toList());
    }
}
