package io.github.sfnecs.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapwatch.Fan;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However many items a distributed Map has, the calls that watch it are few. */
class TenThousandItemsTest {
    private static final int MOST_CALLS = 200;

    private final Lab lab = new Lab();
    private final Fan fan = new Fan(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void areWatchedWithTwoHundredCalls() {
        int items = Sizes.tasks();
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofSeconds(57)));
        // with the launches that Fargate allows, ten thousand take 560 seconds
        fan.deployForMany(items, Math.max(1, items * 60 / 500));

        ExecutionReport report = fan.run(0);

        assertThat(report.problem()).isEmpty();
        MapRunRecord run = report.execution().mapRuns().get(0);
        System.out.printf(
                "Sizes: %d items watched for %d s with %d calls.%n",
                items, lab.time.waited().toSeconds(), lab.account.calls().size());
        assertThat(run.children().size()).isEqualTo(items);
        assertThat(fan.lines()).hasSize(items);
        assertThat(lab.time.waited()).isGreaterThan(Duration.ofMinutes(8));
        assertThat(lab.account.calls().size()).isLessThanOrEqualTo(MOST_CALLS);
        assertThat(lab.account.calls()).filteredOn(call -> call.error() != null).isEmpty();
    }
}
