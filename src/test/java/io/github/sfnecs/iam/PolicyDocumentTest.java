package io.github.sfnecs.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "A", "Effect": "Allow", "Action": ["ecs:RunTask", "ecs:StopTask"], "Resource": "r",
               "Condition": {"ArnEquals": {"ecs:cluster": "c"}, "Bool": {"aws:SecureTransport": "true"}}},
              {"Sid": "B", "Effect": "Allow", "Action": "iam:PassRole", "Resource": ["p", "q"]}]}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // statements and values in another order
                """
                {"Statement": [
                  {"Resource": ["q", "p"], "Action": "iam:PassRole", "Effect": "Allow", "Sid": "B"},
                  {"Sid": "A", "Effect": "Allow", "Action": ["ecs:StopTask", "ecs:RunTask"], "Resource": "r",
                   "Condition": {"Bool": {"aws:SecureTransport": "true"}, "ArnEquals": {"ecs:cluster": "c"}}}],
                 "Version": "2012-10-17"}""",
                // lists of one, and a boolean
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "A", "Effect": "Allow", "Action": ["ecs:RunTask", "ecs:StopTask"], "Resource": ["r"],
                   "Condition": {"ArnEquals": {"ecs:cluster": ["c"]}, "Bool": {"aws:SecureTransport": true}}},
                  {"Sid": "B", "Effect": "Allow", "Action": ["iam:PassRole"], "Resource": ["p", "q"]}]}""",
                // without names, or with others
                """
                {"Id": "mine", "Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": ["ecs:RunTask", "ecs:StopTask"], "Resource": "r",
                   "Condition": {"ArnEquals": {"ecs:cluster": "c"}, "Bool": {"aws:SecureTransport": "true"}}},
                  {"Sid": "Z", "Effect": "Allow", "Action": "iam:PassRole", "Resource": ["p", "q"]}]}"""
            })
    void isTheSameHoweverItIsWritten(String other) {
        assertThat(document(other)).isEqualTo(document(POLICY)).hasSameHashCodeAs(document(POLICY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Version\": \"2012-10-17\"}", "{}", "[]", "\"text\"", "no JSON at all"})
    void differsFromWhatIsNoSuchPolicy(String other) {
        assertThat(document(other)).isNotEqualTo(document(POLICY));
    }

    @Test
    void differsInEveryWordThatMatters() {
        for (String word : new String[] {
            "2012-10-17", "Allow", "ecs:StopTask", "\"r\"", "ArnEquals", "ecs:cluster", "\"c\"", "\"true\"", "\"q\""
        }) {
            String changed = POLICY.replaceFirst(word, word.startsWith("\"") ? "\"other\"" : "other");

            assertThat(document(changed)).as(word).isNotEqualTo(document(POLICY));
        }
    }

    @Test
    void isOneStatementOrAListOfIt() {
        String statement = "{\"Effect\": \"Allow\", \"Action\": \"a\", \"Resource\": \"r\"}";

        assertThat(document("{\"Statement\": " + statement + "}"))
                .isEqualTo(document("{\"Statement\": [" + statement + "]}"));
        assertThat(document("{\"Statement\": " + statement + "}").statements()).hasSize(1);
    }

    @Test
    void comesPercentEncodedFromIam() {
        String encoded =
                URLEncoder.encode(POLICY.replace("\"r\"", "\"arn:aws:iam::1:role/a+b %\""), StandardCharsets.UTF_8);

        assertThat(PolicyDocument.decode(encoded))
                .isEqualTo(document(POLICY.replace("\"r\"", "\"arn:aws:iam::1:role/a+b %\"")));
    }

    @Test
    void mayComeAsItIsFromOtherEndpoints() {
        String policy = POLICY.replace("\"r\"", "\"100%\"");

        assertThat(PolicyDocument.decode(policy)).isEqualTo(document(policy));
    }

    @Test
    void goesToIamOnOneLine() {
        assertThat(document(POLICY).compact())
                .doesNotContain("\n")
                .startsWith("{\"Version\":\"2012-10-17\",\"Statement\":[{");
    }

    private static PolicyDocument document(String text) {
        return PolicyDocument.decode(URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
}
