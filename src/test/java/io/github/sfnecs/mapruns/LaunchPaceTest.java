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
        assertThat(pace.at(after(10))).isEqualTo(196);
        assertThat(pace.at(after(59))).isEqualTo(1_156);
    }

    @Test
    void letsNoMoreRunThanBeganWhereAsManyEnd() {
        pace.let(after(39), 588);
        pace.seen(after(30), 0, 588);
        pace.seen(after(40), 196, 588);

        assertThat(pace.at(after(40))).isEqualTo(588);
        assertThat(pace.at(after(59))).isEqualTo(588);
        pace.let(after(59), 588);
        assertThat(pace.calm(after(59))).isFalse();
        assertThat(pace.calm(after(60))).isTrue();
        assertThat(pace.at(after(600))).isEqualTo(588);
    }

    @Test
    void letsMoreRunWhereFewerEndLongAfterItBegan() {
        pace.seen(after(50), 490, 490);
        pace.let(after(59), 490);
        pace.seen(after(60), 588, 490);
        assertThat(pace.at(after(69))).as("that may tell of before").isEqualTo(490);

        pace.seen(after(70), 588 + 96, 490);

        // between as many more as before, when 9.8 ended in a second, and as many as are missing now
        assertThat(pace.at(after(80))).isEqualTo(490 + 99);
        pace.let(after(80), 589);
        assertThat(pace.calm(after(80))).isFalse();
        pace.seen(after(80), 588 + 96 + 190, 589);
        assertThat(pace.calm(after(80))).isTrue();
        assertThat(pace.at(after(100))).isEqualTo(589);
    }

    @Test
    void wantsToSeeHowManyEndUntilAsManyRunAsMay() {
        assertThat(pace.wantsLook(after(5))).isFalse();
        assertThat(pace.wantsLook(after(6))).isTrue();
        pace.seen(after(50), 0, 980);
        pace.let(after(50), 980);
        assertThat(pace.wantsLook(after(57))).isFalse();
        assertThat(pace.wantsLook(after(59))).isTrue();
        assertThat(pace.wantsLook(after(600))).as("fewer run than may").isTrue();
        pace.let(after(600), 1_200);
        assertThat(pace.wantsLook(after(600))).isFalse();
    }

    @Test
    void doesNotMakeUpForWhatWasNotLaunchedInTime() {
        pace.seen(after(30), 0, 100);

        assertThat(pace.at(after(30))).isEqualTo(100);
        assertThat(pace.at(after(31))).isEqualTo(119);
        pace.let(after(31), 119);
        pace.seen(after(32), 0, 119);
        assertThat(pace.at(after(32))).isEqualTo(138);
    }

    @Test
    void isLowerWhereOthersLaunchToo() {
        pace.let(after(59), 1_156);
        pace.seen(after(60), 0, 1_156);
        pace.refused(after(60));

        assertThat(pace.at(after(60))).isEqualTo(867);
        pace.launched();
        assertThat(pace.at(after(60))).isEqualTo(927);
        for (int i = 0; i < 10; i++) {
            pace.launched();
        }
        assertThat(pace.at(after(600))).isEqualTo(1_156);
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
        assertThat(redriven.at(after(11))).isEqualTo(143 + 14);
    }
}
