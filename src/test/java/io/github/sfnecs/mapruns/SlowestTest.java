package io.github.sfnecs.mapruns;

import static io.github.sfnecs.mapruns.SomeChildren.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlowestTest {
    @Test
    void areThoseThatTookLongestOrRunLongest() {
        SomeChildren children =
                new SomeChildren().seconds(ChildStatus.SUCCEEDED, 5, 1, 70, 3).running(0);

        assertThat(seconds(children, 3)).containsExactly(70L, 60L, 5L);
    }

    @Test
    void areAllWhereThereAreFew() {
        assertThat(seconds(new SomeChildren().seconds(ChildStatus.FAILED, 1, 2), 10))
                .containsExactly(2L, 1L);
    }

    private static List<Long> seconds(SomeChildren children, int most) {
        return Slowest.of(children.children, most, TIME.plusSeconds(60)).stream()
                .map(child -> child.took(TIME.plusSeconds(60)).toSeconds())
                .toList();
    }
}
