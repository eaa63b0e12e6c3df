package io.github.sfnecs.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.testing.Lab;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the trust policy of somebody else's role does. */
class TrustPolicyTest {
    private static final PolicyDocument OURS = TrustPolicy.of(Lab.SCOPE, Lab.MACHINE_ARN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': {'Service': 'states.amazonaws.com'}",
                "'Principal': {'Service': ['ecs-tasks.amazonaws.com', 'states.amazonaws.com']}",
                "'Principal': {'Service': 'states.amazonaws.com'}, 'Condition': {'StringEquals':"
                        + " {'aws:SourceAccount': '123456789012'}, 'ArnLike':"
                        + " {'aws:SourceArn': 'arn:aws:states:eu-central-1:123456789012:stateMachine:*'}}"
            })
    void letsStepFunctionsIn(String statement) {
        assertThat(TrustPolicy.letsStepFunctionsIn(trust("Allow", statement), OURS))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': {'Service': 'ecs-tasks.amazonaws.com'}",
                "'Principal': {'AWS': 'arn:aws:iam::123456789012:root'}",
                "'Principal': {'Service': 'states.amazonaws.com'}, 'Condition': {'StringEquals':"
                        + " {'aws:SourceAccount': '210987654321'}}",
                "'Principal': {'Service': 'states.amazonaws.com'}, 'Condition': {'ArnLike':"
                        + " {'aws:SourceArn': 'arn:aws:states:eu-central-1:123456789012:stateMachine:other'}}"
            })
    void keepsStepFunctionsOut(String statement) {
        assertThat(TrustPolicy.letsStepFunctionsIn(trust("Allow", statement), OURS))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'Principal': {'Service': 'states.amazonaws.com'}"})
    void doesNotTakeADenialForTrust(String statement) {
        assertThat(TrustPolicy.letsStepFunctionsIn(trust("Deny", statement), OURS))
                .isFalse();
    }

    private static PolicyDocument trust(String effect, String statement) {
        String policy = "{'Statement': [{'Effect': '" + effect + "', 'Action': 'sts:AssumeRole', " + statement + "}]}";
        return PolicyDocument.decode(URLEncoder.encode(policy.replace('\'', '"'), StandardCharsets.UTF_8));
    }
}
