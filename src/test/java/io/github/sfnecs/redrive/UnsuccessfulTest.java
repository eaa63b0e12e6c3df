package io.github.sfnecs.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.mapruns.Counts;
import org.junit.jupiter.api.Test;

class UnsuccessfulTest {
    @Test
    void leavesOutThoseOfWhichAwsSaysThatTheyCanNotBeRedriven() {
        Unsuccessful items = new Unsuccessful(new Counts(20, 1, 0, 10, 5, 2, 2), 3);

        assertThat(items.again()).isEqualTo(7);
        assertThat(items.told("EachItem"))
                .isEqualTo(
                        "Of 20 items of state EachItem 5 failed, 2 took too long, 2 were stopped, 1 never began: 7 run again,"
                                + " not 3 of which AWS says that they can't be redriven.");
    }

    @Test
    void isNeverLessThanNothing() {
        assertThat(new Unsuccessful(new Counts(2, 0, 0, 1, 1, 0, 0), 3).again()).isZero();
    }
}
