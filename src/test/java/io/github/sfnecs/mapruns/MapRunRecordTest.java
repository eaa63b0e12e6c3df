package io.github.sfnecs.mapruns;

import static io.github.sfnecs.mapruns.SomeChildren.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.cost.Cost;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MapRunRecordTest {
    private static final Counts MANY = new Counts(10_000, 0, 0, 9_953, 40, 4, 3);

    @Test
    void saysInASentenceWhatBecameOfIt() {
        assertThat(run(MANY, MANY, Optional.of(TIME.plusSeconds(552))))
                .isEqualTo("10,000 items: 9,953 succeeded, 40 failed, 4 timed out, 3 aborted; in 9:12, for $0.");
    }

    @Test
    void saysHowManyExecutionsTheBatchesAre() {
        assertThat(run(
                        new Counts(1, 0, 0, 1, 0, 0, 0),
                        new Counts(2, 0, 0, 2, 0, 0, 0),
                        Optional.of(TIME.plusSeconds(552))))
                .isEqualTo("1 item in 2 executions: 1 succeeded; in 9:12, for $0.");
    }

    @Test
    void saysHowItIsWhileItRuns() {
        Counts some = new Counts(10, 4, 3, 2, 1, 0, 0);

        assertThat(run(some, some, Optional.empty()))
                .isEqualTo("10 items: 2 succeeded, 1 failed, 3 running, 4 not begun; in 1:00 so far, for $0.");
    }

    @Test
    void saysThatNothingIsKnown() {
        assertThat(record(Counts.NONE, Counts.NONE, Optional.empty(), Optional.empty(), Optional.empty())
                        .sentence(TIME))
                .isEqualTo("How many items it has is not known.");
        assertThat(record(
                                Counts.NONE,
                                new Counts(2, 0, 0, 2, 0, 0, 0),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Cost.nothing()))
                        .sentence(TIME))
                .isEqualTo("2 executions: 2 succeeded; for $0.");
    }

    private static String run(Counts items, Counts executions, Optional<Instant> stopDate) {
        return record(items, executions, Optional.of(TIME), stopDate, Optional.of(Cost.nothing()))
                .sentence(TIME.plusSeconds(60));
    }

    private static MapRunRecord record(
            Counts items,
            Counts executions,
            Optional<Instant> startDate,
            Optional<Instant> stopDate,
            Optional<Cost> cost) {
        return new MapRunRecord(
                "arn",
                "Each",
                Optional.empty(),
                startDate,
                stopDate,
                40,
                0,
                items,
                executions,
                new Children(),
                List.of(),
                0,
                List.of(),
                cost,
                List.of());
    }
}
