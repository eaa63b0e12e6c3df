package io.github.sfnecs.asl;

import static io.github.sfnecs.asl.IntegrationPattern.RUN_JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Ref.Dynamic;
import io.github.sfnecs.asl.Ref.Literal;
import io.github.sfnecs.asl.Ref.Missing;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of state is seen to need. */
class UseTest {
    private static final String RUN_TASK = "arn:aws:states:::ecs:runTask.sync";

    @ParameterizedTest
    @CsvSource({
        "arn:aws:states:::ecs:runTask, TaskUse",
        "arn:aws-cn:states:::ecs:runTask.waitForTaskToken, TaskUse",
        "arn:aws:states:::states:startExecution, NestedUse",
        "arn:aws:states:::states:startExecution.sync, NestedUse",
        "arn:aws-us-gov:states:::states:startExecution.sync:2, NestedUse",
        "arn:aws:states:::lambda:invoke, ServiceUse",
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken, ServiceUse",
        "arn:aws:states:::aws-sdk:ecs:runTask, ServiceUse",
        "arn:aws:states:::aws-sdk:sfn:startExecution, ServiceUse",
        "arn:aws:states:::http:invoke, ServiceUse",
        "arn:aws:states:::ecs:runTask.sync:2, ServiceUse",
        "arn:aws:lambda:eu-central-1:123456789012:function:load, OtherUse",
        "arn:aws:states:eu-central-1:123456789012:activity:load, OtherUse",
        "${LoadFunction}, OtherUse",
        "'', OtherUse",
    })
    void eachTaskStateIsExactlyOneUse(String resource, String kind) {
        assertThat(uses("{\"Type\": \"Task\", \"Resource\": \"" + resource + "\"}"))
                .extracting(use -> use.getClass().getSimpleName())
                .containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", ""})
    void noOtherStateIs(String type) {
        assertThat(uses("{\"Type\": \"" + type + "\"}")).isEmpty();
    }

    /** The Map, and what is in it. */
    @Test
    void eachMapStateIsOneUseToo() {
        String states = "\"States\": {\"Load\": {\"Type\": \"Task\", \"Resource\": \"" + RUN_TASK + "\"}}";
        List<String> maps = List.of(
                "\"Iterator\": {" + states + "}",
                "\"ItemProcessor\": {" + states + "}",
                "\"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\": \"INLINE\"}, " + states + "}",
                "\"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"}, "
                        + states + "}");

        assertThat(maps)
                .map(map -> uses("{\"Type\": \"Map\", " + map + "}").stream()
                        .map(use -> use.getClass().getSimpleName())
                        .toList())
                .containsExactly(
                        List.of("InlineMap", "TaskUse"),
                        List.of("InlineMap", "TaskUse"),
                        List.of("InlineMap", "TaskUse"),
                        List.of("ChildRuns", "TaskUse"));
    }

    @Test
    void aDistributedMapTellsWhereItReadsAndWrites() {
        Use.ChildRuns runs = (Use.ChildRuns) uses("""
                {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}, "States": {}},
                 "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
                   "Arguments": {"Bucket": "in", "Key": "{% $states.input.key %}"}},
                 "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject",
                   "Parameters": {"Bucket.$": "$.bucket", "Prefix": "out"}}}""").get(0);

        assertThat(runs.reader()).map(Use.S3Use::resource).contains("arn:aws:states:::s3:getObject");
        assertThat(runs.deciding())
                .containsExactly(
                        Map.entry("ItemReader.Bucket", new Literal("in")),
                        Map.entry("ItemReader.Key", new Dynamic("{% $states.input.key %}")),
                        Map.entry("ResultWriter.Bucket", new Dynamic("$.bucket")),
                        Map.entry("ResultWriter.Prefix", new Literal("out")));
    }

    @Test
    void aNestedExecutionTellsOfWhichStateMachine() {
        assertThat(uses("""
                {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
                 "Arguments": {"StateMachineArn": "arn:child"}}"""))
                .singleElement()
                .satisfies(use -> assertThat(use.deciding()).containsEntry("StateMachineArn", new Literal("arn:child")))
                .satisfies(use -> assertThat(((Use.NestedUse) use).form()).isEqualTo(".sync:2"));
    }

