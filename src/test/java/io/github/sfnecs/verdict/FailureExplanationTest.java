package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.ContainerReport;
import io.github.sfnecs.history.TaskReport;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureExplanationTest {
    /** The cause of a failure may be a task that whoever holds a task token made up. */
    @Test
    void looksAtEachOfManyContainersAFewTimes() {
        ContainerReport failed =
                new ContainerReport("app", Optional.empty(), OptionalInt.of(3), Optional.of("because"));
        int many = 2000;
        AtomicInteger looks = new AtomicInteger();
        List<ContainerReport> containers = new AbstractList<>() {
            @Override
            public ContainerReport get(int index) {
                looks.incrementAndGet();
                return failed;
            }

            @Override
            public int size() {
                return many;
            }
        };

        new FailureExplanation(denied -> PolicyInPlace.UNKNOWN, Console.silent())
                .explain(
                        "It failed.",
                        Stream.empty(),
                        "States.TaskFailed",
                        List.of(new TaskReport(
                                "arn", "definition", "STOPPED", Optional.empty(), Optional.empty(), containers)));

        assertThat(looks.get()).isLessThan(20 * many);
    }

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

        assertThat(problem.why()).isEqualTo("States.TaskFailed: " + stoppedReason + "\n" + known.why(""));
        assertThat(problem.fix()).isEqualTo(known.fixAndPage(""));
    }
}
