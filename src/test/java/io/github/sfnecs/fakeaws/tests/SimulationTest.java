package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType.ALLOWED;
import static software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType.EXPLICIT_DENY;
import static software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType.IMPLICIT_DENY;

import io.github.sfnecs.fakeaws.SimulationForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;

/** The policy simulator, as the real client reads it. */
class SimulationTest {

    private static final String JOB = "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1";
    private static final String OTHER = "arn:aws:ecs:eu-central-1:123456789012:task-definition/other:1";
    private static final ContextEntry IN_CLUSTER =
            context("ecs:cluster", "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRoleIsSimulatedWithTheContextThatIsGiven() {
        EvaluationResult with = only(
                role(ask -> ask.actionNames("ecs:RunTask").resourceArns(JOB).contextEntries(IN_CLUSTER)));
        EvaluationResult without =
                only(role(ask -> ask.actionNames("ecs:RunTask").resourceArns(JOB)));

        assertThat(with.evalActionName()).isEqualTo("ecs:RunTask");
        assertThat(with.evalResourceName()).isEqualTo(JOB);
        assertThat(with.evalDecision()).isEqualTo(ALLOWED);
        assertThat(with.missingContextValues()).isEmpty();
        assertThat(with.permissionsBoundaryDecisionDetail()).isNull();
        assertThat(without.evalDecision()).isEqualTo(IMPLICIT_DENY);
        assertThat(without.missingContextValues()).containsExactly("ecs:cluster");
    }

    @Test
    void oneResultTellsTheMostRestrictiveDecisionAndEachResourcesOwn() {
        EvaluationResult result = only(role(
                ask -> ask.actionNames("ecs:RunTask").resourceArns(JOB, OTHER).contextEntries(IN_CLUSTER)));

        assertThat(result.evalDecision()).isEqualTo(IMPLICIT_DENY);
        assertThat(decisions(result)).containsExactly(ALLOWED, IMPLICIT_DENY);
        assertThat(result.resourceSpecificResults())
                .extracting(ResourceSpecificResult::evalResourceName)
                .containsExactly(JOB, OTHER);
    }

    @Test
    void formerlyThereWasAResultForEachResource() {
        world.account.simulationForm(SimulationForm.PER_RESOURCE);
        List<EvaluationResult> results = role(
                ask -> ask.actionNames("ecs:RunTask").resourceArns(JOB, OTHER).contextEntries(IN_CLUSTER));

        assertThat(results).extracting(EvaluationResult::evalResourceName).containsExactly(JOB, OTHER);
        assertThat(results).extracting(EvaluationResult::evalDecision).containsExactly(IMPLICIT_DENY, IMPLICIT_DENY);
        assertThat(decisions(results.get(0))).containsExactly(ALLOWED);
    }

    @Test
    void withoutResourcesAllAreMeant() {
        EvaluationResult result =
                only(role(ask -> ask.actionNames("ecs:RunTask").contextEntries(IN_CLUSTER)));

        assertThat(result.evalResourceName()).isEqualTo("*");
        assertThat(result.evalDecision()).isEqualTo(IMPLICIT_DENY);
        assertThat(result.resourceSpecificResults()).isEmpty();
    }

