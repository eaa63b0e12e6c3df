package io.github.sfnecs.execution;

import static io.github.sfnecs.execution.Runs.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person sees while an execution runs. */
class LiveTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Lab lab = new Lab();
    private final Runs runs = new Runs(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void showsWhatTheContainersPrintInOrder() {
        printing("app", "sidecar");
        lab.account.script(
                "job",
                TaskScript.exits(0)
                        .after(MINUTE)
                        .prints("app", SECOND, "one")
                        .prints("sidecar", SECOND.multipliedBy(2), "\u001b[31mred")
                        .prints("app", SECOND.multipliedBy(3), "two"));

        assertThat(runs.run(RUN).problem()).isEmpty();

        assertThat(lab.console.infos())
                .containsSubsequence("app | one", "sidecar | \\u001b[31mred", "app | two", "Execution run SUCCEEDED.")
                .doesNotHaveDuplicates();
    }

    @Test
    void showsTheLastLinesThatCloudWatchHasOnlyAfterTheEnd() {
        printing("app");
        lab.account.logDelay(Duration.ofSeconds(4));
        lab.account.script("job", TaskScript.exits(0).after(MINUTE).prints("app", MINUTE.minusMillis(10), "the last"));

        runs.run(RUN);

        assertThat(lab.console.infos()).containsSubsequence("Execution run SUCCEEDED.", "app | the last");
    }

    @Test
    void showsEachLineOfABurstOnce() {
        printing("app");
        TaskScript script = TaskScript.exits(0).after(MINUTE);
        for (int line = 0; line < 300; line++) {
            script = script.prints("app", SECOND, "line " + line);
        }
        lab.account.script("job", script);

        runs.run(RUN);

        assertThat(lab.console.infos())
                .filteredOn(line -> line.startsWith("app | line "))
                .containsExactlyElementsOf(IntStream.range(0, 300)
                        .mapToObj(line -> "app | line " + line)
                        .toList());
    }

    @Test
    void showsTheLogsAfterAPageOfAProxy() {
        printing("app");
        lab.account.faults().next("GetLogEvents", new Fault.Answer(403, "", "<html>Log in first.</html>"));
        lab.account.script("job", TaskScript.exits(0).after(MINUTE).prints("app", SECOND, "one"));

        runs.run(RUN);

        assertThat(lab.console.infos()).contains("app | one");
        assertThat(lab.console.warnings()).isEmpty();
    }

    @Test
    void saysOnceThatTheLogsMayNotBeReadAndGoesOn() {
        printing("app");
        lab.account.faults().always("GetLogEvents", new Fault.Denied("Not you."));
        lab.account.script("job", TaskScript.exits(0).after(MINUTE).prints("app", SECOND, "one"));

        assertThat(runs.run(RUN).problem()).isEmpty();

        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .contains("/jobs in eu-central-1 are not followed", "logs:GetLogEvents");
        assertThat(lab.calls("GetLogEvents")).isEqualTo(1);
    }

    @Test
    void leavesTheLogsOutWhereNobodyWantsThem() {
        printing("app");
        lab.account.script("job", TaskScript.exits(0).after(MINUTE).prints("app", SECOND, "one"));

        runs.run(new ExecutionRequest(
                RUN.stateMachine(),
                RUN.clusterArns(),
                RUN.name(),
                RUN.input(),
                RUN.waiting(),
                RUN.onInterrupt(),
                ExecutionRequest.Logs.LEAVE_OUT));

        assertThat(lab.calls("GetLogEvents")).isZero();
        assertThat(lab.console.infos()).doesNotContain("one");
    }

    @Test
    void showsTheLogOfATaskThatFailedAtOnceUnderRequestResponse() {
        lab.registerPrinting("app");
        lab.account.script(
                "job",
                TaskScript.exits(3).after(SECOND).stopping(Duration.ZERO).prints("app", Duration.ZERO, "no database"));
        lab.deploy(ATask.task().newestRevision().pattern(IntegrationPattern.REQUEST_RESPONSE));

        runs.run(RUN);

        assertThat(lab.console.infos()).contains("app | no database");
    }

    @Test
    void tellsOfEachAttemptAndWhyTheOneBeforeFailed() {
        lab.account.script("job", TaskScript.throwsError("ServerException", "Service Unavailable."));
        lab.deploy(ATask.task().retry(new Retry(1, SECOND.multipliedBy(5), 1)));

        runs.run(RUN);

        assertThat(lab.console.infos())
                .containsSubsequence(
                        "0:00 state RunTask",
                        "0:00 state RunTask, attempt 1: ECS.ServerException",
                        "0:05 state RunTask, attempt 2");
    }

    @Test
    void saysWhatATaskWaitsForThatIsNotRunningAfterAMinute() {
        lab.account.script("job", TaskScript.exits(0).pending(MINUTE.multipliedBy(5)));
        lab.deploy(ATask.task());

        runs.run(RUN);

        assertThat(lab.console.infos())
                .filteredOn(line -> line.contains("is still PENDING after 1:0"))
                .singleElement()
                .asString()
                .endsWith(": its images are being pulled.");
    }

    @Test
    void looksLessOftenWhenStepFunctionsThrottles() {
        lab.account.script("job", TaskScript.exits(0).after(MINUTE.multipliedBy(2)));
        lab.deploy(ATask.task());
        lab.account.faults().always("GetExecutionHistory", new Fault.Throttle());
        lab.time.after(MINUTE, () -> lab.account.faults().clear());

        assertThat(runs.run(RUN).problem()).isEmpty();

        assertThat(lab.account.calls())
                .filteredOn(call -> call.operation().equals("GetExecutionHistory") && call.error() != null)
                .hasSizeLessThan(13);
    }

    @Test
    void tellsTheEndWhereTheHistoryMayNotBeRead() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofSeconds(10)));
        lab.deploy(ATask.task());
        lab.account.faults().always("GetExecutionHistory", new Fault.Denied("Not you."));

        ExecutionReport report = runs.run(RUN);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.time.now())
                .isBefore(report.execution().stopDate().orElseThrow().plus(SECOND));
        assertThat(lab.calls("GetExecutionHistory")).isEqualTo(1);
        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .startsWith("Not shown while it runs: states and tasks. You are not allowed to do this.");
    }

    private void printing(String... containers) {
        lab.registerPrinting(containers);
        lab.deploy(ATask.task().newestRevision());
    }
}
