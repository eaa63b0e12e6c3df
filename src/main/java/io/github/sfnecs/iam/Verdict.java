package io.github.sfnecs.iam;

import java.util.List;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.OrganizationsDecisionDetail;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * How IAM decides about a request.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
 */
public enum Verdict {
    /** A policy allows it, and nothing is against it. */
    ALLOWED(""),
    /** No policy allows it; one that does would be enough. */
    LACKING("no policy allows it"),
    /** A policy denies it, so that no other can allow it. */
    DENIED("a policy denies it"),
    /** The permissions boundary leaves it out. */
    BOUNDED("its permissions boundary does not allow it"),
    /** The organization leaves it out. */
    ORGANIZATION("a service control policy does not allow it"),
    /**
     * An explicit deny comes with the statement that denies. One without comes from an endpoint that simulates in name only, such
     * as LocalStack 4.14, and says nothing about what would happen.
     * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
     */
    UNBELIEVABLE("It answers explicitDeny and names no statement that denies, which IAM does."),
    /** Not allowed by an endpoint that does not understand what allows: older Floci compares texts. */
    NOT_UNDERSTOOD("It does not find allowed what a pattern allows: it compares texts."),
    /** It is not in the answer, or is decided in a word that IAM does not have. */
    UNANSWERED("It does not decide about all that it was asked.");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** As the user reads it. */
    public String text() {
        return text;
    }

    /** Whether another policy would not help. */
    public boolean forbids() {
        return this != ALLOWED && this != LACKING;
    }

    /** Whether nothing follows from it, neither that it is allowed nor that it is not. */
    public boolean tellsNothing() {
        return this == UNBELIEVABLE || this == NOT_UNDERSTOOD || this == UNANSWERED;
    }

    /**
     * IAM answers with one result for an action, in which each resource has its own decision; formerly with one for each action and
     * resource.
     */
    static Verdict of(Access request, List<EvaluationResult> results) {
        List<EvaluationResult> ofAction = results.stream()
                .filter(result -> request.action().equalsIgnoreCase(result.evalActionName()))
                .toList();
        return ofAction.stream()
                .flatMap(result -> result.resourceSpecificResults().stream()
                        .filter(resource -> request.resource().equals(resource.evalResourceName()))
                        .map(resource -> verdict(
                                resource.evalResourceDecision(),
                                resource.permissionsBoundaryDecisionDetail(),
                                result.organizationsDecisionDetail(),
                                !resource.matchedStatements().isEmpty()
                                        || !result.matchedStatements().isEmpty())))
                .findFirst()
                .or(() -> ofAction.stream()
                        .filter(result ->
                                ofAction.size() == 1 || request.resource().equals(result.evalResourceName()))
                        .map(result -> verdict(
                                result.evalDecision(),
                                result.permissionsBoundaryDecisionDetail(),
                                result.organizationsDecisionDetail(),
                                !result.matchedStatements().isEmpty()))
                        .findFirst())
                .orElse(UNANSWERED);
    }

    private static Verdict verdict(
            PolicyEvaluationDecisionType decision,
            PermissionsBoundaryDecisionDetail boundary,
            OrganizationsDecisionDetail organization,
            boolean proven) {
        if (decision == PolicyEvaluationDecisionType.ALLOWED) {
            return ALLOWED;
        } else if (decision == PolicyEvaluationDecisionType.EXPLICIT_DENY && proven) {
            return DENIED;
        } else if (boundary != null && Boolean.FALSE.equals(boundary.allowedByPermissionsBoundary())) {
            return BOUNDED;
        } else if (organization != null && Boolean.FALSE.equals(organization.allowedByOrganizations())) {
            return ORGANIZATION;
        }
        return decision == PolicyEvaluationDecisionType.IMPLICIT_DENY
                ? LACKING
                : decision == PolicyEvaluationDecisionType.EXPLICIT_DENY ? UNBELIEVABLE : UNANSWERED;
    }
}
