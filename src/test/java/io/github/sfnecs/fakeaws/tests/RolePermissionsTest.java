package io.github.sfnecs.fakeaws.tests;

import static io.github.sfnecs.fakeaws.tests.World.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.AuthorizationRecord;
import io.github.sfnecs.fakeaws.TaskScript;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.LogDestination;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** What the state machine's role must be allowed, and AWS's words when it isn't. */
class RolePermissionsTest {

    private static final LogDestination RUNS = LogDestination.builder()
            .cloudWatchLogsLogGroup(
                    group -> group.logGroupArn("arn:aws:logs:eu-central-1:123456789012:log-group:runs:*"))
            .build();

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String TASK_DEFINITION = "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRoleThatDoesNotTrustStepFunctionsIsRefused() {
        trust(World.TRUST.replace("states.amazonaws.com", "lambda.amazonaws.com"));

        assertThatThrownBy(() -> world.create(definition("", "", "")))
                .isInstanceOfSatisfying(
                        SfnException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"))
                .hasMessageContaining(
                        "Neither the global service principal states.amazonaws.com, nor the regional one is"
                                + " authorized to assume the provided role.");
    }

    @Test
    void theTrustPolicysConditionsCount() {
        trust(World.TRUST.replace(
                "\"aws:SourceAccount\": \"123456789012\"", "\"aws:SourceAccount\": \"999999999999\""));

        assertThatThrownBy(() -> world.create(definition("", "", "")))
                .hasMessageContaining("Neither the global service");
    }

