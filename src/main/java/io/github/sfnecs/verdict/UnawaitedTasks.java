package io.github.sfnecs.verdict;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.RunTaskAnswer;
import io.github.sfnecs.history.TaskReport;
import io.github.sfnecs.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Says of an execution that succeeded what became of the tasks that it started and did not wait for. */
public final class UnawaitedTasks {
    private final ReadTaskDefinitions definitions;
    private final FailureExplanation explanation;
    private final Commands commands;

    public UnawaitedTasks(ReadTaskDefinitions definitions, FailureExplanation explanation, Commands commands) {
        this.commands = commands;
        this.definitions = definitions;
        this.explanation = explanation;
    }

    /** What ECS answered when they were to be started: all that the history tells, or else what the output is. */
    public static Set<RunTaskAnswer> answers(DescribeExecutionResponse execution, ExecutionHistory history) {
        Set<RunTaskAnswer> answers = new LinkedHashSet<>(history.tasks().answers());
        // the output may be another call's, so it tells only what the history does not
        Optional.ofNullable(execution.output())
                .filter(output -> !history.over() || history.tasks().unanswered() > 0)
                .flatMap(Json::tryParse)
                .flatMap(RunTaskAnswer::of)
                .ifPresent(answers::add);
        return answers;
    }

    /**
     * Says it; nothing where none is known to have failed.
     *
     * @param tasks the execution's tasks as ECS knows them
     */
    public Optional<Problem> judge(DescribeExecutionResponse execution, ExecutionHistory history, List<Task> tasks) {
        Set<RunTaskAnswer> answers = answers(execution, history);
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
                .filter(definitions::failed)
                .map(definitions::told)
                .toList();
        if (!failed.isEmpty()) {
            return explained(execution, "its ECS task failed.", "", failed);
        }
        boolean outputTells = answers.size() > history.tasks().answers().size();
        boolean unanswered = history.tasks().unanswered() > (outputTells ? 1 : 0);
        boolean silent = answers.isEmpty() && execution.output() == null && !history.over();
        return unanswered || silent ? Optional.of(unknown(execution)) : Optional.empty();
    }

    private Optional<Problem> explained(
            DescribeExecutionResponse execution, String but, String said, List<TaskReport> tasks) {
        return Optional.of(explanation.explain(
                "Execution " + execution.name() + " SUCCEEDED, but " + but, Stream.empty(), said, tasks));
    }

    /** It says that it succeeded, and nothing says of what. */
    private Problem unknown(DescribeExecutionResponse execution) {
        String stop = commands.stopTasks(List.of());
        return Problem.failed(
                "Execution " + execution.name() + " SUCCEEDED, but what became of its ECS task is not known.",
                "",
                "Neither its output nor its history tells which task ECS started.",
                "Look at the task in ECS" + (stop.isEmpty() ? "" : "; " + stop + " stops it if it is still running"));
    }
}
