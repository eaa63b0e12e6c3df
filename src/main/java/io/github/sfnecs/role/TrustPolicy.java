package io.github.sfnecs.role;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.iam.Access;
import io.github.sfnecs.iam.Grants;
import io.github.sfnecs.iam.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.arns.Arn;
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
    private static final String ECS_TASKS = "ecs-tasks.amazonaws.com";

    private TrustPolicy() {}

    /**
     * The trust policy of the role of a state machine.
     *
     * @param sourceArns as which Step Functions comes for it
     */
    public static PolicyDocument of(Scope scope, String... sourceArns) {
        return PolicyDocument.of(IamPolicy.builder()
                .addStatement(statement -> statement
                        .sid("StepFunctionsForThisStateMachine")
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.create(IamPrincipalType.SERVICE, "states.amazonaws.com"))
                        .addAction("sts:AssumeRole")
                        // against the confused deputy: not for another account, nor for another state machine of ours
                        .addConditions(IamConditionOperator.ARN_LIKE, "aws:SourceArn", List.of(sourceArns))
                        .addCondition(condition -> condition
                                .operator(IamConditionOperator.STRING_EQUALS)
                                .key("aws:SourceAccount")
                                .value(scope.account())))
                .build());
    }

    /** The trust policy that a role of a task has at least. */
    static PolicyDocument ofTasks() {
        return PolicyDocument.of(IamPolicy.builder()
                .addStatement(statement -> statement
                        .effect(IamEffect.ALLOW)
                        .addPrincipal(IamPrincipal.create(IamPrincipalType.SERVICE, ECS_TASKS))
                        .addAction("sts:AssumeRole"))
                .build());
    }

    /**
     * Whether a trust policy that someone else wrote allows what ours would. Step Functions comes by its global name or by the
     * region's.
     */
    static boolean letsStepFunctionsIn(PolicyDocument theirs, PolicyDocument ours) {
        JsonNode wanted = ours.statements().get(0);
        Access request = new Access("sts:AssumeRole", "", Access.context(wanted));
        String region = Arn.fromString(request.value("aws:SourceArn").orElseThrow())
                .region()
                .orElseThrow();
        Set<String> names = Set.of("states.amazonaws.com", "states." + region + ".amazonaws.com");
        return letsIn(theirs, names, request);
    }

    /**
     * Whether a trust policy lets ECS give the role to tasks of this cluster.
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#create_task_iam_policy_and_role
     */
    static boolean letsTasksIn(PolicyDocument theirs, ClusterArn cluster) {
        Map<String, String> context = Map.of(
                "aws:SourceArn", cluster.scope().everyTask(cluster.name()),
                "aws:SourceAccount", cluster.scope().account());
        return letsIn(theirs, Set.of(ECS_TASKS), new Access("sts:AssumeRole", "", context));
    }

    private static boolean letsIn(PolicyDocument theirs, Set<String> names, Access request) {
        List<JsonNode> statements = theirs.statements().stream()
                .filter(statement -> Grants.covers(statement, request))
                .toList();
        return statements.stream()
                        .anyMatch(statement -> Grants.allows(statement) && isAmong(statement.path("Principal"), names))
                && statements.stream().noneMatch(statement -> Grants.denies(statement) && isMeant(statement, names));
    }

    /** Whether a denial is for one of these names; it also is where it is for everybody. */
    private static boolean isMeant(JsonNode denial, Set<String> names) {
        JsonNode principal = denial.path("Principal");
        return isAmong(principal, names)
                || isEverybody(principal)
                || isEverybody(principal.path("AWS"))
                || (denial.has("NotPrincipal") && !isAmong(denial.path("NotPrincipal"), names));
    }

    private static boolean isAmong(JsonNode principal, Set<String> names) {
        return PolicyDocument.asList(principal.path("Service")).stream()
                .anyMatch(service -> names.contains(service.asText()));
    }

    private static boolean isEverybody(JsonNode principal) {
        return PolicyDocument.asList(principal).stream()
                .anyMatch(one -> one.asText().equals("*"));
    }
}
