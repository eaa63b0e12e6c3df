package io.github.sfnecs.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.testing.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fifty builds that look at a Map Run each stay within what an account has of DescribeMapRun: 200 at once, and one a second. */
class MapRunQuotaTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final int BUILDS = 50;
    private static final double BURST = 200;
    private static final double PER_SECOND = 1;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMillis(100);

    private final ManualClock clock = FakeClock.manual(START);
    private final VirtualTime time = new VirtualTime(clock);
    private double tokens = BURST;
    private int looks;

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 6000})
    void staysWithinTheQuotaHoweverFarApartTheyBegin(long millisApart) {
        List<PollSchedule> builds = new ArrayList<>();
        while (clock.now().isBefore(START.plus(HOUR))) {
            if (builds.size() < BUILDS && !clock.now().isBefore(START.plusMillis(millisApart * builds.size()))) {
                builds.add(PollSchedule.ofMapRun(time));
                continue;
            }
            builds.stream().filter(build -> !clock.now().isBefore(build.due())).forEach(this::look);
            time.pause(STEP);
            tokens = Math.min(BURST, tokens + PER_SECOND * STEP.toMillis() / 1000);
            assertThat(tokens)
                    .as("after %s", Duration.between(START, clock.now()))
                    .isNotNegative();
        }
        assertThat(looks).isGreaterThan(BUILDS * 50);
    }

    private void look(PollSchedule build) {
        tokens--;
        looks++;
        build.answered(false);
    }

    @Test
    void looksSoonAtFirstAndOnceAMinuteThen() {
        PollSchedule build = PollSchedule.ofMapRun(time);
        List<Long> seconds = new ArrayList<>();
        while (seconds.size() < 7) {
            seconds.add(Duration.between(START, build.due()).toSeconds());
            time.pause(Duration.between(clock.now(), build.due()));
            build.answered(false);
        }

        assertThat(seconds).containsExactly(0L, 1L, 5L, 21L, 81L, 141L, 201L);
    }
}
