package io.github.sfnecs.mapruns;

import static io.github.sfnecs.mapruns.ChildStatus.FAILED;
import static io.github.sfnecs.mapruns.ChildStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DurationsTest {
    @Test
    void saysWithinWhatTimeSoManyEnded() {
        Durations durations = Durations.of(
                new SomeChildren()
                        .seconds(SUCCEEDED, LongStream.rangeClosed(1, 200).toArray())
                        .children,
                any -> true);

        assertThat(durations.within(50)).isEqualTo(Duration.ofSeconds(100));
        assertThat(durations.within(90)).isEqualTo(Duration.ofMinutes(3));
        assertThat(durations.within(99)).isEqualTo(Duration.ofSeconds(198));
        assertThat(durations.within(100)).isEqualTo(Duration.ofSeconds(200));
        assertThat(durations.shortest()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isOfThoseThatEndedSoAndOfNoneThatRuns() {
        Children children =
                new SomeChildren().seconds(SUCCEEDED, 5, 3).seconds(FAILED, 1).running(0).children;

        assertThat(Durations.of(children, any -> true).count()).isEqualTo(3);
        Durations succeeded = Durations.of(children, SUCCEEDED::equals);
        assertThat(succeeded.count()).isEqualTo(2);
        assertThat(succeeded.shortest()).isEqualTo(Duration.ofSeconds(3));
        assertThat(succeeded.within(50)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void isTheOneTimeOfOne() {
        Durations one = Durations.of(new SomeChildren().seconds(FAILED, 7).children, any -> true);

        assertThat(one.within(1)).isEqualTo(one.within(100)).isEqualTo(Duration.ofSeconds(7));
    }
}