    @Test
    void aRoleThatLosesItsTrustFailsTheExecution() {
        world.create(definition("", "", ""));
        trust(World.TRUST.replace("states.amazonaws.com", "lambda.amazonaws.com"));

        DescribeExecutionResponse failed = world.run(definition("", "", ""), MINUTE);
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.cause()).startsWith("Neither the global service principal");
    }

    @Test
    void aJobNeedsTheManagedRule() {
        world.allow(World.RUN_TASK, World.PASS_ROLES);

        assertThatThrownBy(() -> world.create(definition(".sync", "", "")))
                .hasMessageContaining("'" + World.ROLE + "' is not authorized to create managed-rule.");
        assertThat(world.create(definition("", "", ""))).isEqualTo(World.MACHINE);
    }

    @Test
    void passingARoleNeedsPermission() {
        world.allow(World.RUN_TASK);

        DescribeExecutionResponse failed = world.run(definition("", "", ""), MINUTE);
        assertThat(failed.error()).isEqualTo("ECS.AccessDeniedException");
        assertThat(failed.cause())
                .matches(
                        "User: arn:aws:sts::123456789012:assumed-role/runner/\\w+ is not authorized to perform: iam:PassRole on"
                                + " resource: arn:aws:iam::123456789012:role/ecsTaskExecutionRole because no identity-based policy"
                                + " allows the iam:PassRole action \\(Service: AmazonECS; Status Code: 400; Error Code:"
                                + " AccessDeniedException; Request ID: [\\w-]+; Proxy: null\\)");
    }

    @Test
    void aRoleFromTheOverridesIsPassedInsteadOfTheDefinitions() {
        String other = ", \"Overrides\": {\"TaskRoleArn\": \"arn:aws:iam::123456789012:role/other\"}";

        assertThat(world.run(definition("", other, ""), MINUTE).cause())
                .contains("iam:PassRole on resource: arn:aws:iam::123456789012:role/other because");
    }

    @Test
    void runningTheTaskIsAskedForTheResolvedRevision() {
        world.allow(World.RUN_TASK.replace("task-definition/job:*", "task-definition/job"), World.PASS_ROLES);

        assertThat(world.run(definition("", "", ""), MINUTE).cause())
                .contains("is not authorized to perform: ecs:RunTask on resource: " + TASK_DEFINITION + " because no");
        assertThat(world.account.authorizations()).anySatisfy(asked -> {
            assertThat(asked.action()).isEqualTo("ecs:RunTask");
            assertThat(asked.resource()).isEqualTo(TASK_DEFINITION);
            assertThat(asked.context())
                    .containsEntry("ecs:cluster", "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs");
            assertThat(asked.allowed()).isFalse();
        });
    }

    @Test
    void runningInAnotherClusterThanTheConditionsIsDenied() {
        world.allow(World.RUN_TASK.replace("cluster/jobs", "cluster/others"), World.PASS_ROLES);

        assertThat(world.run(definition("", "", ""), MINUTE).cause()).contains("ecs:RunTask");
    }

    @Test
    void taggingNeedsPermission() {
        world.allow(World.RUN_TASK, World.PASS_ROLES);
        String tags = ", \"Tags\": [{\"Key\": \"team\", \"Value\": \"blue\"}]";

        assertThat(world.run(definition("", tags, ""), MINUTE).cause())
                .contains("ecs:TagResource on resource: arn:aws:ecs:eu-central-1:123456789012:task/jobs/* because");
    }

    @Test
    void aDenyWinsAndABoundaryNarrows() {
        world.allow(
                World.RUN_TASK,
                World.PASS_ROLES,
                "{\"Effect\": \"Deny\", \"Action\": \"ecs:Run*\", \"Resource\": \"*\"}");
        assertThat(world.run(definition("", "", ""), MINUTE).cause())
                .contains("ecs:RunTask on resource: " + TASK_DEFINITION
                        + " with an explicit deny in an identity-based policy");

        String boundary = world.clients
                .iam()
                .createPolicy(policy -> policy.policyName("bound").policyDocument(World.policy(World.PASS_ROLES)))
                .policy()
                .arn();
        world.allow(World.RUN_TASK);
        world.clients
                .iam()
                .putRolePermissionsBoundary(put -> put.roleName("runner").permissionsBoundary(boundary));
        assertThat(world.account.allows(World.ROLE, "ecs:RunTask", TASK_DEFINITION, inCluster()))
                .isFalse();
        world.clients.iam().deleteRolePermissionsBoundary(delete -> delete.roleName("runner"));
        assertThat(world.account.allows(World.ROLE, "ecs:RunTask", TASK_DEFINITION, inCluster()))
                .isTrue();
    }

    @Test
    void anAttachedPolicyAllowsAsWellAsAnInlineOne() {
        world.clients.iam().deleteRolePolicy(policy -> policy.roleName("runner").policyName("run"));
        assertThat(world.account.allows(World.ROLE, "ecs:RunTask", TASK_DEFINITION, inCluster()))
                .isFalse();
        String arn = world.clients
                .iam()
                .createPolicy(policy -> policy.policyName("run").policyDocument(World.policy(World.RUN_TASK)))
                .policy()
                .arn();
        world.clients.iam().attachRolePolicy(attach -> attach.roleName("runner").policyArn(arn));

        assertThat(world.account.allows(World.ROLE, "ecs:RunTask", TASK_DEFINITION, inCluster()))
                .isTrue();
    }

    @Test
    void changesTakeEffectOnlyAfterTheyHavePropagated() {
        world.account.iamPropagation(Duration.ofSeconds(10));
        world.clients.iam().createRole(role -> role.roleName("young").assumeRolePolicyDocument(World.TRUST));
        Map<String, String> source = Map.of("aws:SourceArn", World.MACHINE, "aws:SourceAccount", World.ACCOUNT);
        String young = "arn:aws:iam::123456789012:role/young";

        assertThat(world.account.trusts(young, "states.amazonaws.com", source)).isFalse();
        world.clock.advance(Duration.ofSeconds(9));
        assertThat(world.account.trusts(young, "states.amazonaws.com", source)).isFalse();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(world.account.trusts(young, "states.amazonaws.com", source)).isTrue();
    }

    @Test
    void withoutStopTaskAnAbortedJobRunsOn() {
        world.allow(World.RUN_TASK, World.PASS_ROLES, World.MANAGED_RULE);
        String execution = world.start(definition(".sync", "", ""));
        world.clock.advance(MINUTE);
        world.clients.sfn().stopExecution(stop -> stop.executionArn(execution));

        assertThat(world.task("RUNNING").lastStatus()).isEqualTo("RUNNING");
        assertThat(world.account.authorizations()).last().satisfies(asked -> {
            assertThat(asked.action()).isEqualTo("ecs:StopTask");
            assertThat(asked.allowed()).isFalse();
        });
    }

    @Test
    void aJobThatEndsByItselfIsNotStopped() {
        world.account.script("job", TaskScript.exits(1));
        world.run(definition(".sync", "", ""), MINUTE);

        assertThat(world.account.authorizations())
                .extracting(AuthorizationRecord::action)
                .doesNotContain("ecs:StopTask");
    }

    @Test
    void withoutCompletionEventStepFunctionsAsksEcs() {
        world.account.completionEvents(false);
        world.account.script("job", TaskScript.exits(0));

        assertThat(world.run(definition(".sync", "", ""), MINUTE).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(world.account.authorizations())
                .extracting(AuthorizationRecord::action)
                .contains("ecs:DescribeTasks");
    }

    @Test
    void withoutDescribeTasksALostCompletionEventFailsTheState() {
        world.account.completionEvents(false);
        world.allow(World.RUN_TASK, World.PASS_ROLES, World.MANAGED_RULE, World.STOP);

        DescribeExecutionResponse failed = world.run(definition(".sync", "", ""), MINUTE);
        assertThat(failed.error()).isEqualTo("ECS.AccessDeniedException");
        assertThat(failed.cause())
                .contains("ecs:DescribeTasks on resource: arn:aws:ecs:eu-central-1:123456789012:task/jobs/");
    }

    @Test
    void loggingNeedsPermission() {
        assertThatThrownBy(() -> world.clients
                        .sfn()
                        .createStateMachine(machine -> machine.name("machine")
                                .roleArn(World.ROLE)
                                .definition(definition("", "", ""))
                                .loggingConfiguration(
                                        logging -> logging.level("ALL").destinations(RUNS))))
                .hasMessageContaining("The state machine IAM Role is not authorized to access the Log Destination");
    }

    private void trust(String document) {
        world.clients
                .iam()
                .updateAssumeRolePolicy(trust -> trust.roleName("runner").policyDocument(document));
    }

    private static Map<String, String> inCluster() {
        return Map.of("ecs:cluster", "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs");
    }
}
