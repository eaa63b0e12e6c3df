package io.github.sfnecs.execution;

import io.github.sfnecs.asl.Json;
import io.github.sfnecs.aws.Scope;
import io.github.sfnecs.diagnostic.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Says of an execution that did not succeed where it ended, and why. */
final class FailedExecution {
    private final Scope scope;
    private final EssentialContainers essential;
    private final FailureExplanation explanation;

    FailedExecution(Scope scope, EssentialContainers essential, FailureExplanation explanation) {
        this.scope = scope;
        this.essential = essential;
        this.explanation = explanation;
    }

    /**
     * Says it.
     *
     * @param started the tasks as ECS knows them
     */
    Verdict judge(DescribeExecutionResponse execution, ExecutionHistory history, List<Task> started) {
        Optional<TaskReport> cause =
                Optional.ofNullable(execution.cause()).flatMap(Json::tryParse).flatMap(TaskReport::ofStepFunctions);
        List<TaskReport> reports = cause
                .map(List::of)
                .orElseGet(() -> started.stream()
                        .filter(task -> history.startedAtTheEnd(task.taskArn()))
                        .map(task -> task.lastStatus() == null
                                ? history.ended(task.taskArn()).orElseGet(() -> TaskReport.of(task))
                                : TaskReport.of(task))
                        .filter(TaskReport::stopped)
                        .toList())
                .stream()
                .map(essential::told)
                .toList();
        Problem problem = explanation.explain(
                "Execution " + execution.name() + " " + execution.statusAsString() + ".",
                Stream.concat(
                        Stream.of(scope.consoleLink(execution.executionArn())),
                        history.place().map(ExecutionHistory.Place::text).stream()),
                // a cause that is a task is told as a task
                Stream.of(execution.error(), cause.isPresent() ? null : execution.cause())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(": ")),
                reports);
        return new Verdict(reports, Optional.of(problem));
    }
}
