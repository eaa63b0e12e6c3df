package io.github.sfnecs.execution;

import static io.github.sfnecs.execution.Runs.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.history.Place;
import io.github.sfnecs.history.Visit;
import io.github.sfnecs.report.TaskRecord;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.watch.StatusLine;
import io.github.sfnecs.watch.TaskLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;

/** What goes on at one moment, in one line, and when it is said. */
class StatusLineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = START.plusSeconds(72);
    private static final Place RUN_TASK = new Place(new Visit("RunTask", "Task", Optional.empty(), START), 1);

    @Test
    void beforeAnythingIsKnown() {
        assertThat(line(Optional.empty())).isEqualTo("1:12 execution RUNNING");
    }

    @Test
    void ofAStateWithoutTasks() {
        assertThat(line(Optional.of(RUN_TASK), task("STOPPED").build())).isEqualTo("1:12 state RunTask");
        assertThat(line(Optional.of(new Place(RUN_TASK.visit(), 3)))).isEqualTo("1:12 state RunTask, attempt 3");
    }

    @Test
    void ofATaskThatRuns() {
        assertThat(line(
                        Optional.of(RUN_TASK),
                        task("STOPPED").build(),
                        task("RUNNING").startedAt(START.plusSeconds(32)).build()))
                .isEqualTo("1:12 state RunTask; task 3f2a91bc RUNNING for 0:40");
    }

    @Test
    void ofATaskThatWaits() {
        assertThat(line(Optional.of(RUN_TASK), task("PENDING").build()))
                .isEqualTo("1:12 state RunTask; task 3f2a91bc PENDING after 1:10:"
                        + " it has a place to run, and the image pull has not begun");
    }

    @Test
    void ofATaskThatEnds() {
        assertThat(line(
                        Optional.of(RUN_TASK),
                        task("DEPROVISIONING")
                                .startedAt(START.plusSeconds(32))
                                .stoppingAt(START.plusSeconds(70))
                                .build()))
                .isEqualTo("1:12 state RunTask; task 3f2a91bc DEPROVISIONING for 0:02");
    }

    @Test
    void ofATaskThatTheEndpointSaysLittleOf() {
        assertThat(line(
                        Optional.empty(),
                        Task.builder().taskArn("x").lastStatus("RUNNING").build()))
                .isEqualTo("1:12 execution RUNNING; task x RUNNING");
        assertThat(line(Optional.empty(), Task.builder().taskArn("task/1").build()))
                .isEqualTo("1:12 execution RUNNING");
    }

    @Test
    void ofManyTasksInTheOrderOfTheirWay() {
        assertThat(line(
                        Optional.of(RUN_TASK),
                        task("RUNNING").build(),
                        task("STRANGE").build(),
                        task("PENDING").build(),
                        task("RUNNING").build(),
                        task("STOPPED").build(),
                        task("PROVISIONING").build()))
                .isEqualTo("1:12 state RunTask; tasks: 1 STRANGE, 1 PROVISIONING, 1 PENDING, 2 RUNNING");
    }

    @Test
    void isSaidAtEachLookAndEndsWithTheExecution() {
        try (Lab lab = new Lab()) {
            lab.account.script(
                    "job", TaskScript.exits(0).pending(Duration.ofSeconds(5)).after(Duration.ofSeconds(10)));
            lab.deploy(ATask.task());

            new Runs(lab).run(RUN);

            assertThat(lab.console.statuses().stream().map(line -> line.replaceAll("task [0-9a-f]{8} ", "task TASK ")))
                    .containsSubsequence(
                            "0:02 state RunTask; task TASK PENDING after 0:02:" + " its images are being pulled",
                            "0:09 state RunTask; task TASK RUNNING for 0:03",
                            "")
                    .endsWith("");
        }
    }

    @Test
    void isNotLeftStandingWhereWatchingFails() {
        try (Lab lab = new Lab()) {
            lab.account.script("job", TaskScript.exits(0).after(Duration.ofSeconds(10)));
            lab.deploy(ATask.task());
            lab.account.faults().always("DescribeExecution", new Fault.Denied("Not you."));

            Runs runs = new Runs(lab);
            assertThatThrownBy(() -> runs.run(RUN)).isInstanceOf(ProblemException.class);

            assertThat(lab.console.statuses()).hasSizeGreaterThan(1).endsWith("");
        }
    }

    private static String line(Optional<Place> place, Task... tasks) {
        return StatusLine.of(
                START,
                NOW,
                place,
                Stream.of(tasks).flatMap(StatusLineTest::seen).toList());
    }

    private static Stream<TaskRecord> seen(Task task) {
        TaskLedger seen = new TaskLedger(Prices.shipped());
        seen.seen(task, NOW);
        return seen.values().stream();
    }

    private static Task.Builder task(String status) {
        return Task.builder()
                .taskArn("arn:aws:ecs:eu-central-1:123456789012:task/jobs/3f2a91bc000000000000000000000000")
                .createdAt(START.plusSeconds(2))
                .lastStatus(status);
    }
}
