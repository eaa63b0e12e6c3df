package io.github.sfnecs.mapwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.mapruns.Counts;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.MapRunExecutionCounts;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;

class MapRunCountsTest {
    /** Those that wait to be redriven have not begun, either. */
    @Test
    void hasAllThatAwsCounts() {
        assertThat(MapRunCounts.of(MapRunItemCounts.builder()
                        .total(100L)
                        .pending(1L)
                        .pendingRedrive(2L)
                        .running(3L)
                        .succeeded(4L)
                        .failed(5L)
                        .timedOut(6L)
                        .aborted(7L)
                        .failuresNotRedrivable(8L)
                        .build()))
                .isEqualTo(new MapRunCounts(new Counts(100, 3, 3, 4, 5, 6, 7), 8));
        assertThat(MapRunCounts.of(MapRunExecutionCounts.builder()
                        .total(10L)
                        .pending(1L)
                        .pendingRedrive(2L)
                        .running(3L)
                        .succeeded(4L)
                        .failed(5L)
                        .timedOut(6L)
                        .aborted(7L)
                        .failuresNotRedrivable(8L)
                        .build()))
                .isEqualTo(new MapRunCounts(new Counts(10, 3, 3, 4, 5, 6, 7), 8));
    }

    @Test
    void livesWithWhatIsMissingOrNonsense() {
        assertThat(MapRunCounts.of((MapRunItemCounts) null)).isEqualTo(new MapRunCounts(Counts.NONE, 0));
        assertThat(MapRunCounts.of((MapRunExecutionCounts) null)).isEqualTo(new MapRunCounts(Counts.NONE, 0));
        assertThat(MapRunCounts.of(MapRunItemCounts.builder().failed(-1L).build()))
                .isEqualTo(new MapRunCounts(Counts.NONE, 0));
    }
}
