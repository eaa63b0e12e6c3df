package io.github.sfnecs.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.testing.RecordingConsole;
import io.github.sfnecs.testing.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.model.SfnException;

class PropagationRetryTest {
    private static final String TRUST =
            "Neither the global service principal states.amazonaws.com, nor the regional one is"
                    + " authorized to assume the provided role.";

    private final VirtualTime time = new VirtualTime(FakeClock.manual(Instant.parse("2026-01-01T00:00:00Z")));
    private final RecordingConsole console = new RecordingConsole();
    private final AtomicInteger calls = new AtomicInteger();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "MANAGED_RULE | 'arn:aws:iam::123456789012:role/r' is not authorized to create managed-rule.",
                "TRUST | " + TRUST,
                "LOG_DESTINATION | The state machine IAM Role is not authorized to access the Log Destination"
            })
    void retriesForAWhileAndThenSaysWhatIsWrong(KnownFailure failure, String message) {
        assertThatThrownBy(() -> run(message, Integer.MAX_VALUE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("Step Functions still refuses the role after 120 s, so this is not IAM's delay: the role is"
                        + " wrong.\n  where: " + message + "\n  why:   " + failure.happened() + "\n  fix:   "
                        + failure.fix());
        assertThat(time.waited()).isEqualTo(Duration.ofMinutes(2));
        assertThat(calls).hasValueBetween(10, 25);
        assertThat(console.infos())
                .containsExactly("Waiting up to 120 s for IAM to make the role known. AWS says: " + message);
    }

    @Test
    void goesOnAsSoonAsTheRoleIsKnown() {
        run(TRUST, 3);

        assertThat(calls).hasValue(4);
        assertThat(time.pauses())
                .containsExactly(Duration.ofSeconds(1), Duration.ofMillis(1500), Duration.ofMillis(2250));
    }

    @Test
    void doesNotWaitWhereNothingIsRefused() {
        run(TRUST, 0);

        assertThat(time.pauses()).isEmpty();
        assertThat(console.infos()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "User: arn:aws:iam::123456789012:user/anna is not authorized to perform: states:CreateStateMachine on"
                        + " resource: arn:aws:states:eu-central-1:123456789012:stateMachine:nightly",
                "User: arn:aws:iam::123456789012:user/anna is not authorized to perform: iam:PassRole on resource:"
                        + " arn:aws:iam::123456789012:role/r because no identity-based policy allows the iam:PassRole action",
                "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED'",
                "Rate exceeded"
            })
    void doesNotRetryAnyOtherRefusal(String message) {
        assertThatThrownBy(() -> run(message, Integer.MAX_VALUE)).isInstanceOf(SfnException.class);

        assertThat(calls).hasValue(1);
        assertThat(time.pauses()).isEmpty();
    }

    private void run(String message, int refusals) {
        new PropagationRetry(time, console).run(() -> {
            if (calls.getAndIncrement() < refusals) {
                throw SfnException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("AccessDeniedException")
                                .errorMessage(message)
                                .build())
                        .build();
            }
        });
    }
}
