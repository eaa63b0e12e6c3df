package io.github.sfnecs.role;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.rendering.RunTask;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the role of each kind of task is allowed, and who may assume it. */
class PoliciesTest {
    static final Scope CHINA = new Scope("aws-cn", "cn-north-1", Lab.ACCOUNT);
    static final Scope GOVERNMENT = new Scope("aws-us-gov", "us-gov-west-1", Lab.ACCOUNT);

    private static final StateMachineArn MACHINE = new StateMachineArn(Lab.SCOPE.stateMachine("nightly"));

    private static final String JOB =
            "\"TaskDefinition\": \"" + ATask.task().taskDefinition().arn() + "\"";

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
                        "managed-tags",
                        Lab.SCOPE,
                        ATask.task()
                                .features(new RunTask.Features(
                                        Optional.empty(), false, true, Optional.empty(), new TreeMap<>()))),
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
                        .of(MACHINE, task.definition().uses())
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
        TaskShape plain = new TaskShape(
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
                        .of(MACHINE, fan.uses())
                        .text());
    }

    @Test
    void passNoRoleWhereThereIsNone() {
        TaskShape plain = new TaskShape(
                "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1",
                "job",
                "bridge",
                List.of(),
                Optional.empty(),
                Optional.empty());

        assertGolden(
                "role/permissions-no-roles.json",
                new PermissionsPolicy(Lab.SCOPE, name -> plain)
                        .of(
                                MACHINE,
                                ATask.task()
                                        .pattern(IntegrationPattern.REQUEST_RESPONSE)
                                        .definition()
                                        .uses())
                        .text());
    }

    @Test
    void nameAClusterAlikeWhetherTheDefinitionHasItsNameOrItsArnOrNone() {
        assertThat(policy(task("\"Cluster\": \"jobs\", " + JOB)))
                .isEqualTo(policy(task("\"Cluster\": \"arn:aws:ecs:eu-central-1:123456789012:cluster/jobs\", " + JOB)))
                .isEqualTo(policy(ATask.task()
                        .pattern(IntegrationPattern.REQUEST_RESPONSE)
                        .definition()
                        .text()));
        assertThat(policy(task(JOB)).text()).contains(":cluster/default");
    }

    @Test
    void nameTheSameInBothQueryLanguages() {
        String state = task("\"Cluster\": \"jobs\", " + JOB);

        assertThat(policy(state.replace("Parameters", "Arguments"))).isEqualTo(policy(state));
        assertThat(policy(state.replace("{\"States\"", "{\"QueryLanguage\": \"JSONata\", \"States\"")
                        .replace("Parameters", "Arguments")))
                .isEqualTo(policy(state));
    }

    @Test
    void needNothingWhereNoStateDoes() {
        assertThat(policy("{\"States\": {\"Done\": {\"Type\": \"Succeed\"}}}").statements())
                .isEmpty();
        assertThat(policy(
                                "{\"States\": {\"Each\": {\"Type\": \"Map\", \"ItemProcessor\": {\"States\": {\"P\": {\"Type\": \"Pass\"}}}}}}")
                        .statements())
                .isEmpty();
    }

    /** The other role does the rest. */
    @Test
    void onlyAssumeTheRoleThatAStateNames() {
        assertThat(policy(
                                task(JOB)
                                        .replace(
                                                "\"Parameters\"",
                                                "\"Credentials\": {\"RoleArn\": \"arn:aws:iam::210987654321:role/theirs\"}, \"Parameters\""))
                        .statements())
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.path("Action").asText()).isEqualTo("sts:AssumeRole"))
                .satisfies(statement -> assertThat(statement.path("Resource").asText())
                        .isEqualTo("arn:aws:iam::210987654321:role/theirs"));
    }

    @Test
    void areRefusedWithEverythingThatTheDefinitionDoesNotDecide() {
        String all = """
                {"States": {
                  "A": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync",
                    "Parameters": {"Cluster.$": "$.c", "Overrides": {"TaskRoleArn.$": "$.r"}}},
                  "B": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask", "Arguments": "{% $all %}"},
                  "C": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
                    "Parameters": {"Cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/jobs", "TaskDefinition": "t"}},
                  "D": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish"},
                  "E": {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}, "States": {}}},
                  "F": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Credentials": {"RoleArn": "*"}},
                  "G": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
                    "Parameters": {"Cluster": "*", "TaskDefinition": "t"}},
                  "H": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
                    "Parameters": {"Cluster": "", "TaskDefinition": "t"}}}}""";

        assertThatThrownBy(() -> policy(all))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::where, Problem::what)
                                .containsExactly(Stream.of("A", "B", "C", "D", "F", "G", "H")
                                        .map(state -> tuple(
                                                "state " + state,
                                                "What the role needs for the state " + state + " can't be derived."))
                                        .toArray(Tuple[]::new)));
    }

    private static String task(String parameters) {
        return "{\"States\": {\"S\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::ecs:runTask\", \"Parameters\": {"
                + parameters + "}}}}";
    }

    private static PolicyDocument policy(String definition) {
        return new PermissionsPolicy(Lab.SCOPE, name -> ATask.task().taskDefinition())
                .of(MACHINE, Definition.parse(definition).uses());
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
