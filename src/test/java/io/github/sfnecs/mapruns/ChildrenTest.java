package io.github.sfnecs.mapruns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.mapruns.Children.Child;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildrenTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String EXECUTION = "arn:aws:states:eu-central-1:123456789012:execution:nightly/Each:";

    @Test
    void givesBackWhatItWasToldInThatOrder() {
        UUID name = new UUID(7, 8);
        Children children = new Children();
        for (int i = 0; i < 200; i++) {
            children.add(ChildStatus.FAILED, TIME.plusSeconds(i), Optional.of(TIME.plusSeconds(2L * i)));
        }
        children.add(EXECUTION + name, ChildStatus.RUNNING, TIME, Optional.empty());

        List<Child> all = all(children);
        assertThat(children.size()).isEqualTo(201);
        assertThat(all.get(150))
                .isEqualTo(new Child(
                        ChildStatus.FAILED,
                        TIME.plusSeconds(150),
                        Optional.of(TIME.plusSeconds(300)),
                        Optional.empty()));
        assertThat(all.get(200)).isEqualTo(new Child(ChildStatus.RUNNING, TIME, Optional.empty(), Optional.of(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no-uuid",
                "1-1-1-1-1",
                "0000000g-0000-0007-0000-000000000008",
                "                                    "
            })
    void keepsNoOtherNameThanAWSGives(String name) {
        Children children = new Children();
        children.add(EXECUTION + name, ChildStatus.SUCCEEDED, TIME, Optional.of(TIME));

        assertThat(all(children)).extracting(Child::name).containsExactly(Optional.empty());
    }

    @Test
    void tookNoTimeWhereItEndedBeforeItBegan() {
        Child child = new Child(ChildStatus.SUCCEEDED, TIME, Optional.of(TIME.minusSeconds(1)), Optional.empty());

        assertThat(child.took(TIME.plusSeconds(9))).isZero();
    }

    @Test
    void takesTimeUntilNowWhereItRuns() {
        Child child = new Child(ChildStatus.RUNNING, TIME, Optional.empty(), Optional.empty());

        assertThat(child.took(TIME.plusSeconds(9))).isEqualTo(Duration.ofSeconds(9));
    }

    private static List<Child> all(Children children) {
        List<Child> all = new ArrayList<>();
        children.forEach(all::add);
        return all;
    }
}
