package io.github.sfnecs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.execution.TaskReport.ContainerReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureExplanationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RESOURCE_INITIALIZATION | ResourceInitializationError: unable to pull registry auth | ",
                "NO_ROUTE | CannotPullContainerError: i/o timeout | ",
                "NO_ROUTE | Task failed to start | CannotPullContainerError: i/o timeout",
                "OUT_OF_MEMORY | Essential container in task exited | OutOfMemoryError: Container killed due to memory usage",
                "CONTAINER_EXITED | Essential container in task exited | "
            })
    void findsTheCauseInTheTaskAndInItsContainers(KnownFailure known, String stoppedReason, String containerReason) {
        TaskReport task = new TaskReport(
                "arn",
                "definition",
                "STOPPED",
                Optional.of("TaskFailedToStart"),
                Optional.of(stoppedReason),
                List.of(new ContainerReport(
                        "app", Optional.empty(), OptionalInt.empty(), Optional.ofNullable(containerReason))));

        Problem problem = new FailureExplanation(denied -> PolicyInPlace.UNKNOWN, Console.silent())
                .explain("It failed.", Stream.of("state S"), "States.TaskFailed", List.of(task));

        assertThat(problem.why()).isEqualTo("States.TaskFailed: " + stoppedReason + "\n" + known.why());
        assertThat(problem.fix()).isEqualTo(known.fixAndPage());
    }
}
