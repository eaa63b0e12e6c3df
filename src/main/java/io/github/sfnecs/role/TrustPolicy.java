package io.github.sfnecs.role;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.aws.Scope;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/**
 * Who may assume the state machine's role: Step Functions, on behalf of this one state machine.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
 */
public final class TrustPolicy {
    private TrustPolicy() {}

    /** The trust policy of the role of this state machine. */
    public static PolicyDocument of(Scope scope, String stateMachineArn) {
        return PolicyDocument.of(IamPolicy.builder()
                .addStatement(statement -> statement
                        .sid("StepFunctionsForThisStateMachine")
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.create(IamPrincipalType.SERVICE, "states.amazonaws.com"))
                        .addAction("sts:AssumeRole")
                        // against the confused deputy: not for another account, nor for another state machine of ours
                        .addCondition(condition -> condition
                                .operator(IamConditionOperator.ARN_LIKE)
                                .key("aws:SourceArn")
                                .value(stateMachineArn))
                        .addCondition(condition -> condition
                                .operator(IamConditionOperator.STRING_EQUALS)
                                .key("aws:SourceAccount")
                                .value(scope.account())))
                .build());
    }

    /** Whether a trust policy that someone else wrote allows what ours would. */
    static boolean letsStepFunctionsIn(PolicyDocument theirs, PolicyDocument ours) {
        JsonNode wanted = ours.statements().get(0);
        Request request = new Request("sts:AssumeRole", "", Request.context(wanted));
        return theirs.statements().stream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .filter(statement -> PolicyDocument.asList(
                                statement.path("Principal").path("Service"))
                        .contains(wanted.path("Principal").path("Service")))
                .anyMatch(statement -> Grants.conditionsHold(statement, request));
    }
}
