package io.github.sfnecs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.arn.ClusterArn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivedRoleNameTest {
    private static final String LONG = "m".repeat(70);

    @Test
    void hasTheRegionInIt() {
        assertThat(derived("nightly", "eu-central-1")).isEqualTo("sfn-ecs-nightly-eu-central-1");
        assertThat(derived("nightly", "us-east-1")).isEqualTo("sfn-ecs-nightly-us-east-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "größe",
                "a!b(c)",
                "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"
            })
    void isOneThatIamTakes(String stateMachine) {
        assertThat(derived(stateMachine, "ap-southeast-2")).matches("[A-Za-z0-9_+=,.@-]{1,64}");
    }

    @Test
    void staysReadableWhereItFitsExactly() {
        String fits = "m".repeat(64 - "sfn-ecs--eu-central-1".length());

        assertThat(derived(fits, "eu-central-1"))
                .isEqualTo("sfn-ecs-" + fits + "-eu-central-1")
                .hasSize(64);
        assertThat(derived(fits + "m", "eu-central-1"))
                .matches("sfn-ecs-m+-eu-[0-9a-f]{8}")
                .hasSize(64);
    }

    @Test
    void isTheSameEachTime() {
        assertThat(derived(LONG, "eu-central-1")).isEqualTo(derived(LONG, "eu-central-1"));
    }

    @Test
    void differsForNamesThatDifferOnlyInTheirEnd() {
        assertThat(derived(LONG + "1", "eu-central-1")).isNotEqualTo(derived(LONG + "2", "eu-central-1"));
    }

    @Test
    void differsForNamesWhoseHashCodesCollide() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

        assertThat(derived(LONG + "Aa", "eu-central-1")).isNotEqualTo(derived(LONG + "BB", "eu-central-1"));
    }

    @Test
    void differsForNamesThatDifferOnlyInWhatIamDoesNotTake() {
        assertThat(derived("a!b", "eu-central-1"))
                .isNotEqualTo(derived("a(b", "eu-central-1"))
                .isNotEqualTo(derived("a-b", "eu-central-1"));
    }

    @Test
    void differsForLongNamesInTwoRegions() {
        assertThat(derived(LONG, "eu-central-1")).isNotEqualTo(derived(LONG, "eu-central-2"));
    }

    private static String derived(String stateMachine, String region) {
        return RoleParameters.derived(
                new Target(ClusterArn.parse("arn:aws:ecs:" + region + ":123456789012:cluster/jobs"), stateMachine));
    }
}
