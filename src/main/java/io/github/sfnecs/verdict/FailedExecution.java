package io.github.sfnecs.verdict;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.FailedAttempt;
import io.github.sfnecs.history.Place;
import io.github.sfnecs.history.TaskFailure;
import io.github.sfnecs.history.Unfolded;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Says of an execution in which something failed where that was, and why. */
public final class FailedExecution {
    private final FailureTelling telling;

    public FailedExecution(FailureTelling telling) {
        this.telling = telling;
    }

    /**
     * Says it of one that did not succeed. Where a Catch took the failure of a task, and the execution went on to an end of its own,
     * that failure is what there is to mend.
     *
     * @param started the tasks as ECS knows them
     */
    public Problem judge(DescribeExecutionResponse execution, ExecutionHistory history, List<Task> started) {
        String what = "Execution " + execution.name() + " " + execution.statusAsString() + ".";
        if (execution.status() == ExecutionStatus.FAILED) {
            Optional<FailedAttempt> caught = history.caught().leadingTo(history.place());
            if (caught.isPresent()) {
                Problem problem = telling.tell(what, caught.get(), history, started);
                return passedOn(caught.get(), execution) ? problem : problem.because(end(execution, history));
            }
        }
        Problem problem = telling.tellEnd(what, execution, history, started);
        return history.caught()
                .last()
                .map(attempt -> "a Catch took a failure: " + attempt.text() + ": "
                        + Unfolded.of(attempt.failure()).sentence())
                .or(() -> history.caught()
                        .retried()
                        .map(attempt -> "an attempt failed: " + attempt.place().text() + ": "
                                + Unfolded.of(attempt.failure()).sentence()))
                .map(before -> problem.because("Before that " + before))
                .orElse(problem);
    }

    /** Says it of one that succeeded, though a task failed: a Catch took that. */
    public Problem caught(
            DescribeExecutionResponse execution, ExecutionHistory history, FailedAttempt attempt, List<Task> started) {
        String what = "Execution " + execution.name() + " SUCCEEDED, though "
                + (MapRun.failed(attempt.failure()) ? "a Map Run" : "its ECS task") + " failed.";
        return telling.tell(what, attempt, history, started)
                .because("A Catch took this failure, and the execution went on.");
    }

    /** Whether the execution failed with the very failure that the Catch took. */
    private static boolean passedOn(FailedAttempt caught, DescribeExecutionResponse execution) {
        return String.valueOf(execution.cause()).equals(caught.failure().cause().orElse(""));
    }

    private static String end(DescribeExecutionResponse execution, ExecutionHistory history) {
        String said = Unfolded.of(TaskFailure.of(execution)).said();
        return "A Catch took this failure, and the execution ended in "
                + Stream.of(history.place().map(Place::text).orElse("another state"), said)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(": "));
    }
}
