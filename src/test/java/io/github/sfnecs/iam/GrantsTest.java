package io.github.sfnecs.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.testing.CountingText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole";
    private static final Access PASS =
            new Access("iam:PassRole", ROLE, Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action': 'iam:PassRole', 'Resource': '" + ROLE + "'",
                "'Action': ['x:Y', 'IAM:passrole'], 'Resource': ['other', '" + ROLE + "']",
                "'Action': '*', 'Resource': '*'",
                "'Action': 'iam:Pass*', 'Resource': 'arn:aws:iam::*:role/ecs*Role'",
                "'Action': 'iam:Pass?ole', 'Resource': '*'",
                "'NotAction': ['iam:CreateRole', 's3:*'], 'Resource': '*'",
                "'Action': '*', 'NotResource': 'arn:aws:iam::*:role/admin'"
            })
    void allowWhatAStatementCovers(String statement) {
        assertThat(allows(allow(statement))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action': 'iam:PassRol', 'Resource': '*'",
                "'Action': 'iam:Pass?', 'Resource': '*'",
                "'Action': '*', 'Resource': 'arn:aws:iam::123456789012:role/ecstaskexecutionrole'",
                "'Action': '*', 'Resource': 'arn:aws:iam::123456789012:role/ecsTaskExecutionRol.'",
                "'NotAction': ['iam:*'], 'Resource': '*'",
                "'Action': '*', 'NotResource': 'arn:aws:iam::*:role/ecs*'",
                "'Action': '*'"
            })
    void doNotAllowWhatNoneCovers(String statement) {
        assertThat(allows(allow(statement))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals': {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}",
                "'StringEquals': {'IAM:passedtoservice': ['a', 'ecs-tasks.amazonaws.com']}",
                "'StringEqualsIgnoreCase': {'iam:PassedToService': 'ECS-tasks.amazonaws.com'}",
                "'StringLike': {'iam:PassedToService': 'ecs-*.amazonaws.com'}",
                "'StringEqualsIfExists': {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}",
                "'StringEqualsIfExists': {'aws:ResourceTag/team': 'payments'}",
                "'ArnLikeIfExists': {'iam:AssociatedResourceArn': 'x'}",
                "'StringNotEquals': {'iam:PassedToService': ['ec2.amazonaws.com', 'lambda.amazonaws.com']}",
                "'StringNotEqualsIgnoreCase': {'iam:PassedToService': 'ec2.amazonaws.com'}",
                "'StringNotLike': {'iam:PassedToService': 'ec2*'}",
                "'ArnNotLike': {'iam:AssociatedResourceArn': 'x'}",
                "'ArnNotEqualsIfExists': {'iam:AssociatedResourceArn': 'x'}"
            })
    void holdWhereTheConditionsDo(String condition) {
        assertThat(allows(allow("'Action': '*', 'Resource': '*', 'Condition': {" + condition + "}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals': {'iam:PassedToService': 'ec2.amazonaws.com'}",
                "'StringEquals': {'iam:PassedToService': 'ecs-*.amazonaws.com'}",
                "'StringEqualsIfExists': {'iam:PassedToService': 'ec2.amazonaws.com'}",
                "'StringEquals': {'aws:ResourceTag/team': 'payments'}",
                "'StringNotEquals': {'iam:PassedToService': ['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com']}",
                "'StringNotEqualsIgnoreCase': {'iam:PassedToService': 'ECS-tasks.amazonaws.com'}",
                "'StringNotLikeIfExists': {'iam:PassedToService': 'ecs*'}",
                "'ForAllValues:StringEquals': {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}",
                "'Bool': {'aws:SecureTransport': 'true'}",
                "'IpAddress': {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}",
                "'Null': {'iam:PassedToService': 'false'}",
                "'StringEquals': {'iam:PassedToService': 'ecs-tasks.amazonaws.com', 'aws:x': 'y'}",
                "'StringEquals': {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}, 'StringLike': {'aws:x': 'y'}"
            })
    void doNotHoldWhereOneConditionDoesNotOrIsUnknown(String condition) {
        assertThat(allows(allow("'Action': '*', 'Resource': '*', 'Condition': {" + condition + "}")))
                .isFalse();
    }

    @Test
    void endWhereOnePolicyDenies() {
        String all = allow("'Action': '*', 'Resource': '*'");

        assertThat(allows(all, deny("'Action': 'iam:PassRole', 'Resource': '*'")))
                .isFalse();
        assertThat(allows(all, deny("'Action': 'iam:CreateRole', 'Resource': '*'")))
                .isTrue();
        assertThat(allows(
                        all,
                        deny("'Action': '*', 'Resource': '*', 'Condition':"
                                + " {'StringEquals': {'iam:PassedToService': 'ec2.amazonaws.com'}}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals': {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}",
                "'StringNotEquals': {'iam:PassedToService': 'ec2.amazonaws.com'}",
                "'StringNotLike': {'aws:PrincipalTag/team': 'payments'}",
                "'StringEqualsIfExists': {'aws:PrincipalTag/team': 'payments'}",
                "'IpAddress': {'iam:PassedToService': '10.0.0.0/8'}",
                "'NotIpAddress': {'aws:SourceIp': '10.0.0.0/8'}",
                "'Null': {'aws:PrincipalTag/team': 'true'}",
                "'ForAllValues:StringNotEquals': {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}"
            })
    void endWhereADenialsConditionHoldsOrIsUnknown(String condition) {
        assertThat(allows(
                        allow("'Action': '*', 'Resource': '*'"),
                        deny("'Action': '*', 'Resource': '*', 'Condition': {" + condition + "}")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringNotEquals': {'iam:PassedToService': 'ecs-tasks.amazonaws.com'}",
                "'StringNotLike': {'iam:PassedToService': ['ec2*', 'ecs*']}",
                "'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/other'}",
                "'Bool': {'aws:SecureTransport': 'false'}",
                "'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}, 'StringEquals': {'iam:PassedToService': 'x'}"
            })
    void goOnWhereADenialsConditionDoesNotHold(String condition) {
        assertThat(allows(
                        allow("'Action': '*', 'Resource': '*'"),
                        deny("'Action': '*', 'Resource': '*', 'Condition': {" + condition + "}")))
                .isTrue();
    }

    @Test
    void areNoneWithoutPolicies() {
        assertThat(allows()).isFalse();
    }

    @Test
    void tellWhatIsLacking() {
        Access run = new Access("ecs:RunTask", "task-definition/job:1", Map.of());

        assertThat(new Grants(List.of(document(allow("'Action': 'ecs:*', 'Resource': '*'"))))
                        .lacking(List.of(run, PASS)))
                .containsExactly(PASS);
        assertThat(PASS.text())
                .isEqualTo("iam:PassRole on " + ROLE + " (iam:PassedToService = ecs-tasks.amazonaws.com)");
        assertThat(run.text()).isEqualTo("ecs:RunTask on task-definition/job:1");
    }

    @Test
    void coverAPatternOnlyByOneAsWide() {
        Access every = new Access("ecs:RunTask", "arn:aws:ecs:r:a:task-definition/job:*", Map.of());

        assertThat(grants(allow("'Action': '*', 'Resource': 'arn:aws:ecs:r:a:task-definition/job:*'"))
                        .allow(every))
                .isTrue();
        assertThat(grants(allow("'Action': '*', 'Resource': 'arn:aws:ecs:r:a:task-definition/job:1'"))
                        .allow(every))
                .isFalse();
    }

    /** A policy of somebody else's may have any number of them. */
    @Test
    void tryNoWildcardAgain() {
        String pattern = "*a".repeat(50) + "*b";

        assertThat(looks(pattern, 1 << 15)).isLessThanOrEqualTo(5 * looks(pattern, 1 << 13));
    }

    private static long looks(String pattern, int length) {
        CountingText value = new CountingText("a".repeat(length), 100L * length);
        assertThat(Wildcards.match(pattern, value)).isFalse();
        return value.looks();
    }

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "?, '', false",
        "a*c, abbc, true",
        "a*c, abbcd, false",
        "a?c, abc, true",
        "*b*b, abab, true",
        "*b*b?, abab, false",
        "a**, a, true",
        "a.c, abc, false",
        "a, ab, false",
        "ab, a, false"
    })
    void knowWildcards(String pattern, String value, boolean matches) {
        assertThat(Wildcards.match(pattern, value)).isEqualTo(matches);
    }

    private static boolean allows(String... policies) {
        return grants(policies).allow(PASS);
    }

    private static Grants grants(String... policies) {
        return new Grants(Arrays.stream(policies).map(GrantsTest::document).toList());
    }

    private static String allow(String statement) {
        return "{'Statement': [{'Effect': 'Allow', " + statement + "}]}";
    }

    private static String deny(String statement) {
        return "{'Statement': {'Effect': 'Deny', " + statement + "}}";
    }

    private static PolicyDocument document(String policy) {
        return PolicyDocument.decode(URLEncoder.encode(policy.replace('\'', '"'), StandardCharsets.UTF_8));
    }
}