    @Test
    void aCallWithoutAFormHasAnEmptyOne() {
        assertThat(uses("{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sns:publish\"}"))
                .singleElement()
                .satisfies(use -> assertThat(((Use.ServiceUse) use).form()).isEmpty());
        assertThat(uses("{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::states:startExecution\"}"))
                .singleElement()
                .satisfies(use -> assertThat(((Use.NestedUse) use).form()).isEmpty());
    }

    @Test
    void readsWhatDecidesAboutPermissionsInBothLanguages() {
        for (String arguments : List.of("Parameters", "Arguments")) {
            TaskUse use = task("\"" + arguments + "\"" + """
                    : {"Cluster": "jobs", "TaskDefinition": "job",
                      "Overrides": {"TaskRoleArn": "role-1", "ExecutionRoleArn": "role-2"}}""");

            assertThat(use.pattern()).isEqualTo(RUN_JOB);
            assertThat(use.tagged()).isFalse();
            assertThat(use.deciding())
                    .containsExactly(
                            Map.entry("Cluster", new Literal("jobs")),
                            Map.entry("TaskDefinition", new Literal("job")),
                            Map.entry("TaskRoleArn", new Literal("role-1")),
                            Map.entry("ExecutionRoleArn", new Literal("role-2")));
        }
    }

    @Test
    void takesTheDefaultClusterWhereNoneIsNamed() {
        TaskUse use = task("\"Parameters\": {}");

        assertThat(use.cluster()).isEqualTo(new Literal("default"));
        assertThat(use.taskDefinition()).isEqualTo(new Missing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Parameters\": {\"Cluster.$\": \"$.c\"} | Cluster | $.c",
                "\"Parameters\": {\"TaskDefinition.$\": \"States.Format('x-{}', $.t)\"} | TaskDefinition | States.Format('x-{}', $.t)",
                "\"Parameters\": {\"Overrides\": {\"TaskRoleArn.$\": \"$.r\"}} | TaskRoleArn | $.r",
                "\"Parameters\": {\"Overrides.$\": \"$.o\"} | TaskRoleArn | $.o",
                "\"Parameters\": {\"Overrides.$\": \"$.o\"} | ExecutionRoleArn | $.o",
                "\"Arguments\": {\"Cluster\": \"{% $c %}\"} | Cluster | {% $c %}",
                "\"Arguments\": {\"Overrides\": \"{% $o %}\"} | TaskRoleArn | {% $o %}",
                "\"Arguments\": \"{% $all %}\" | Cluster | {% $all %}",
                "\"Arguments\": \"{% $all %}\" | TaskDefinition | {% $all %}",
                "\"Arguments\": \"{% $all %}\" | ExecutionRoleArn | {% $all %}",
                "\"Parameters\": {\"TaskDefinition\": {\"Ref\": \"x\"}} | TaskDefinition | {\"Ref\":\"x\"}",
            })
    void tellsWhatOnlyTheInputDecides(String arguments, String name, String expression) {
        assertThat(task(arguments).deciding()).containsEntry(name, new Dynamic(expression));
    }

