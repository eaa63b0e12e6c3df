package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.testing.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

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
    void countsTheTimeThatPassesBetweenWaits() {
        Backoff backoff = new Backoff(time, SECOND, 1, SECOND, Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(10));

        assertThat(backoff.pause()).isFalse();
    }

    @Test
    void letsABurstThroughAtOnceAndThenKeepsThePace() {
        Pace pace = new Pace(time, 5, 2);

        take(pace, 5);
        assertThat(time.pauses()).isEmpty();
        take(pace, 4);

        assertThat(time.waited()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void fillsUpAgainWhileNobodyCallsButNotBeyondTheBurst() {
        Pace pace = new Pace(time, 5, 2);
        take(pace, 5);
        clock.advance(Duration.ofHours(1));

        take(pace, 5);
        assertThat(time.pauses()).isEmpty();
        take(pace, 1);

        assertThat(time.waited()).isEqualTo(Duration.ofMillis(500));
    }

    private static void take(Pace pace, int times) {
        for (int i = 0; i < times; i++) {
            pace.take();
        }
    }
}
