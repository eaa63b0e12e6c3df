package io.github.sfnecs.iam;

import io.github.sfnecs.change.OwnershipTag;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;

/**
 * Reads the policies of a role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 */
public final class RolePolicies {
    /** The name of the inline policy with what follows from the definition. */
    public static final String OURS = "sfn-ecs";

    /** The name of the one with what the user adds, if at all. */
    public static final String ADDITIONAL = "sfn-ecs-additional";

    private final IamClient iam;

    public RolePolicies(IamClient iam) {
        this.iam = iam;
    }

    /** The inline policy with what follows from the definition, if the role and the policy exist. */
    public Optional<PolicyDocument> ours(String roleName) {
        return find(roleName, OURS);
    }

    /** The one with what the user adds, likewise. */
    public Optional<PolicyDocument> additional(String roleName) {
        return find(roleName, ADDITIONAL);
    }

    private Optional<PolicyDocument> find(String roleName, String policyName) {
        try {
            return Optional.of(inline(roleName, policyName));
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    /** All inline and attached policies. */
    public List<PolicyDocument> all(String roleName) {
        List<PolicyDocument> all = new ArrayList<>();
        for (String name : inlineNames(roleName)) {
            all.add(inline(roleName, name));
        }
        for (AttachedPolicy attached : attached(roleName)) {
            all.add(managed(attached.policyArn()));
        }
        return all;
    }

    List<String> inlineNames(String roleName) {
        return iam.listRolePoliciesPaginator(request -> request.roleName(roleName)).policyNames().stream()
                .toList();
    }

    List<AttachedPolicy> attached(String roleName) {
        return iam.listAttachedRolePoliciesPaginator(request -> request.roleName(roleName)).attachedPolicies().stream()
                .toList();
    }

    /** A managed policy, as it is in effect. */
    public PolicyDocument managed(String arn) {
        Policy policy = iam.getPolicy(request -> request.policyArn(arn)).policy();
        return PolicyDocument.decode(
                iam.getPolicyVersion(request -> request.policyArn(arn).versionId(policy.defaultVersionId()))
                        .policyVersion()
                        .document());
    }

    /**
     * What the policies of the role say now, as far as their text does, about what was denied to it.
     *
     * @param clusterArns where the tasks run; none where that is unknown, as it is of an execution that somebody else deployed
     */
    public PolicyInPlace about(AccessDenied denied, List<String> clusterArns, String stateMachineArn) {
        Map<String, String> context =
                Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com", "ecs:CreateAction", "RunTask");
        // on which of them it was denied, AWS does not say
        List<Access> requests = clusterArns.isEmpty()
                ? List.of(new Access(denied.action(), denied.resource(), context))
                : clusterArns.stream()
                        .map(cluster -> new Access(denied.action(), denied.resource(), with(context, cluster)))
                        .toList();
        String role = denied.roleName().orElse("");
        try {
            Grants grants = new Grants(all(role));
            if (requests.stream().allMatch(grants::allow)) {
                return PolicyInPlace.ALLOWS;
            }
            boolean ours = iam.getRole(get -> get.roleName(role)).role().tags().stream()
                    .anyMatch(tag -> OwnershipTag.on(Map.of(tag.key(), tag.value()), stateMachineArn));
            return ours ? PolicyInPlace.LACKS_AND_IS_OURS : PolicyInPlace.LACKS_AND_IS_FOREIGN;
        } catch (SdkException e) {
            return PolicyInPlace.UNKNOWN;
        }
    }

    private static Map<String, String> with(Map<String, String> context, String cluster) {
        Map<String, String> there = new HashMap<>(context);
        there.put("ecs:cluster", cluster);
        return there;
    }

    PolicyDocument inline(String roleName, String policyName) {
        return PolicyDocument.decode(
                iam.getRolePolicy(request -> request.roleName(roleName).policyName(policyName))
                        .policyDocument());
    }
}
