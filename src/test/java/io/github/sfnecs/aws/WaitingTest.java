package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.testing.VirtualTime;
import io.github.sfnecs.time.ThrottleMemory;
import io.github.sfnecs.time.TokenBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Waiting between looks, and within quotas. */
class WaitingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = FakeClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final VirtualTime time = new VirtualTime(clock);

    @Test
    void waitsLongerEachTimeUpToTheLongestAndNotBeyondTheDeadline() {
        Backoff backoff = new Backoff(time, SECOND, 2, Duration.ofSeconds(5), Duration.ofSeconds(20));

        while (backoff.pause()) {
            assertThat(time.waited()).isLessThanOrEqualTo(Duration.ofSeconds(20));
        }

        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 5L, 5L, 3L);
    }

    @Test
    void doesNotWaitWhenTheTimeIsUpAlready() {
        assertThat(new Backoff(time, SECOND, 2, SECOND, Duration.ZERO).pause()).isFalse();
        assertThat(new Backoff(time, SECOND, 2, SECOND, Duration.ofSeconds(-1)).pause())
                .isFalse();
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void looksUntilItSeesWhatItWaitsFor() {
        Iterator<Integer> seen = List.of(1, 2, 3, 4).iterator();

        assertThat(looks(SECOND).until(number -> number == 3, seen::next)).isEqualTo(3);
        assertThat(time.waited()).isEqualTo(SECOND.multipliedBy(2));
    }

    @Test
    void returnsWhatItSawLastWhenTheTimeIsUp() {
        assertThat(looks(SECOND).until(number -> false, () -> time.pauses().size()))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void looksAgainWhereAwsDoesNotAnswerForNow(SdkException failure) {
        Iterator<Supplier<Integer>> looks =
                List.<Supplier<Integer>>of(() -> raise(failure), () -> 1).iterator();

        assertThat(looks(SECOND).until(number -> true, () -> looks.next().get()))
                .isEqualTo(1);
        assertThatThrownBy(() -> looks(Duration.ZERO).until(number -> true, () -> raise(failure)))
                .isSameAs(failure);
    }

    static Stream<SdkException> passing() {
        return Stream.of(
                answer(503, "ServiceUnavailable"),
                answer(400, "ThrottlingException"),
                SdkClientException.create("Unable to execute HTTP request: Connection refused"));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void givesUpWhereLookingAgainWouldNotHelp(SdkException failure) {
        assertThatThrownBy(() -> looks(SECOND).until(number -> true, () -> raise(failure)))
                .isSameAs(failure);
        assertThat(time.pauses()).isEmpty();
    }

    static Stream<SdkException> lasting() {
        return Stream.of(
                answer(400, "AccessDeniedException"),
                answer(403, "ExpiredTokenException"),
                answer(501, "NotImplemented"),
                SdkClientException.create("Unable to load credentials from any of the providers in the chain"));
    }

    private static AwsServiceException answer(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static int raise(SdkException failure) {
        throw failure;
    }

    /** Every second, ten seconds long. */
    private Backoff looks(Duration every) {
        return new Backoff(time, every, 1, every, every.multipliedBy(10));
    }

    @Test
    void countsTheTimeThatPassesBetweenWaits() {
        Backoff backoff = new Backoff(time, SECOND, 1, SECOND, Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(10));

        assertThat(backoff.pause()).isFalse();
    }

    @Test
    void letsABurstThroughAtOnceAndThenKeepsThePace() {
        TokenBucket pace = new TokenBucket(time, 5, 2);

        take(pace, 5);
        assertThat(time.pauses()).isEmpty();
        take(pace, 4);

        assertThat(time.waited()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void fillsUpAgainWhileNobodyCallsButNotBeyondTheBurst() {
        TokenBucket pace = new TokenBucket(time, 5, 2);
        take(pace, 5);
        clock.advance(Duration.ofHours(1));

        take(pace, 5);
        assertThat(time.pauses()).isEmpty();
        take(pace, 1);

        assertThat(time.waited()).isEqualTo(Duration.ofMillis(500));
    }

    private static void take(TokenBucket pace, int times) {
        for (int i = 0; i < times; i++) {
            pace.take();
        }
    }

    @Test
    void whoIsThrottledWaitsLongerUntilItIsForgotten() {
        ThrottleMemory restraint = new ThrottleMemory(time);

        restraint.refused(answer(400, "ThrottlingException"));
        restraint.answered();
        assertThat(restraint.wait(SECOND)).isBetween(SECOND.multipliedBy(3), SECOND.multipliedBy(9));
        clock.advance(Duration.ofMinutes(2));
        restraint.refused(answer(400, "ThrottlingException"));
        assertThat(restraint.wait(SECOND)).isBetween(SECOND.multipliedBy(6), SECOND.multipliedBy(18));
        clock.advance(Duration.ofMinutes(10));
        assertThat(restraint.wait(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void anOutageMakesWaitsLongerOnlyUntilItIsOver() {
        ThrottleMemory restraint = new ThrottleMemory(time);

        for (int i = 0; i < 10; i++) {
            restraint.refused(answer(503, "ServiceUnavailable"));
        }
        assertThat(restraint.wait(SECOND)).isEqualTo(ThrottleMemory.SLOWEST);
        restraint.answered();
        assertThat(restraint.wait(SECOND)).isEqualTo(SECOND);
    }
}
