package io.github.sfnecs.mapruns;

import static io.github.sfnecs.mapruns.ChildStatus.FAILED;
import static io.github.sfnecs.mapruns.ChildStatus.SUCCEEDED;
import static io.github.sfnecs.mapruns.ChildStatus.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.mapruns.Histogram.Bin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramTest {
    @Test
    void countsWhatSucceededBesideWhatDidNot() {
        List<Bin> bins = bins(new SomeChildren()
                .millis(SUCCEEDED, 60_000, 60_999, 61_000)
                .millis(FAILED, 61_500)
                .millis(TIMED_OUT, 62_000)
                .running(0));

        assertThat(bins.get(0).from()).isEqualTo(Duration.ofMinutes(1));
        assertThat(bins)
                .extracting(Bin::succeeded)
                .filteredOn(count -> count > 0)
                .containsExactly(1L, 1L, 1L);
        assertThat(bins).extracting(Bin::others).filteredOn(count -> count > 0).containsExactly(1L, 1L);
        assertThat(bins.get(bins.size() - 1).to()).hasValue(Duration.ofMillis(62_100));
    }

    /** From a minute on, until the range is a day's. */
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "29, 1000",
        "59, 2000",
        "100, 5000",
        "899, 30000",
        "3000, 120000",
        "86399, 3600000",
        "200000, 7200000"
    })
    void stepsAsPeopleCountTime(long range, long step) {
        List<Bin> bins = bins(new SomeChildren().seconds(SUCCEEDED, 60, 60 + range));

        assertThat(width(bins.get(0))).isEqualTo(Duration.ofMillis(step));
        assertThat(bins).hasSizeLessThanOrEqualTo(31);
        assertThat(bins.get(0).from()).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(bins.get(bins.size() - 1).to()).isPresent();
    }

    @Test
    void hasRoomForYears() {
        List<Bin> bins = bins(new SomeChildren().seconds(SUCCEEDED, 1, 10L * 365 * 24 * 60 * 60));

        assertThat(bins).hasSizeBetween(20, 31);
        assertThat(width(bins.get(0))).isEqualTo(Duration.ofDays(122));
    }

    @Test
    void putsWhatTakesMuchLongerIntoTheLastOne() {
        SomeChildren children = new SomeChildren().seconds(FAILED, 36_000);
        LongStream.range(0, 200).forEach(i -> children.seconds(SUCCEEDED, 60 + i / 10));

        List<Bin> bins = bins(children);

        assertThat(width(bins.get(0))).isEqualTo(Duration.ofSeconds(1));
        assertThat(bins).hasSize(40);
        assertThat(bins.get(39)).isEqualTo(new Bin(Duration.ofSeconds(99), Optional.empty(), 0, 1));
        assertThat(bins.get(0).succeeded()).isEqualTo(10);
    }

    @Test
    void isEmptyWhereNoneHasEnded() {
        assertThat(bins(new SomeChildren().running(0))).isEmpty();
    }

    private static List<Bin> bins(SomeChildren children) {
        return Histogram.of(children.children).bins();
    }

    private static Duration width(Bin bin) {
        return bin.to().orElseThrow().minus(bin.from());
    }
}
