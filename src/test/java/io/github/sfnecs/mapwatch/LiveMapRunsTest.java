package io.github.sfnecs.mapwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fanout.FanOut.Tolerance;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is seen of a distributed Map while it goes on and when it has ended. */
class LiveMapRunsTest {
    private final Lab lab = new Lab();
    private final Fan fan = new Fan(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    private void deploy(int concurrency, Optional<Tolerance> tolerance) {
        fan.deploy(concurrency, tolerance, Optional.empty(), ATask.task());
    }

    @Test
    void tellsHowFarItIs() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofSeconds(57)));
        deploy(10, Optional.empty());

        ExecutionReport report = fan.run(100);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.console.statuses())
                .contains("0 of 100 done, 10 running, $0.00")
                .anySatisfy(line -> assertThat(line)
                        .matches("50 of 100 done, 10 running, 10/min, about 5 minutes left, \\$0\\.\\d\\d"))
                .endsWith("");
        assertThat(lab.console.warnings()).isEmpty();
    }

    /** All of them would run, and cost, before the execution fails. */
    @Test
    void saysSoonThatTheResultsHaveNoRoom() {
        lab.account.script("job", TaskScript.exits(0).atOnce());
        fan.deployForMany(1_800, 1_000, Optional.empty(), Optional.empty());

        ExecutionReport report = fan.run(0);

        assertThat(report.problem().orElseThrow().why()).contains("States.DataLimitExceeded");
        assertThat(lab.console.warnings())
                .containsExactly(
                        "EachItem: the results of 1,800 tasks may have no room in the 256 KiB of its output; then"
                                + " the execution fails in the end (States.DataLimitExceeded), when all have run. To have room,"
                                + " stop it and name a place for them in the POM's map: <results>s3://my-bucket/results</results>");
    }

    @Test
    void saysNothingOfRoomWhereTheResultsAreWrittenToS3() {
        lab.account.script("job", TaskScript.exits(0).atOnce());
        fan.deployForMany(1_100, 1_000, Optional.empty());

        assertThat(fan.run(0).problem()).isEmpty();
        assertThat(lab.console.warnings()).isEmpty();
    }

    @Test
    void knowsAllOfItInTheEnd() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofSeconds(57)));
        deploy(10, Optional.empty());

        ExecutionReport report = fan.run(20);

        MapRunRecord run = Fan.only(report);
        assertThat(run.state()).isEqualTo("EachItem");
        assertThat(run.status()).contains("SUCCEEDED");
        assertThat(run.maxConcurrency()).isEqualTo(10);
        assertThat(run.items()).isEqualTo(new Counts(20, 0, 0, 20, 0, 0, 0)).isEqualTo(run.executions());
        assertThat(run.startDate()).isPresent();
        assertThat(run.stopDate()).isPresent();
        assertThat(run.failures()).isEmpty();
        assertThat(run.unread()).isZero();
        assertThat(run.notes()).isEmpty();
        List<Duration> lives = new ArrayList<>();
        run.children()
                .forEach(child -> lives.add(
                        Duration.between(child.startDate(), child.stopDate().orElseThrow())));
        assertThat(lives).hasSize(20).allSatisfy(life -> assertThat(life).isEqualTo(Duration.ofMinutes(1)));
        // 20 minutes of a quarter of a vCPU and half a GB
        assertThat(run.cost().orElseThrow().vcpuHours()).isEqualByComparingTo("0.08334");
        assertThat(report.execution().cost()).isEqualTo(run.cost());
    }

    /** Of an hour's Map nothing happens in the history but that it ends, which the Map Run tells. */
    @Test
    void seldomReadsTheHistoryWhileItemsWait() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofMinutes(5)));
        deploy(10, Optional.empty());

        fan.run(100);

        assertThat(lab.calls("GetExecutionHistory")).isLessThan(400);
    }

    @Test
    void writesALineForEachItem() {
        lab.account.script("job", TaskScript.exits(0).atOnce());
        fan.deployForMany(1_100, 10, Optional.empty());

        fan.run(0);

        assertThat(fan.lines())
                .hasSize(1100)
                .allSatisfy(line -> assertThat(Json.parse(line).propertyStream())
                        .extracting(member -> member.getKey())
                        .containsExactly("execution", "status", "startDate", "stopDate", "items"));
        assertThat(fan.lines()).doesNotHaveDuplicates();
        assertThat(lab.calls("ListExecutions")).isEqualTo(2);
    }

    @Test
    void tellsAtOnceWhichFailedAndOfWhichKindHowManyMore() {
        lab.account.script("job", TaskScript.exits(1).after(Duration.ofSeconds(57)));
        deploy(4, Optional.of(new Tolerance(100, true)));
        Instant begin = lab.clock.now();

        ExecutionReport report = fan.run(12);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.console.infos())
                .containsSubsequence(
                        "item 3 failed: app exit code 1",
                        "item 7 failed: app exit code 1",
                        "7 more like this: app exit code 1")
                .filteredOn(line -> line.startsWith("item "))
                .hasSize(5);
        assertThat(lab.console.warnings()).isEmpty();
        assertThat(lab.console.infos())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Items failed, which the Map tolerates: state EachItem, Map Run ")
                        .contains(": of 12 executions 12 failed\n  12 × app exit code 1, e.g. item "));
        assertThat(Fan.only(report).failed()).hasSize(12);
        assertThat(Fan.only(report).failures()).singleElement().satisfies(group -> {
            assertThat(group.count()).isEqualTo(12);
            assertThat(group.meaning()).isNotEmpty();
            assertThat(group.remedy()).isNotEmpty();
        });
        assertThat(begin).isBefore(lab.clock.now());
    }

    @Test
    void showsTheLastLinesOfTheFirstThatFailed() {
        lab.registerPrinting("app");
        lab.account.script(
                "job",
                TaskScript.exits(1)
                        .after(Duration.ofSeconds(57))
                        .printsBurst("app", Duration.ofSeconds(1), 20, "step"));
        fan.deploy(
                10,
                Optional.of(new Tolerance(100, true)),
                Optional.empty(),
                ATask.task().newestRevision());

        ExecutionReport report = fan.run(5, Logs.FOLLOW);

        assertThat(lab.console.infos())
                .filteredOn(line -> line.contains(" failed: "))
                .satisfiesOnlyOnce(
                        line -> assertThat(line)
                                .endsWith(
                                        " failed: app exit code 1\n  | step 16\n  | step 17\n  | step 18\n  | step 19\n  | step 20"));
        assertThat(Fan.only(report).failed())
                .filteredOn(item -> !item.lines().isEmpty())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.lines()).hasSize(10).endsWith("step 20"));
        assertThat(lab.calls("GetLogEvents")).isEqualTo(2);
    }

    @Test
    void saysOnceWhatItMayNotSeeAndGoesOn() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofSeconds(57)));
        deploy(1, Optional.empty());
        lab.account.faults().always("DescribeMapRun", new Fault.Denied("Not you."));

        ExecutionReport report = fan.run(5);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .contains("Not shown of Map Runs: how many items are done. It takes states:DescribeMapRun", "Not you.");
        assertThat(lab.calls("DescribeMapRun")).isEqualTo(1);
        MapRunRecord run = Fan.only(report);
        assertThat(run.status()).isEmpty();
        assertThat(run.children().size()).isEqualTo(5);
        assertThat(run.notes()).singleElement().asString().contains("states:DescribeMapRun");
    }

    @Test
    void saysOnceThatItMayNotListItems() {
        lab.account.script("job", TaskScript.exits(1).after(Duration.ofSeconds(57)));
        deploy(1, Optional.of(new Tolerance(100, true)));
        lab.account.faults().always("ListExecutions", new Fault.Denied("Not you."));

        MapRunRecord run = Fan.only(fan.run(5));

        assertThat(lab.console.warnings())
                .satisfiesExactly(
                        why -> assertThat(why).contains("why its items failed"),
                        items -> assertThat(items).contains("when each of its items ran"));
        assertThat(run.executions().failed()).isEqualTo(5);
        assertThat(run.unread()).isEqualTo(5);
        assertThat(run.children().size()).isZero();
        assertThat(lab.calls("ListExecutions")).isEqualTo(2);
    }

    @Test
    void looksLaterWhereItIsThrottled() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofSeconds(57)));
        deploy(10, Optional.empty());
        lab.account.faults().next("DescribeMapRun", new Fault.Throttle());

        ExecutionReport report = fan.run(20);

        assertThat(lab.console.warnings()).isEmpty();
        assertThat(Fan.only(report).notes()).isEmpty();
        assertThat(lab.console.statuses()).anySatisfy(line -> assertThat(line).startsWith("10 of 20 done"));
    }

    @Test
    void readsLaterWhyItemsFailedWhereItIsThrottled() {
        lab.account.script("job", TaskScript.exits(1).after(Duration.ofSeconds(57)));
        deploy(1, Optional.of(new Tolerance(100, true)));
        lab.account.faults().next("ListExecutions", new Fault.Throttle());
        lab.account.faults().next("DescribeExecution", new Fault.Throttle());

        MapRunRecord run = Fan.only(fan.run(5));

        assertThat(lab.console.warnings()).isEmpty();
        assertThat(run.notes()).isEmpty();
        assertThat(run.failed()).hasSize(5);
    }

    @Test
    void countsItemsOfBatches() {
        lab.account.script("job", TaskScript.exits(1).after(Duration.ofSeconds(57)));
        fan.deploy(1, Optional.of(new Tolerance(100, true)), Optional.of(10), ATask.task());

        MapRunRecord run = Fan.only(fan.run(30));

        assertThat(lab.console.statuses())
                .anySatisfy(line -> assertThat(line).startsWith("10 of 30 done, 10 failed, 10 running"));
        assertThat(run.items()).isEqualTo(new Counts(30, 0, 0, 0, 30, 0, 0));
        assertThat(run.executions()).isEqualTo(new Counts(3, 0, 0, 0, 3, 0, 0));
        assertThat(run.failed()).hasSize(3).allSatisfy(item -> {
            assertThat(item.index()).isEmpty();
            assertThat(item.name()).matches("execution [0-9a-f-]{36}");
        });
        assertThat(fan.lines()).hasSize(3).allSatisfy(line -> assertThat(line).endsWith("\"items\":10}"));
    }
}
