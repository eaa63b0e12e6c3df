package io.github.sfnecs.execution;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.ecs.TaskDefinitions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Says of an execution that succeeded what became of the tasks that it started and did not wait for. */
final class StartedTasks {
    private final ReadTaskDefinitions definitions;
    private final FailureExplanation explanation;

    StartedTasks(ReadTaskDefinitions definitions, FailureExplanation explanation) {
        this.definitions = definitions;
        this.explanation = explanation;
    }

    /**
     * Says it; nothing where none is known to have failed.
     *
     * @param answers what ECS answered when they were to be started
     * @param tasks the execution's tasks as ECS knows them
     */
    Optional<Problem> judge(DescribeExecutionResponse execution, List<RunTaskAnswer> answers, List<Task> tasks) {
        String failures = answers.stream()
                .map(RunTaskAnswer::failures)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        if (!failures.isEmpty()) {
            return explained(execution, "ECS started no task.", failures, List.of());
        }
        List<TaskReport> failed = tasks.stream()
                .filter(task ->
                        answers.stream().anyMatch(answer -> answer.taskArns().contains(task.taskArn())))
                .map(TaskReport::of)
                .filter(TaskReport::stopped)
                .filter(this::failed)
                .map(definitions::told)
                .toList();
        return failed.isEmpty() ? Optional.empty() : explained(execution, "its ECS task failed.", "", failed);
    }

    private boolean failed(TaskReport task) {
        return definitions
                .read(task.taskDefinitionArn())
                .map(TaskDefinitions::of)
                .map(task::failed)
                .orElseGet(() -> !task.culprits().isEmpty());
    }

    private Optional<Problem> explained(
            DescribeExecutionResponse execution, String but, String said, List<TaskReport> tasks) {
        return Optional.of(explanation.explain(
                "Execution " + execution.name() + " SUCCEEDED, but " + but, Stream.empty(), said, tasks));
    }
}
