package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;

/** What policies say, element by element. */
class PolicyTest {

    private static final String RESOURCE = "arn:aws:ecs:eu-central-1:123456789012:task/jobs/abc";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Action': 'ecs:StopTask', 'Resource': '*'                                                       | true",
                "'Action': 'ECS:stop*', 'Resource': '*'                                                          | true",
                "'Action': ['ecs:RunTask', 'ecs:Stop?ask'], 'Resource': '*'                                      | true",
                "'Action': 'ecs:RunTask', 'Resource': '*'                                                        | false",
                "'NotAction': 'ecs:RunTask', 'Resource': '*'                                                     | true",
                "'NotAction': 'ecs:*', 'Resource': '*'                                                           | false",
                "'Action': '*', 'Resource': 'arn:aws:ecs:*:123456789012:task/jobs/*'                             | true",
                "'Action': '*', 'Resource': 'arn:aws:ecs:eu-central-1:123456789012:task/others/*'                | false",
                "'Action': '*', 'Resource': 'arn:aws:ecs:*:task/jobs/*'                                          | malformed",
                "'Action': '*', 'NotResource': 'arn:aws:ecs:*:*:cluster/*'                                       | true",
                "'Action': '*', 'Resource': '*', 'Condition': {'StringEquals': {'k': ['a', 'v']}}                | true",
                "'Action': '*', 'Resource': '*', 'Condition': {'StringEquals': {'K': 'v'}}                       | true",
                "'Action': '*', 'Resource': '*', 'Condition': {'StringEquals': {'k': 'V'}}                       | false",
                "'Action': '*', 'Resource': '*', 'Condition': {'StringEquals': {'other': 'v'}}                   | false",
                "'Action': '*', 'Resource': '*', 'Condition': {'StringEqualsIfExists': {'other': 'v'}}           | true",
                "'Action': '*', 'Resource': '*', 'Condition': {'StringNotEquals': {'other': 'v'}}                | true",
                "'Action': '*', 'Resource': '*', 'Condition': {'StringNotEquals': {'k': 'v'}}                    | false",
                "'Action': '*', 'Resource': '*', 'Condition': {'StringLike': {'k': '?'}}                         | true",
                "'Action': '*', 'Resource': '*', 'Condition': {'ArnLike': {'arn': 'arn:aws:ecs:*:*:cluster/*'}}  | true",
                "'Action': '*', 'Resource': '*', 'Condition': {'ArnEquals': {'arn': 'arn:aws:iam:*:*:*'}}        | false",
                "'Action': '*', 'Resource': '*', 'Condition': {'Bool': {'bool': 'true'}}                         | true",
                "'Action': '*', 'Resource': '*', 'Condition': {'Null': {'k': 'true'}}                            | false",
                "'Action': '*', 'Resource': '*', 'Condition': {'Null': {'other': 'true'}}                        | true",
                "'Action': '*', 'Resource': '*', 'Condition': {'StringLike': {'k': 'v'}, 'Bool': {'bool': 'no'}} | false",
            })
    void elementsAreEvaluated(String statement, String verdict) {
        String text = "{\"Effect\": \"Allow\", " + statement.replace('\'', '"') + "}";
        if (verdict.equals("malformed")) {
            assertThatThrownBy(() -> world.allow(text)).isInstanceOf(MalformedPolicyDocumentException.class);
            return;
        }
        world.allow(text);

        Map<String, String> context =
                Map.of("k", "v", "bool", "true", "arn", "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs");
        assertThat(world.account.allows(World.ROLE, "ecs:StopTask", RESOURCE, context))
                .isEqualTo(Boolean.parseBoolean(verdict));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Condition': {'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}}",
                "'Condition': {'ForAllValues:StringEquals': {'aws:TagKeys': 'a'}}",
                "'Condition': {'StringEquals': {'k': '${aws:username}'}}",
            })
    void whatCannotBeEvaluatedIsRefusedLoudly(String condition) {
        String statement = "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', " + condition + "}";

        assertThatThrownBy(() -> world.allow(statement.replace('\'', '"'))).hasMessageContaining("does not know");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action': 'RunTask', 'Resource': '*'",
                "'Action': 'ecs:RunTask'",
                "'Action': 'ecs:RunTask', 'Resource': 'jobs'",
                "'Action': 'ecs:RunTask', 'Resource': '*', 'Principal': '*'",
                "'Action': 'ecs:RunTask', 'Resource': '*', 'Extra': '*'",
            })
    void malformedPoliciesAreRefused(String members) {
        String statement = "{'Effect': 'Allow', " + members + "}";

        assertThatThrownBy(() -> world.allow(statement.replace('\'', '"')))
                .isInstanceOf(MalformedPolicyDocumentException.class);
    }

    @Test
    void aPolicyHasASizeLimit() {
        String sid = "{\"Sid\": \"" + "x".repeat(11_000)
                + "\", \"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}";

        assertThatThrownBy(() -> world.allow(sid))
                .hasMessageContaining("Maximum policy size of 10240 bytes exceeded for role runner");
    }
}
