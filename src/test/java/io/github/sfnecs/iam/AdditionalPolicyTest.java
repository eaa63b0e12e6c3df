package io.github.sfnecs.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy that a user adds: what is wrong with it, and what is wide in it. */
class AdditionalPolicyTest {
    @Test
    void keepsWhatIamTakes() {
        AdditionalPolicy policy = AdditionalPolicy.read("permissions.json", """
                {"Version": "2012-10-17", "Id": "ours", "Statement": {"Sid": "Labels", "Effect": "Allow",
                  "Action": "rekognition:DetectLabels", "Resource": "arn:aws:rekognition:eu-central-1:123456789012:project/a",
                  "Condition": {"StringEquals": {"aws:RequestedRegion": ["eu-central-1"]}}}}""");

        assertThat(policy.warnings()).isEmpty();
        assertThat(policy.document().statements()).hasSize(1);
    }

    @Test
    void namesEachWildcardOfWhatItAllows() {
        assertThat(AdditionalPolicy.read("permissions.json", """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Action": ["s3:Get*", "sqs:SendMessage"],
                           "Resource": "*"},
                          {"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:sqs:eu-central-1:123456789012:a"},
                          {"Effect": "Deny", "Action": "*", "Resource": "*"}]}""").warnings())
                .containsExactly(
                        "permissions.json:2: the Action s3:Get* has a wildcard.",
                        "permissions.json:3: the Resource * has a wildcard.",
                        "permissions.json:4: the statement allows all but what NotAction names.");
    }

    @Test
    void tellsAMemberThatIsThereTwice() {
        assertThatThrownBy(() -> AdditionalPolicy.read("permissions.json", """
                        {"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/b",
                          "Action": "s3:PutObject"}}"""))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::where, Problem::why)
                                .containsExactly(at(2, "Action stands twice in the same object, first in line 1.")));
    }

    @Test
    void tellsAllMistakesEachWithItsLine() {
        assertThatThrownBy(() -> AdditionalPolicy.read("permissions.json", """
                        {"Version": "2012-10-18",
                         "Statements": [],
                         "Statement": [
                          {"Sid": "a-b", "Effect": "allow", "Action": "RunTask", "Resource": "jobs"},
                          {"Sid": "A", "Effect": "Allow", "Principal": "*", "Actions": "s3:GetObject", "Resource": []},
                          {"Sid": "A", "Effect": "Allow", "Action": 1, "NotAction": "s3:GetObject",
                           "Resource": "arn:aws:s3:::a", "Condition": {"StringEquals": "a"}},
                          "x"]}"""))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::where, Problem::why)
                                .containsExactly(
                                        at(2, "IAM knows no Statements here; Statement is the nearest."),
                                        at(1, "Version is not 2012-10-17."),
                                        at(4, "Sid 'a-b' has other characters than letters and digits."),
                                        at(4, "Effect is neither Allow nor Deny."),
                                        at(4, "Action 'RunTask' is not an action, which is like ecs:RunTask."),
                                        at(4, "Resource 'jobs' is not an ARN."),
                                        at(5, "The policy of a role names no Principal: it is for the role."),
                                        at(5, "IAM knows no Actions here; Action is the nearest."),
                                        at(5, "A statement has either Action or NotAction."),
                                        at(5, "Resource is empty."),
                                        at(6, "Sid 'A' is there twice."),
                                        at(7, "Condition is not an object of operators, each with keys and values."),
                                        at(6, "A statement has either Action or NotAction."),
                                        at(8, "A statement is not an object.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{\"Version\": \"2012-10-17\",\n}", "{", "{}", "null", "\"x\"", "{} {}"})
    void refusesWhatIsNotAPolicy(String text) {
        assertThatThrownBy(() -> AdditionalPolicy.read("permissions.json", text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems()).allSatisfy(problem -> {
                            assertThat(problem.where()).startsWith("permissions.json");
                            assertThat(problem.why()).endsWith(".");
                        }));
    }

    @Test
    void refusesOneThatIamFindsTooLarge() {
        String text =
                "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\","
                        + " \"Resource\": \"arn:aws:s3:::a/" + "b".repeat(10_240) + "\"}}";

        assertThatThrownBy(() -> AdditionalPolicy.read("permissions.json", text))
                .hasMessageContaining("IAM takes at most 10240");
    }

    private static Tuple at(int line, String why) {
        return tuple("permissions.json:" + line, why);
    }
}