    /** However much it looks like one. */
    @Test
    void anExpressionOfJsonataIsATextInJsonPath() {
        TaskUse use = task("""
                "Parameters": {"Cluster": "{% $c %}",
                  "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["{% $states.input %}"]}}}""");

        assertThat(use.cluster()).isEqualTo(new Literal("{% $c %}"));
        assertThat(use.network()).contains(new Network(List.of("{% $states.input %}"), List.of(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Parameters\": {\"Tags\": [{\"Key\": \"a\", \"Value\": \"b\"}]}",
                "\"Parameters\": {\"Tags.$\": \"$.tags\"}",
                "\"Parameters\": {\"PropagateTags\": \"TASK_DEFINITION\"}",
                "\"Parameters\": {\"PropagateTags.$\": \"$.p\"}",
                "\"Parameters\": {\"EnableECSManagedTags\": true}",
                "\"Parameters\": {\"EnableECSManagedTags.$\": \"$.m\"}",
                "\"Arguments\": {\"Tags\": \"{% $tags %}\"}",
                "\"Arguments\": \"{% $all %}\""
            })
    void seesThatTheTaskIsTagged(String arguments) {
        assertThat(task(arguments).tagged()).isTrue();
        assertThat(task("\"Parameters\": {\"PropagateTags\": \"NONE\", \"EnableECSManagedTags\": false}")
                        .tagged())
                .isFalse();
    }

    @Test
    void aStateWithCredentialsTakesAnotherRole() {
        assertThat(task("\"Credentials\": {\"RoleArn\": \"arn:other\"}").state().credentials())
                .isEqualTo(new Literal("arn:other"));
        assertThat(task("\"Credentials\": {\"RoleArn.$\": \"$.role\"}").state().credentials())
                .isEqualTo(new Dynamic("$.role"));
        assertThat(task("\"Credentials\": {\"RoleArn\": \"{% $role %}\"}")
                        .state()
                        .credentials())
                .isEqualTo(new Dynamic("{% $role %}"));
        assertThat(task("\"Parameters\": {}").state().credentials()).isEqualTo(new Missing());
    }

    @Test
    void readsWhatIsChecked() {
        TaskUse use = task("""
                "HeartbeatSeconds": 60, "Parameters": {
                  "CapacityProviderStrategy": [{"CapacityProvider": "FARGATE_SPOT", "Weight": 3}, {"CapacityProvider": "FARGATE"}],
                  "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"], "AssignPublicIp": "ENABLED"}},
                  "Tags": [{"Key": "team", "Value": "a"}, {"Key": "run", "Value.$": "$.run"}],
                  "Overrides": {"ContainerOverrides": [{"Name": "app", "Cpu": 256, "Memory.$": "$.memory"}, {"Name.$": "$.n"}]}}""");

        assertThat(use.capacity())
                .hasValueSatisfying(capacity -> assertThat(((ProviderStrategy) capacity).items())
                        .extracting(ProviderStrategy.Item::provider, ProviderStrategy.Item::weight)
                        .containsExactly(
                                tuple("FARGATE_SPOT", OptionalInt.of(3)), tuple("FARGATE", OptionalInt.empty())));
        assertThat(use.onFargate()).isTrue();
        assertThat(use.network()).contains(new Network(List.of("subnet-1"), List.of(), true));
        assertThat(use.tags()).containsExactly(Map.entry("team", "a"));
        assertThat(use.containers())
                .containsExactly(
                        new TaskUse.Container("app", OptionalInt.of(256), OptionalInt.empty(), OptionalInt.empty()));
        assertThat(use.wantsHeartbeats()).isTrue();
    }

    @Test
    void leavesToTheClusterWhatNobodySays() {
        assertThat(task("\"Parameters\": {}").capacity()).contains(new Capacity.ClusterDefault());
        assertThat(task("\"Parameters\": {\"LaunchType.$\": \"$.l\"}").capacity())
                .isEmpty();
    }

    @Test
    void readsHowMuchTheWholeTaskGets() {
        TaskUse use = task("\"Parameters\": {\"Overrides\": {\"Cpu\": \"1024\", \"Memory.$\": \"$.memory\"}}");

        assertThat(use.cpu()).isEqualTo(new Literal("1024"));
        assertThat(use.memory()).isEqualTo(new Dynamic("$.memory"));
    }

    @Test
    void leavesOpenWhatTheInputDecides() {
        TaskUse use = task("""
                "Arguments": {"LaunchType": "{% $l %}", "CapacityProviderStrategy": "{% $s %}",
                  "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": "{% $subnets %}"}}, "Tags": "{% $t %}",
                  "Overrides": {"ContainerOverrides": "{% $c %}"}}""");

        assertThat(use.capacity()).isEmpty();
        assertThat(use.onFargate()).isFalse();
        assertThat(use.network()).isEmpty();
        assertThat(use.tags()).isEmpty();
        assertThat(use.containers()).isEmpty();
        assertThat(use.wantsHeartbeats()).isFalse();
        assertThat(task("\"Parameters\": {\"LaunchType\": \"EC2\"}").capacity()).contains(LaunchType.EC2);
        assertThat(task("\"Parameters\": {\"LaunchType\": \"MOON\"}").capacity())
                .isEmpty();
    }

    private static TaskUse task(String more) {
        return (TaskUse) uses("{\"Type\": \"Task\", \"Resource\": \"" + RUN_TASK + "\", " + more + "}")
                .get(0);
    }

    private static List<Use> uses(String state) {
        return Definition.parse("{\"States\": {\"S\": " + state + "}}").uses();
    }
}
