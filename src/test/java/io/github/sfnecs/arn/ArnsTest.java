package io.github.sfnecs.arn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ARNs of things tell, and that those of other things, which somebody may answer, tell less and throw nothing. */
class ArnsTest {
    private static final Scope SCOPE = new Scope("aws", "eu-central-1", "123456789012");

    @ParameterizedTest
    @CsvSource({
        "arn:aws:ecs:eu-central-1:123456789012:task/jobs/0123456789abcdef, 0123456789abcdef, 01234567",
        "arn:aws-cn:ecs:cn-north-1:123456789012:task/0123456789abcdef, 0123456789abcdef, 01234567",
        "arn:aws:ecs:eu-central-1:123456789012:task/jobs/a, a, a",
        "nothing, nothing, nothing",
        "'', '', ''",
    })
    void aTaskHasAnIdWhereverItsClusterIsNamed(String arn, String id, String shortId) {
        assertThat(new TaskArn(arn).id()).isEqualTo(id);
        assertThat(new TaskArn(arn).shortId()).isEqualTo(shortId);
        assertThat(new TaskArn(arn).cluster()).isEqualTo(arn.contains("/jobs/") ? "jobs" : "default");
    }

    @Test
    void aTaskTellsItsRegion() {
        assertThat(new TaskArn("arn:aws:ecs:eu-central-1:123456789012:task/jobs/1").region())
                .contains("eu-central-1");
        assertThat(new TaskArn("arn:aws:ecs").region()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:states:eu-central-1:123456789012:execution:nightly:run-1, nightly, run-1",
        "arn:aws:states:eu-central-1:123456789012:execution:nightly/Load:0a1b, nightly, 0a1b",
        "arn:aws:states:eu-central-1:123456789012:express:nightly:run-1, nightly, run-1",
    })
    void anExecutionTellsItsStateMachineAlsoAsAChildOfADistributedMap(String arn, String machine, String name) {
        ExecutionArn execution = new ExecutionArn(arn);

        assertThat(execution.stateMachine()).isEqualTo(machine);
        assertThat(execution.labelled()).startsWith(machine).isIn(machine, machine + "/Load");
        assertThat(execution.name()).isEqualTo(name);
        assertThat(execution.scope()).isEqualTo(SCOPE);
        assertThat(execution.stateMachineArn()).isEqualTo(SCOPE.stateMachine(machine));
    }

    @Test
    void namesAreTheEnds() {
        assertThat(new RoleArn(SCOPE.role("/team/a/", "job")).name()).isEqualTo("job");
        assertThat(new StateMachineArn(SCOPE.stateMachine("nightly")).name()).isEqualTo("nightly");
        assertThat(new StateMachineArn(SCOPE.stateMachine("nightly")).scope()).isEqualTo(SCOPE);
        assertThat(new TaskDefinitionArn(SCOPE.regional("ecs", "task-definition/report:7")).name())
                .isEqualTo("report:7");
    }

    @Test
    void aClusterIsNamedByItsArnOrItsName() {
        assertThat(ClusterArn.in(SCOPE, "jobs")).isEqualTo(ClusterArn.in(SCOPE, SCOPE.regional("ecs", "cluster/jobs")));
        assertThat(ClusterArn.in(SCOPE, "jobs")).hasValueSatisfying(cluster -> {
            assertThat(cluster.name()).isEqualTo("jobs");
            assertThat(cluster).isEqualTo(ClusterArn.parse(cluster.text()));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "jobs/a",
                "job s",
                "arn:aws:ecs:eu-west-1:123456789012:cluster/jobs",
                "arn:aws:ecs:eu-central-1:210987654321:cluster/jobs",
                "arn:aws:ecs:*:123456789012:cluster/jobs",
                "arn:aws:ecs:eu-central-1:123456789012:cluster/*",
                "arn:aws:ecs:eu-central-1:123456789012:service/jobs",
                "arn:aws:sqs:eu-central-1:123456789012:jobs",
            })
    void whatIsNotOneClusterOfTheRegionAndAccountIsNone(String named) {
        assertThat(ClusterArn.in(SCOPE, named)).isEmpty();
    }
}
