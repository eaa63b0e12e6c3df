package io.github.sfnecs.verdict;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.verdict.Verdict.Failed;
import io.github.sfnecs.verdict.Verdict.Passed;
import io.github.sfnecs.verdict.Verdict.Warned;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Judges an execution that has ended, by its end, its whole history and its tasks: the same for whoever started it, watched it, or asks
 * long after.
 */
public final class Judgement {
    private final UnawaitedTasks unawaited;
    private final FailedExecution failed;

    public Judgement(
            FailureTelling telling,
            ReadTaskDefinitions definitions,
            FailureExplanation explanation,
            Commands commands) {
        this.unawaited = new UnawaitedTasks(definitions, explanation, commands);
        this.failed = new FailedExecution(telling);
    }

    /**
     * Judges it.
     *
     * @param tasks its tasks as ECS knows them
     */
    public Verdict judge(DescribeExecutionResponse execution, ExecutionHistory history, List<Task> tasks) {
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            return new Failed(failed.judge(execution, history, tasks));
        }
        Optional<Problem> problem = unawaited.judge(execution, history, tasks);
        if (problem.isPresent()) {
            return new Failed(problem.get());
        }
        return history.caught()
                .last()
                .<Verdict>map(attempt -> new Warned(failed.caught(execution, history, attempt, tasks)))
                .orElseGet(Passed::new);
    }
}
