package io.github.sfnecs.mapwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExplainExecution;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fanout.FanOut.Tolerance;
import io.github.sfnecs.mapruns.FailureGroup;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.RecordingConsole;
import io.github.sfnecs.testing.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of items of distributed Maps that failed, at once and in the end. */
class FailedItemsTest {
    private static final TaskScript KILLED = TaskScript.exits(137)
            .after(Duration.ofSeconds(57))
            .stopReason("OutOfMemoryError: Container killed due to memory usage");
    private static final TaskScript NOT_PULLED = TaskScript.failsToStart(
            "TaskFailedToStart", "CannotPullContainerError: pull image manifest has been retried 5 time(s): not found");

    private final Lab lab = new Lab();
    private final Fan fan = new Fan(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    private String explain(ExecutionReport report) {
        RecordingConsole console = new RecordingConsole();
        new ExplainExecution(lab.clients, Lab.COMMANDS, lab.time, console, denied -> PolicyInPlace.UNKNOWN)
                .explain(report.execution().executionArn());
        return console.text();
    }

    @Test
    void areGroupedByCauseWithTheRemedyAndTheCommandThatRedrives() {
        lab.account.scriptsInTurn("job", KILLED, NOT_PULLED, KILLED, KILLED, TaskScript.runsForever());
        fan.deploy(1, Optional.of(new Tolerance(3, false)), Optional.empty(), ATask.task());

        ExecutionReport report = fan.run(10);

        Problem problem = report.problem().orElseThrow();
        assertThat(problem.where()).contains("""
                : of 10 executions 4 failed, 6 never began
                3 × app exit code 137 (memory), e.g. item 0; 1 × CannotPullContainerError, e.g. item 1
                execution\s""");
        assertThat(problem.why())
                .contains("CannotPullContainerError: ", "More of its items failed than the Map tolerates");
        assertThat(problem.fix())
                .contains("memory", "For CannotPullContainerError: ", "To explain that execution: mvn ")
                .endsWith("To have only the failed items go on: mvn io.github.sfnecs:sfn-ecs-maven-plugin:1.0:redrive"
                        + " -Dsfn-ecs.executionArn=" + report.execution().executionArn());
        assertThat(explain(report)).contains(problem.where().lines().toList().get(2), "For CannotPullContainerError: ");
    }

    /** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
    @Test
    void ofThreeCausesAndFiveHundredItemsFitAScreen() {
        int failing = Tables.whole() ? 500 : 150;
        List<TaskScript> scripts = new ArrayList<>();
        TaskScript broken = TaskScript.exits(1).after(Duration.ofSeconds(57));
        for (int item = 0; item < failing; item++) {
            scripts.add(item % 10 == 0 ? NOT_PULLED : item % 3 == 0 ? broken : KILLED);
        }
        scripts.add(TaskScript.exits(0).after(Duration.ofSeconds(57)));
        lab.account.scriptsInTurn("job", scripts.toArray(TaskScript[]::new));
        fan.deploy(100, Optional.of(new Tolerance(failing - 1, false)), Optional.empty(), ATask.task());

        ExecutionReport report = fan.run(1000);

        Problem problem = report.problem().orElseThrow();
        String told = lab.console.text() + problem.text();
        assertThat(told.lines().count()).isLessThanOrEqualTo(60);
        assertThat(problem.where())
                .contains(
                        "× app exit code 137 (memory), e.g. item ",
                        "× app exit code 1, e.g. item ",
                        "× CannotPullContainerError, e.g. item ");
        MapRunRecord run = Fan.only(report);
        assertThat(run.failures()).hasSize(3);
        assertThat(run.failures().stream().mapToLong(FailureGroup::count).sum() + run.unread())
                .isEqualTo(failing);
        assertThat(lab.calls("DescribeExecution")).isLessThanOrEqualTo(failing + 20L);
    }

    @Test
    void areToldAlsoWhereTheExecutionEndsForAnotherReason() {
        lab.account.script("job", TaskScript.exits(1).after(Duration.ofSeconds(57)));
        fan.deploy(1, Optional.of(new Tolerance(100, true)), Optional.empty(), ATask.task());
        lab.time.after(
                Duration.ofSeconds(90),
                () -> lab.clients
                        .sfn()
                        .stopExecution(stop -> stop.executionArn(Lab.SCOPE.execution(Lab.MACHINE, "run"))));

        ExecutionReport report = fan.run(10);

        Problem problem = report.problem().orElseThrow();
        assertThat(problem.what()).isEqualTo("Execution run ABORTED.");
        assertThat(problem.why())
                .contains(
                        "state EachItem, Map Run ",
                        "of 10 executions 1 failed, 1 was aborted, 8 never began",
                        "1 × app exit code 1, e.g. item 0");
        assertThat(problem.fix()).contains(":redrive -Dsfn-ecs.executionArn=");
        assertThat(explain(report)).contains("1 × app exit code 1, e.g. item 0");
    }

    @Test
    void ofUsersOwnDefinitionsAndOfSeveralMapsAreToldByTheirExecutions() {
        Definition both = Definition.parse("""
                {"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [%s, %s]}}}""".formatted(branch("Left"), branch("Right")));
        fan.deploy(both, ATask.task());

        ExecutionReport report = fan.run(3);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.console.statuses())
                .anySatisfy(line -> assertThat(line)
                        .matches(
                                "Left: 1 of 3 done, 1 failed, 1 running.*; Right: 1 of 3 done, 1 failed, 1 running.*"));
        assertThat(report.execution().mapRuns()).extracting(MapRunRecord::state).containsExactly("Left", "Right");
        assertThat(report.execution().mapRuns()).allSatisfy(run -> {
            assertThat(run.failed()).hasSize(3).allSatisfy(item -> {
                assertThat(item.index()).isEmpty();
                assertThat(item.why()).isEqualTo("Broken: Item … is broken");
            });
            assertThat(run.cost()).isEmpty();
        });
        assertThat(lab.console.infos())
                .anySatisfy(
                        line -> assertThat(line).matches("execution [0-9a-f-]{36} failed: Broken: Item … is broken"));
        assertThat(fan.lines()).hasSize(6);
        assertThat(explain(report))
                .contains("state Left, Map Run ", "state Right, Map Run ")
                .doesNotContain("[WARN");
    }

    private static String branch(String name) {
        return """
                {"StartAt": "%1$s", "States": {"%1$s": {"Type": "Map", "Label": "%1$s", "ItemsPath": "$.items", "MaxConcurrency": 1,
                  "ToleratedFailurePercentage": 100, "End": true, "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Wait%1$s", "States": {
                      "Wait%1$s": {"Type": "Wait", "Seconds": 60, "Next": "Fail%1$s"},
                      "Fail%1$s": {"Type": "Fail", "Error": "Broken", "Cause": "Item 4711 is broken."}}}}}}""".formatted(name);
    }
}
