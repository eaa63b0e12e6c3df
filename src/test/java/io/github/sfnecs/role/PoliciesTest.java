package io.github.sfnecs.role;

import static io.github.sfnecs.testing.Golden.assertGolden;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.TaskDefinition;
import io.github.sfnecs.aws.Scope;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the role of each kind of task is allowed, and who may assume it. */
class PoliciesTest {
    static final Scope CHINA = new Scope("aws-cn", "cn-north-1", Lab.ACCOUNT);
    static final Scope GOVERNMENT = new Scope("aws-us-gov", "us-gov-west-1", Lab.ACCOUNT);

    static Stream<Arguments> tasks() {
        return Stream.of(
                Arguments.of("run-job", Lab.SCOPE, ATask.task()),
                Arguments.of("request-response", Lab.SCOPE, ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE)),
                Arguments.of(
                        "wait-for-task-token", Lab.SCOPE, ATask.task().pattern(IntegrationPattern.WAIT_FOR_TASK_TOKEN)),
                Arguments.of("newest-revision", Lab.SCOPE, ATask.task().newestRevision()),
                Arguments.of("tags", Lab.SCOPE, ATask.task().tags(Map.of("team", "payments"))),
                Arguments.of("propagated-tags", Lab.SCOPE, ATask.task().propagatesTags()),
                Arguments.of(
                        "override-roles",
                        Lab.SCOPE,
                        ATask.task()
                                .taskRole("arn:aws:iam::123456789012:role/other-task")
                                .executionRole("arn:aws:iam::123456789012:role/team/other-execution")),
                Arguments.of("aws-cn", CHINA, ATask.in(CHINA).tags(Map.of("team", "payments"))),
                Arguments.of("aws-us-gov", GOVERNMENT, ATask.in(GOVERNMENT).newestRevision()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void allowWhatTheDefinitionNeedsAndNoMore(String name, Scope scope, ATask task) {
        assertGolden(
                "role/permissions-" + name + ".json",
                new PermissionsPolicy(scope, any -> task.taskDefinition())
                        .of(task.definition().taskUses())
                        .text());
    }

    @Test
    void keepClustersApartAndNameEachOnce() {
        Definition fan = Definition.parse("""
                {"StartAt": "Fan", "States": {"Fan": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync",
                     "Parameters": {"Cluster": "arn:aws:ecs:eu-central-1:123456789012:cluster/one",
                       "TaskDefinition": "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1"}, "End": true}}},
                  {"StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
                     "Parameters": {"Cluster": "arn:aws:ecs:eu-central-1:123456789012:cluster/two",
                       "TaskDefinition": "plain", "PropagateTags": "TASK_DEFINITION"}, "End": true}}},
                  {"StartAt": "C", "States": {"C": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
                     "Parameters": {"Cluster": "arn:aws:ecs:eu-central-1:123456789012:cluster/one",
                       "TaskDefinition": "plain"}, "End": true}}}]}}}""");
        TaskDefinition plain = new TaskDefinition(
                "arn:aws:ecs:eu-central-1:123456789012:task-definition/plain:4",
                "plain",
                "bridge",
                List.of(),
                Optional.empty(),
                Optional.empty());

        assertGolden(
                "role/permissions-two-clusters.json",
                new PermissionsPolicy(
                                Lab.SCOPE,
                                name -> name.equals("plain")
                                        ? plain
                                        : ATask.task().taskDefinition())
                        .of(fan.taskUses())
                        .text());
    }

    @Test
    void passNoRoleWhereThereIsNone() {
        TaskDefinition plain = new TaskDefinition(
                "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1",
                "job",
                "bridge",
                List.of(),
                Optional.empty(),
                Optional.empty());

        assertGolden(
                "role/permissions-no-roles.json",
                new PermissionsPolicy(Lab.SCOPE, name -> plain)
                        .of(ATask.task()
                                .pattern(IntegrationPattern.REQUEST_RESPONSE)
                                .definition()
                                .taskUses())
                        .text());
    }

    static Stream<Scope> scopes() {
        return Stream.of(Lab.SCOPE, CHINA, GOVERNMENT);
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void trustStepFunctionsForThisStateMachineOnly(Scope scope) {
        assertGolden(
                "role/trust-" + scope.partition() + ".json",
                TrustPolicy.of(scope, scope.stateMachine("nightly")).text());
    }
}
