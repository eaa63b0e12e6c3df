package io.github.sfnecs.mapruns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LaunchPaceTest {
    private static final Instant BEGUN = Instant.parse("2026-01-02T03:04:05Z");

    private final LaunchPace pace = new LaunchPace(1_200, BEGUN, 0);

    private static Instant after(int seconds) {
        return BEGUN.plusSeconds(seconds);
    }

    @Test
    void growsAsFastAsFargateLaunches() {
        assertThat(pace.at(BEGUN)).isEqualTo(20);
        assertThat(pace.at(after(10))).isEqualTo(193);
        assertThat(pace.at(after(60))).isEqualTo(1_158);
        assertThat(pace.at(after(600))).isEqualTo(1_200);
    }

    @Test
    void makesRoomForWhatEnds() {
        pace.seen(after(10), 100, 93);

        assertThat(pace.at(after(10))).isEqualTo(93);
        // ten end in a second, so nine more may run
        assertThat(pace.at(after(20))).isEqualTo(186);
    }

    @Test
    void doesNotMakeUpForWhatWasNotLaunchedInTime() {
        pace.seen(after(30), 0, 100);

        assertThat(pace.at(after(30))).isEqualTo(100);
        assertThat(pace.at(after(31))).isEqualTo(119);
    }

    @Test
    void isLowerWhereOthersLaunchToo() {
        pace.seen(after(60), 0, 1_158);
        pace.refused(after(60));

        assertThat(pace.at(after(60))).isEqualTo(868);
        pace.launched();
        assertThat(pace.at(after(60))).isEqualTo(928);
        for (int i = 0; i < 10; i++) {
            pace.launched();
        }
        assertThat(pace.at(after(600))).isEqualTo(1_200);
    }

    @Test
    void isNeverMoreThanMayRunNorNothing() {
        LaunchPace few = new LaunchPace(7, BEGUN, 0);

        assertThat(few.at(BEGUN)).isEqualTo(7);
        few.seen(after(10), 10_000, 0);
        assertThat(few.at(after(10))).isEqualTo(7);
        pace.seen(after(10), 10_000, 0);
        assertThat(pace.at(after(10))).isEqualTo(20);
    }

    @Test
    void countsFromWhatHadEndedBefore() {
        LaunchPace redriven = new LaunchPace(1_200, BEGUN, 9_000);
        redriven.seen(after(10), 9_050, 143);

        assertThat(redriven.at(after(10))).isEqualTo(143);
    }
}
