package io.github.sfnecs.role;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.asl.Use;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.grants.Needs;
import io.github.sfnecs.iam.PolicyDocument;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What the state machine's role is allowed: what its definition needs, and nothing else. Derived from the definition, never
 * from the configuration.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
 */
public final class PermissionsPolicy {
    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html , without white space. */
    private static final int LARGEST = 10_240;

    private final Scope scope;
    private final Function<String, TaskShape> taskDefinitions;
    private final Additions additions;

    /** Policies in this scope, for task definitions that are looked up by the name that a state gives. */
    public PermissionsPolicy(Scope scope, Function<String, TaskShape> taskDefinitions) {
        this(scope, taskDefinitions, Additions.none());
    }

    /** The same where the user adds something. */
    public PermissionsPolicy(Scope scope, Function<String, TaskShape> taskDefinitions, Additions additions) {
        this.scope = scope;
        this.taskDefinitions = taskDefinitions;
        this.additions = additions;
    }

    /**
     * The policy for a definition whose states need this; without statements where they need nothing.
     *
     * @param machine the state machine's ARN, whether or not it exists
     * @throws ProblemException with every state whose permissions do not follow from the definition
     */
    public PolicyDocument of(StateMachineArn machine, List<Use> uses) {
        List<IamStatement> statements = new Needs(machine, scope, taskDefinitions, additions).statements(uses);
        PolicyDocument policy = statements.isEmpty()
                ? PolicyDocument.empty()
                : PolicyDocument.of(IamPolicy.builder().statements(statements).build());
        int size = policy.with(additions.permissions().statements()).compact().length();
        boolean added = !additions.permissions().statements().isEmpty();
        if (size > LARGEST) {
            throw new ProblemException(
                    Problem.failed(
                            "The policies of the state machine's role are too large.",
                            "the role of " + machine.name(),
                            "They have " + size + " characters"
                                    + (added ? " with those of additionalPermissions" : "") + "; IAM takes at most "
                                    + LARGEST + " in all inline policies of a role.",
                            "Split the state machine into some that start each other, or give states another role by Credentials"));
        }
        return policy;
    }
}
