package io.github.sfnecs.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fanout.FanOut;
import io.github.sfnecs.fanout.Items;
import io.github.sfnecs.fanout.MapDefinition;
import io.github.sfnecs.fanout.MapMode;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapwatch.Fan;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.Tables;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A task for each of ten thousand items, on an embedded AWS with the quotas of ECS, Fargate and Step Functions: about as fast as Fargate
 * launches, with hardly a launch refused, and with few calls of ours. In a build without {@code -Dtables=all} a part of the items.
 */
class FanOutTest {
    private static final int ITEMS = Tables.whole() ? 10_000 : 2_000;
    private static final int AT_ONCE = 1_200;
    private static final Duration EACH = Duration.ofSeconds(60);
    private static final double LAUNCHES_A_SECOND = 20;
    private static final int MOST_CALLS = 200;

    private final Lab lab = new Lab();
    private final Fan fan = new Fan(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void takesHardlyLongerThanFargateLaunches() {
        lab.account.script("job", TaskScript.exits(0).atOnce().after(EACH));
        ATask task = ATask.task().retry(MapMode.DISTRIBUTED.retry());
        FanOut map = new FanOut(
                MapMode.DISTRIBUTED,
                new Items.InFile(),
                AT_ONCE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new FanOut.S3Place("results", "nightly")),
                Optional.empty());
        fan.deploy(new MapDefinition(map, task.runTask(), Lab.MACHINE).around(task.definition()), task);
        lab.account.forgetCalls();
        lab.account.rateLimits(true);

        ExecutionReport report = fan.run(ITEMS);

        double quota = ITEMS / LAUNCHES_A_SECOND + EACH.toSeconds();
        double took = lab.time.waited().toMillis() / 1000.0;
        System.out.printf(
                "Fan-out: %d items took %.0f s, the quota allows %.0f; %d calls.%n",
                ITEMS, took, quota, lab.account.calls().size());
        lab.account.calls().stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        c -> c.operation(), java.util.stream.Collectors.counting()))
                .forEach((k, v) -> System.out.println(k + " " + v));
        System.out.println("refused " + lab.account.refused("LaunchOnFargate"));
        lab.console.statuses().forEach(System.out::println);
        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().mapRuns().get(0).items()).isEqualTo(new Counts(ITEMS, 0, 0, ITEMS, 0, 0, 0));
        assertThat(took).isLessThan(1.05 * quota);
        assertThat(lab.account.calls().size()).isLessThanOrEqualTo(MOST_CALLS);
    }
}
