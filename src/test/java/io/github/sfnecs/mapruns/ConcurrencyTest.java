package io.github.sfnecs.mapruns;

import static io.github.sfnecs.mapruns.SomeChildren.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    @Test
    void saysTheMostThatRanAtOnceInEachSlot() {
        Concurrency concurrency = of(new SomeChildren()
                .between(0, 60)
                .between(10, 20)
                .between(15, 20)
                .between(20, 21));

        assertThat(concurrency.begin()).isEqualTo(TIME);
        assertThat(concurrency.slot()).isEqualTo(Duration.ofSeconds(1));
        assertThat(concurrency.end()).isEqualTo(TIME.plusSeconds(60));
        assertThat(concurrency.peak()).isEqualTo(3);
        assertThat(concurrency.most()).hasSize(60);
        assertThat(concurrency.most().subList(0, 10)).containsOnly(1);
        assertThat(concurrency.most().subList(10, 15)).containsOnly(2);
        assertThat(concurrency.most().subList(15, 20)).containsOnly(3);
        assertThat(concurrency.most().get(20)).isEqualTo(2);
        assertThat(concurrency.most().subList(21, 60)).containsOnly(1);
    }

    @Test
    void hasSlotsInWhichNothingRan() {
        assertThat(of(new SomeChildren().between(0, 1).between(59, 60)).most().subList(1, 59))
                .isEqualTo(Collections.nCopies(58, 0));
    }

    @Test
    void countsWhatEndedAtOnce() {
        Concurrency concurrency = of(new SomeChildren().between(0, 0).between(0, 0));

        assertThat(concurrency.peak()).isEqualTo(2);
    }

    @Test
    void runsUntilNow() {
        assertThat(of(new SomeChildren().running(0).running(300)).end()).isEqualTo(TIME.plusSeconds(600));
    }

    @Test
    void isEmptyWhereThereAreNone() {
        assertThat(Concurrency.of(new Children(), TIME)).isEmpty();
    }

    /** Against counting by hand. */
    @Test
    void isRightForMany() {
        Random random = new Random(7);
        int[] running = new int[600];
        SomeChildren children = new SomeChildren().between(0, 600);
        for (int i = 0; i < 500; i++) {
            int from = random.nextInt(599);
            int to = from + 1 + random.nextInt(600 - from - 1);
            children.between(from, to);
            IntStream.range(from, to).forEach(second -> running[second]++);
        }

        Concurrency concurrency = of(children);

        assertThat(concurrency.slot()).isEqualTo(Duration.ofSeconds(10));
        for (int slot = 0; slot < 60; slot++) {
            assertThat(concurrency.most().get(slot))
                    .as("slot " + slot)
                    .isEqualTo(1
                            + IntStream.range(slot * 10, slot * 10 + 10)
                                    .map(second -> running[second])
                                    .max()
                                    .orElseThrow());
        }
    }

    private static Concurrency of(SomeChildren children) {
        return Concurrency.of(children.children, TIME.plusSeconds(600)).orElseThrow();
    }
}
