package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.execution.ExplainExecution;
import io.github.sfnecs.testing.CannedExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log of a container is advised only where there was a container. */
class LogAdviceTest {
    private final CannedExecution run = new CannedExecution();

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource({"TaskFailed, runTask.sync", "TaskSubmitFailed, runTask.waitForTaskToken", "TaskStartFailed, runTask"})
    void notWhereTheCallWasRefused(String type, String resource) {
        run.entered("Task", "Load");
        run.scheduled("ecs", resource);
        run.failed(type, "ecs", resource, "ECS.SomethingNewException", "Not today.");
        run.ends("FAILED", "ECS.SomethingNewException", "Not today.");

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains("ECS.SomethingNewException: Not today.", "This failure is unknown here")
                        .doesNotContain("container's log"));
    }

    @Test
    void notWhereTheTaskNeverStarted() {
        run.entered("Task", "Load");
        run.scheduled("ecs", "runTask.sync");
        String task = CannedExecution.task("1", 0, "Something new.")
                .replace("EssentialContainerExited", "TaskFailedToStart")
                .replace(",\"ExitCode\":0", "");
        run.failed("TaskFailed", "ecs", "runTask.sync", "States.TaskFailed", task);
        run.ends("FAILED", "States.TaskFailed", task);

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains("This failure is unknown here")
                        .doesNotContain("container's log"));
    }

    @Test
    void notOfAFailStateWithoutAnErrorAfterNoTask() {
        run.entered("Fail", "Broken");
        run.ends("FAILED", null, null);

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains("AWS gives neither an error nor a cause")
                        .doesNotContain("container's log"));
    }

    @Test
    void notOfAMessageOfWhichNobodyKnowsWhereItIsFrom() {
        assertThat(ExplainExecution.explain("ECS.SomethingNewException: Not today.", Console.silent())
                        .text())
                .doesNotContain("container's log");
    }

    @Test
    void whereAContainerThatHadTheTokenSaidSo() {
        run.entered("Task", "Load");
        run.scheduled("ecs", "runTask.waitForTaskToken");
        run.submitted("ecs", "runTask.waitForTaskToken", "1");
        run.failed("TaskFailed", "ecs", "runTask.waitForTaskToken", "OrdersMissing", "There are none.");
        run.ends("FAILED", "OrdersMissing", "There are none.");

        assertThat(run.saidByAll())
                .allSatisfy(said -> assertThat(said)
                        .contains(
                                "This failure is unknown here",
                                "Look at the execution in the console, and at the container's log"));
    }
}