    @Test
    void attachedPoliciesAndTheBoundaryOfTheRoleCount() {
        world.clients.iam().deleteRolePolicy(policy -> policy.roleName("runner").policyName("run"));
        String attached = managed("run", World.RUN_TASK);
        world.clients.iam().attachRolePolicy(attach -> attach.roleName("runner").policyArn(attached));
        Consumer<SimulatePrincipalPolicyRequest.Builder> run =
                ask -> ask.actionNames("ecs:RunTask").resourceArns(JOB).contextEntries(IN_CLUSTER);
        assertThat(only(role(run)).evalDecision()).isEqualTo(ALLOWED);

        String boundary = managed("bound", World.PASS_ROLES);
        world.clients
                .iam()
                .putRolePermissionsBoundary(put -> put.roleName("runner").permissionsBoundary(boundary));

        EvaluationResult bounded = only(role(run));
        assertThat(bounded.evalDecision()).isEqualTo(IMPLICIT_DENY);
        assertThat(bounded.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .isFalse();
        EvaluationResult another =
                only(role(run.andThen(ask -> ask.permissionsBoundaryPolicyInputList(World.policy(World.RUN_TASK)))));
        assertThat(another.evalDecision()).isEqualTo(ALLOWED);
        assertThat(another.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .isTrue();
    }

    @Test
    void morePoliciesAddToTheRoles() {
        String deny = "{\"Effect\": \"Deny\", \"Action\": \"ecs:Run*\", \"Resource\": \"*\"}";

        assertThat(only(role(ask -> ask.actionNames("ecs:RunTask")
                                .resourceArns(JOB)
                                .contextEntries(IN_CLUSTER)
                                .policyInputList(World.policy(deny))))
                        .evalDecision())
                .isEqualTo(EXPLICIT_DENY);
    }

    @Test
    void policiesOfNobodyAreSimulated() {
        List<EvaluationResult> results = world.clients
                .iam()
                .simulateCustomPolicy(ask -> ask.policyInputList(World.policy(World.RUN_TASK))
                        .actionNames("ecs:RunTask", "ecs:StopTask")
                        .resourceArns(JOB)
                        .contextEntries(IN_CLUSTER))
                .evaluationResults();

        assertThat(results).extracting(EvaluationResult::evalActionName).containsExactly("ecs:RunTask", "ecs:StopTask");
        assertThat(results).extracting(EvaluationResult::evalDecision).containsExactly(ALLOWED, IMPLICIT_DENY);
    }

    @Test
    void resultsComeInPages() {
        var first = world.clients
                .iam()
                .simulatePrincipalPolicy(ask -> ask.policySourceArn(World.ROLE)
                        .actionNames("ecs:RunTask", "ecs:StopTask")
                        .maxItems(1));

        assertThat(first.isTruncated()).isTrue();
        assertThat(world.clients
                        .iam()
                        .simulatePrincipalPolicyPaginator(ask -> ask.policySourceArn(World.ROLE)
                                .actionNames("ecs:RunTask", "ecs:StopTask")
                                .maxItems(1))
                        .evaluationResults())
                .hasSize(2);
    }

    @Test
    void whatIsNotYetInEffectIsSimulatedAlready() {
        world.account.iamPropagation(Duration.ofMinutes(1));
        world.allow("{\"Effect\": \"Allow\", \"Action\": \"ecs:ListTasks\", \"Resource\": \"*\"}");

        assertThat(only(role(ask -> ask.actionNames("ecs:ListTasks"))).evalDecision())
                .isEqualTo(ALLOWED);
        assertThat(world.account.allows(World.ROLE, "ecs:ListTasks", "*", Map.of()))
                .isFalse();
    }

    @Test
    void theAccountsUserMayDoEverything() {
        String user = world.clients.sts().getCallerIdentity().arn();

        assertThat(only(world.clients
                                .iam()
                                .simulatePrincipalPolicy(
                                        ask -> ask.policySourceArn(user).actionNames("iam:CreateRole"))
                                .evaluationResults())
                        .evalDecision())
                .isEqualTo(ALLOWED);
    }

    @Test
    void mistakesAreRefusedInIamsWords() {
        assertThatThrownBy(() -> role(ask -> ask.policySourceArn("arn:aws:iam::123456789012:role/nobody")
                        .actionNames("ecs:RunTask")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role with name nobody cannot be found.");
        assertThatThrownBy(() -> role(ask -> ask.policySourceArn("arn:aws:sts::123456789012:assumed-role/runner/me")
                        .actionNames("ecs:RunTask")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "Invalid Entity Arn: arn:aws:sts::123456789012:assumed-role/runner/me does not clearly define entity");
        assertThatThrownBy(() -> role(ask -> ask.actionNames("ecs:RunTask", "iam:PassRole")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("[ecs:RunTask] and [iam:PassRole] require different authorization information.");
        assertThatThrownBy(() -> role(ask -> ask.actionNames("ecs:*"))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> role(ask -> ask.actionNames("ecs:RunTask").resourceArns("job")))
                .isInstanceOf(InvalidInputException.class);
    }

    private List<EvaluationResult> role(Consumer<SimulatePrincipalPolicyRequest.Builder> question) {
        return world.clients
                .iam()
                .simulatePrincipalPolicy(ask -> {
                    ask.policySourceArn(World.ROLE);
                    question.accept(ask);
                })
                .evaluationResults();
    }

    private String managed(String name, String statement) {
        return world.clients
                .iam()
                .createPolicy(policy -> policy.policyName(name).policyDocument(World.policy(statement)))
                .policy()
                .arn();
    }

    private static EvaluationResult only(List<EvaluationResult> results) {
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private static List<PolicyEvaluationDecisionType> decisions(EvaluationResult result) {
        return result.resourceSpecificResults().stream()
                .map(ResourceSpecificResult::evalResourceDecision)
                .toList();
    }

    private static ContextEntry context(String key, String value) {
        return ContextEntry.builder()
                .contextKeyName(key)
                .contextKeyType(ContextKeyTypeEnum.STRING)
                .contextKeyValues(value)
                .build();
    }
}
