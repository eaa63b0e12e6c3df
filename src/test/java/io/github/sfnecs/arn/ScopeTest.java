package io.github.sfnecs.arn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sfnecs.change.OwnershipTag;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ARNs, and what is ours. */
class ScopeTest {
    private static final String MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:nightly";

    @ParameterizedTest
    @CsvSource({
        "aws, eu-central-1",
        "aws-cn, cn-north-1",
        "aws-us-gov, us-gov-west-1",
    })
    void makesArnsOfItsPartition(String partition, String region) {
        Scope scope = new Scope(partition, region, "123456789012");
        String start = "arn:" + partition + ":";
        String there = region + ":123456789012:";

        assertThat(scope.stateMachine("m")).isEqualTo(start + "states:" + there + "stateMachine:m");
        assertThat(scope.execution("m", "e")).isEqualTo(start + "states:" + there + "execution:m:e");
        assertThat(scope.everyRevision("f")).isEqualTo(start + "ecs:" + there + "task-definition/f:*");
        assertThat(scope.everyTask("c")).isEqualTo(start + "ecs:" + there + "task/c/*");
        assertThat(scope.rule("r")).isEqualTo(start + "events:" + there + "rule/r");
        assertThat(scope.role("/a/b/", "r")).isEqualTo(start + "iam::123456789012:role/a/b/r");
        assertThat(ClusterArn.parse(start + "ecs:" + there + "cluster/jobs"))
                .isEqualTo(new ClusterArn(start + "ecs:" + there + "cluster/jobs", scope, "jobs"));
    }

    @ParameterizedTest
    @CsvSource({
        "aws, eu-central-1, https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1",
        "aws-cn, cn-north-1, https://cn-north-1.console.amazonaws.cn/states/home?region=cn-north-1",
        "aws-us-gov, us-gov-west-1, https://us-gov-west-1.console.amazonaws-us-gov.com/states/home?region=us-gov-west-1",
    })
    void linksToTheConsoleOfItsPartition(String partition, String region, String link) {
        Scope scope = new Scope(partition, region, "123456789012");

        assertThat(scope.consoleLink(scope.execution("m", "e")))
                .isEqualTo(link + "#/v2/executions/details/" + scope.execution("m", "e"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1",
                "arn:aws:iam::123456789012:role/cluster/x",
                "jobs"
            })
    void takesNothingElseForACluster(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClusterArn.parse(text));
    }

    @Test
    void isOursByATagWithTheStateMachinesArn() {
        assertThat(OwnershipTag.on(Map.of("sfn-ecs:state-machine", MACHINE), MACHINE))
                .isTrue();
        assertThat(OwnershipTag.on(Map.of("sfn-ecs:state-machine", MACHINE + "2"), MACHINE))
                .isFalse();
        assertThat(OwnershipTag.on(Map.of("sfn-ecs:State-Machine", MACHINE), MACHINE))
                .isFalse();
        assertThat(OwnershipTag.on(Map.of(), MACHINE)).isFalse();
    }

    @Test
    void addsTheTagToTheUsersAndFindsWhatIsMissing() {
        Map<String, String> wanted = OwnershipTag.with(Map.of("team", "payments", "stage", "test"), MACHINE);

        assertThat(wanted)
                .containsOnly(
                        Map.entry("team", "payments"),
                        Map.entry("stage", "test"),
                        Map.entry(OwnershipTag.KEY, MACHINE));
        assertThat(OwnershipTag.missing(wanted, Map.of("team", "sales", "stage", "test", "more", "x")))
                .containsOnly(Map.entry("team", "payments"), Map.entry(OwnershipTag.KEY, MACHINE));
    }
}
