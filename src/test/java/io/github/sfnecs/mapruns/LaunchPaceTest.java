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
    void letsRunAsManyAsEndWhileOthersBegin() {
        // with the first 20 at once, those that had begun by the tenth second have ended
        pace.seen(after(40), 216, 608);

        assertThat(pace.at(after(40))).isEqualTo((int) (30 * 19.6));
        assertThat(pace.at(after(600))).isEqualTo((int) (30 * 19.6));
    }

    @Test
    void letsMoreRunWhereEachTakesLongerByNow() {
        pace.seen(after(40), 216, 588);
        pace.seen(after(100), 216 + 600, 588);

        assertThat(pace.at(after(100))).isEqualTo(1_152);
    }

    @Test
    void wantsToSeeTheFirstThatEnds() {
        assertThat(pace.wantsLook(after(9))).isFalse();
        assertThat(pace.wantsLook(after(10))).isTrue();
        pace.seen(after(10), 0, 216);
        assertThat(pace.wantsLook(after(19))).isFalse();
        assertThat(pace.wantsLook(after(20))).isTrue();
        pace.seen(after(20), 100, 308);
        assertThat(pace.wantsLook(after(40))).isFalse();
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

        assertThat(redriven.at(after(10))).isEqualTo(166);
    }
}
