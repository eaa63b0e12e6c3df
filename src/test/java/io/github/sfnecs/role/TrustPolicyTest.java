package io.github.sfnecs.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.testing.Lab;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the trust policy of somebody else's role does. */
class TrustPolicyTest {
    private static final PolicyDocument OURS = TrustPolicy.of(Lab.SCOPE, Lab.MACHINE_ARN);
    private static final String STATES = "'Principal': {'Service': 'states.amazonaws.com'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': {'Service': 'states.amazonaws.com'}",
                "'Principal': {'Service': ['ecs-tasks.amazonaws.com', 'states.amazonaws.com']}",
                "'Principal': {'Service': 'states.amazonaws.com'}, 'Condition': {'StringEquals':"
                        + " {'aws:SourceAccount': '123456789012'}, 'ArnLike':"
                        + " {'aws:SourceArn': 'arn:aws:states:eu-central-1:123456789012:stateMachine:*'}}",
                "'Principal': {'Service': 'states.eu-central-1.amazonaws.com'}"
            })
    void letsStepFunctionsIn(String statement) {
        assertThat(TrustPolicy.letsStepFunctionsIn(trust(statement), OURS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': {'Service': 'ecs-tasks.amazonaws.com'}",
                "'Principal': {'Service': 'states.us-east-1.amazonaws.com'}",
                "'Principal': {'AWS': 'arn:aws:iam::123456789012:root'}",
                "'Principal': {'Service': 'states.amazonaws.com'}, 'Condition': {'StringEquals':"
                        + " {'aws:SourceAccount': '210987654321'}}",
                "'Principal': {'Service': 'states.amazonaws.com'}, 'Condition': {'ArnLike':"
                        + " {'aws:SourceArn': 'arn:aws:states:eu-central-1:123456789012:stateMachine:other'}}"
            })
    void keepsStepFunctionsOut(String statement) {
        assertThat(TrustPolicy.letsStepFunctionsIn(trust(statement), OURS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'sts:AssumeRole'",
                "'STS:assumerole'",
                "['sts:TagSession', 'sts:Assume*']",
                "'*'",
                "'sts:?ssumeRole'"
            })
    void letsStepFunctionsInByTheActionHoweverItIsWritten(String action) {
        assertThat(TrustPolicy.letsStepFunctionsIn(policy(allow(action, STATES)), OURS))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'sts:TagSession'", "'sts:AssumeRoleWith*'", "[]"})
    void keepsStepFunctionsOutByAnotherAction(String action) {
        assertThat(TrustPolicy.letsStepFunctionsIn(policy(allow(action, STATES)), OURS))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action': 'sts:AssumeRole', " + STATES,
                "'Action': 'sts:*', 'Principal': {'Service': ['states.eu-central-1.amazonaws.com']}",
                "'Action': '*', 'Principal': '*'",
                "'Action': '*', 'Principal': {'AWS': '*'}",
                "'Action': '*', 'NotPrincipal': {'Service': 'ecs-tasks.amazonaws.com'}",
                "'Action': '*', 'Principal': '*', 'Condition': {'StringNotEquals': {'aws:SourceAccount': '210987654321'}}",
                "'Action': '*', 'Principal': '*', 'Condition': {'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}}"
            })
    void keepsStepFunctionsOutByADenial(String denied) {
        assertThat(TrustPolicy.letsStepFunctionsIn(
                        policy(allow("'sts:AssumeRole'", STATES), "{'Effect': 'Deny', " + denied + "}"), OURS))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action': 'sts:TagSession', " + STATES,
                "'Action': '*', 'Principal': {'Service': 'states.us-east-1.amazonaws.com'}",
                "'Action': '*', 'Principal': {'AWS': 'arn:aws:iam::123456789012:root'}",
                "'Action': '*', 'NotPrincipal': {'Service': 'states.amazonaws.com'}",
                "'Action': '*', 'Principal': '*', 'Condition': {'StringNotEquals': {'aws:SourceAccount': '123456789012'}}"
            })
    void letsStepFunctionsInWhereADenialIsForOthers(String denied) {
        assertThat(TrustPolicy.letsStepFunctionsIn(
                        policy(allow("'sts:AssumeRole'", STATES), "{'Effect': 'Deny', " + denied + "}"), OURS))
                .isTrue();
    }

    private static PolicyDocument trust(String statement) {
        return policy(allow("'sts:AssumeRole'", statement));
    }

    private static String allow(String action, String statement) {
        return "{'Effect': 'Allow', 'Action': " + action + ", " + statement + "}";
    }

    private static PolicyDocument policy(String... statements) {
        String policy = "{'Statement': [" + String.join(",", statements) + "]}";
        return PolicyDocument.decode(URLEncoder.encode(policy.replace('\'', '"'), StandardCharsets.UTF_8));
    }
}
