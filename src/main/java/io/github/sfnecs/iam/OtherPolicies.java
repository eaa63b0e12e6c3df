package io.github.sfnecs.iam;

import static io.github.sfnecs.diagnostic.Finding.Area.STATE_MACHINE_ROLE;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Command;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Finding;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * The policies of the state machine's role that this plugin did not put there. They are left alone, but whatever they allow, whoever
 * changes the state machine has too.
 */
public final class OtherPolicies {
    private static final Access ANYTHING = new Access("any:Thing", "anything", Map.of());
    private static final Access ROLES = new Access("iam:CreateRole", "anything", Map.of());

    private final String role;
    private final AwsClients aws;
    private final Supplier<List<String>> inline;
    private final Supplier<List<AttachedPolicy>> attached;

    /** Starts to list the policies of the role, no call waiting for another. */
    public OtherPolicies(AwsClients aws, String role) {
        this.role = role;
        this.aws = aws;
        this.inline = aws.ahead(() -> policies().inlineNames(role));
        this.attached = aws.ahead(() -> policies().attached(role));
    }

    /** Whether the role may have the policy with what the user adds: it has, or its policies can't be listed. */
    public boolean besideAdditional() {
        try {
            return inline.get().contains(RolePolicies.ADDITIONAL);
        } catch (NoSuchEntityException e) {
            return false;
        } catch (AwsServiceException e) {
            if (AwsProblems.denied(e) || AwsProblems.unsupported(e)) {
                return true;
            }
            throw e;
        }
    }

    /** Says what they are, or that they could not be looked at. */
    public void tell(Console console) {
        try {
            List<String> found = found();
            if (!found.isEmpty()) {
                console.warn(says(found) + "\n" + fix());
            }
        } catch (AwsServiceException e) {
            if (AwsProblems.denied(e)) {
                console.warn("Not checked: whether the role " + role
                        + " has other policies than ours, since you may not" + " list them. " + AwsProblems.message(e));
            } else if (!AwsProblems.unsupported(e)) {
                throw e;
            }
        }
    }

    /** The same as findings; none where there are no such policies. */
    public List<Finding> findings() {
        List<String> found = found();
        return found.isEmpty()
                ? List.of()
                : List.of(Finding.warning(
                        STATE_MACHINE_ROLE,
                        says(found),
                        "Whoever may change the state machine has these permissions.",
                        fix()));
    }

    private String says(List<String> found) {
        return "The role " + role + " has policies that are not this plugin's, which stay:\n  "
                + String.join("\n  ", found);
    }

    private String fix() {
        return "Take off what nobody needs: aws iam delete-role-policy --role-name " + Command.word(role)
                + " --policy-name …, aws iam detach-role-policy --role-name " + Command.word(role) + " --policy-arn …";
    }

    private List<String> found() {
        try {
            return Stream.concat(
                            inline.get().stream()
                                    .filter(name ->
                                            !name.equals(RolePolicies.OURS) && !name.equals(RolePolicies.ADDITIONAL))
                                    .map(name -> "inline policy " + name
                                            + might(() -> policies().inline(role, name))),
                            attached.get().stream()
                                    .map(policy -> "managed policy " + policy.policyArn()
                                            + might(() -> policies().managed(policy.policyArn()))))
                    .toList();
        } catch (NoSuchEntityException e) {
            return List.of();
        }
    }

    private RolePolicies policies() {
        return new RolePolicies(aws.iam());
    }

    /** How much a policy allows, where that is very much and the policy can be read. */
    private static String might(Supplier<PolicyDocument> policy) {
        try {
            Grants grants = new Grants(List.of(policy.get()));
            if (!grants.allow(ANYTHING)) {
                return "";
            }
            return grants.allow(ROLES) ? ", which allows everything" : ", which allows nearly everything";
        } catch (AwsServiceException e) {
            return ", which could not be read";
        }
    }
}
