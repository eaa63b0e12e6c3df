package io.github.sfnecs.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapwatch.Fan;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A task of a minute for each item, under the quotas of Step Functions, ECS and Fargate: the whole takes hardly longer than Fargate needs
 * to launch them, few launches are refused, and few calls are ours.
 */
class TenThousandItemsTest {
    private static final int MOST_CALLS = 200;
    private static final int AT_ONCE = 1_200;
    private static final double LAUNCHES_A_SECOND = 20;
    private static final Duration EACH = Duration.ofSeconds(60);
    /** A hundred begin before anybody could say how many, of which Fargate refuses more than eighty. */
    private static final int BEFORE_THE_FIRST_LOOK = 100;

    private final Lab lab = new Lab();
    private final Fan fan = new Fan(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void takeHardlyLongerThanFargateLaunches() {
        int items = Sizes.tasks();
        fan.deployForMany(items, AT_ONCE, Optional.empty());

        Effort effort = run(items, items, EACH);

        assertThat(effort.refused()).isLessThanOrEqualTo(refused(items, 1));
        assertThat(effort.calls()).isLessThanOrEqualTo(MOST_CALLS);
    }

    /** Then not as many as may run, since that would be more launches. */
    @Test
    void takeNoLongerWhereEachIsShort() {
        int items = Sizes.tasks();
        fan.deployForMany(items, AT_ONCE, Optional.empty());

        Effort effort = run(items, items, EACH.dividedBy(2));

        assertThat(effort.refused()).isLessThanOrEqualTo(refused(items, 4));
        assertThat(effort.calls()).isLessThanOrEqualTo(MOST_CALLS);
    }

    /** More and more of the long ones run: those that end make room for fewer than are launched, long after the first have ended. */
    @Test
    void takeNoLongerWhereSomeAreLong() {
        int items = Sizes.tasks();
        Duration longest = EACH.multipliedBy(3);
        fan.deployForMany(items, AT_ONCE, Optional.empty());
        lab.account.scriptsInTurn(
                "job",
                IntStream.range(0, 2 * items)
                        .mapToObj(i -> i % 3 == 0 ? longest : EACH.dividedBy(12))
                        .map(TenThousandItemsTest::script)
                        .toArray(TaskScript[]::new));

        Effort effort = watch(items, items, longest);

        assertThat(effort.refused()).isLessThanOrEqualTo(refused(items, 40));
        assertThat(effort.calls()).isLessThanOrEqualTo(2 * MOST_CALLS);
    }

    @Test
    void takeNoMoreCallsInBatches() {
        int items = 10 * Sizes.tasks();
        fan.deployForMany(items, AT_ONCE, Optional.of(10));

        Effort effort = run(items, items / 10, EACH);

        assertThat(effort.refused()).isLessThanOrEqualTo(refused(items / 10, 1));
        assertThat(effort.calls()).isLessThanOrEqualTo(MOST_CALLS);
    }

    private static TaskScript script(Duration each) {
        return TaskScript.exits(0).atOnce().after(each);
    }

    private static int refused(int tasks, int ofAHundred) {
        return Math.max(BEFORE_THE_FIRST_LOOK, ofAHundred * tasks / 100);
    }

    private Effort run(int items, int tasks, Duration each) {
        lab.account.script("job", script(each));
        return watch(items, tasks, each);
    }

    /** All of them succeed, hardly later than the last could end. */
    private Effort watch(int items, int tasks, Duration longest) {
        lab.account.forgetCalls();
        lab.account.rateLimits(true);

        ExecutionReport report = fan.run(0);

        double took = lab.time.waited().toMillis() / 1000.0;
        double quota = tasks / LAUNCHES_A_SECOND + longest.toSeconds();
        Effort effort = new Effort(
                lab.account.refused("LaunchOnFargate"), lab.account.calls().size());
        System.out.printf(
                "Sizes: %d items in %d tasks took %.0f s of the account's time, its quotas allow %.0f s;"
                        + " %d launches were refused, %d calls were made.%n",
                items, tasks, took, quota, effort.refused(), effort.calls());
        assertThat(report.problem()).isEmpty();
        MapRunRecord run = report.execution().mapRuns().get(0);
        assertThat(run.items()).isEqualTo(new Counts(items, 0, 0, items, 0, 0, 0));
        assertThat(run.children().size()).isEqualTo(tasks);
        assertThat(fan.lines()).hasSize(tasks);
        assertThat(took).isLessThan(1.05 * quota + (Sizes.tasks() < tasks ? 0 : 10));
        assertThat(lab.account.calls()).filteredOn(call -> call.error() != null).isEmpty();
        return effort;
    }

    /**
     * What it took.
     *
     * @param refused launches that Fargate refused
     * @param calls of ours
     */
    private record Effort(int refused, int calls) {}
}
