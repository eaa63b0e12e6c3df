package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenialTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/sfn-ecs-nightly";
    private static final String BUCKET = "arn:aws:s3:::from-the-input/a.json";
    private static final String ADDITION = "Where definitionFile leaves " + BUCKET + " to the input, ensure-role adds"
            + " nothing: allow it in the file of additionalPermissions first";

    private static final String PAGE =
            "\nsee https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html";

    @Test
    void saysWhoseItIsToAllowWhatOnlyTheInputDecides() {
        assertThat(denied("s3:GetObject on resource: \"" + BUCKET + "\"", PolicyInPlace.LACKS_AND_IS_OURS)
                        .fix())
                .isEqualTo("mvn sfn-ecs:ensure-role\n" + ADDITION + PAGE);
        assertThat(denied("s3:GetObject on resource: " + BUCKET, PolicyInPlace.LACKS_AND_IS_FOREIGN)
                        .fix())
                .contains("-Dsfn-ecs.adoptRole")
                .endsWith("\n" + ADDITION + PAGE);
        assertThat(denied("s3:GetObject on resource: " + BUCKET, PolicyInPlace.UNKNOWN)
                        .fix())
                .endsWith("\n" + ADDITION + PAGE);
    }

    @Test
    void saysNothingOfItWhereTheRoleMayDoItByNow() {
        assertThat(denied("s3:GetObject on resource: " + BUCKET, PolicyInPlace.ALLOWS)
                        .fix())
                .isEqualTo("Wait a minute, then mvn sfn-ecs:execute" + PAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecs:RunTask on resource: arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1",
                "iam:PassRole on resource: arn:aws:iam::123456789012:role/job",
                "events:PutRule on resource: arn:aws:events:eu-central-1:123456789012:rule/a",
                "kms:Decrypt on resource: arn:aws:kms:eu-central-1:123456789012:key/a"
            })
    void saysNothingOfItWhereTheDefinitionDecides(String denied) {
        assertThat(denied(denied, PolicyInPlace.LACKS_AND_IS_OURS).fix())
                .contains("mvn sfn-ecs:ensure-role")
                .doesNotContain("to the input");
    }

    @Test
    void namesOnlyWhatAwsNames() {
        Problem problem = denied("s3:GetObject", PolicyInPlace.LACKS_AND_IS_OURS);

        assertThat(problem.why())
                .startsWith("The state machine's role sfn-ecs-nightly is not allowed s3:GetObject."
                        + " This plugin keeps the role.\n");
        assertThat(denied("iam:PassRole", PolicyInPlace.LACKS_AND_IS_OURS).why())
                .startsWith("The state machine's role sfn-ecs-nightly may not pass a role to the task (iam:PassRole).");
        assertThat(problem.fix()).isEqualTo("mvn sfn-ecs:ensure-role" + PAGE);
    }

    @Test
    void saysItOfTheStateMachinesRoleWhereSomebodyElsesMayBeMeant() {
        assertThat(denied("s3:GetObject on resource: " + BUCKET, Optional.empty(), PolicyInPlace.UNKNOWN)
                        .fix())
                .startsWith("If that is the state machine's role: mvn sfn-ecs:ensure-role")
                .contains("\n" + ADDITION + "\nElse: ");
    }

    private static Problem denied(String what, PolicyInPlace policy) {
        return denied(what, Optional.of(ROLE), policy);
    }

    private static Problem denied(String what, Optional<String> role, PolicyInPlace policy) {
        String said = "User: arn:aws:sts::123456789012:assumed-role/sfn-ecs-nightly/x is not authorized to perform: "
                + what + " because no identity-based policy allows it";
        return new Denial(
                        said,
                        AccessDenied.in(said).orElseThrow(),
                        new Circumstances(Optional.empty(), role, Optional.empty(), false))
                .problem("It failed.", "state Load", denied -> policy);
    }
}
