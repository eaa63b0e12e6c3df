package io.github.sfnecs.execution;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Says of an execution that did not succeed where it ended, and why. */
final class FailedExecution {
    private final Optional<String> consoleLink;
    private final ReadTaskDefinitions essential;
    private final FailureExplanation explanation;

    FailedExecution(Optional<String> consoleLink, ReadTaskDefinitions essential, FailureExplanation explanation) {
        this.consoleLink = consoleLink;
        this.essential = essential;
        this.explanation = explanation;
    }

    /**
     * Says it.
     *
     * @param started the tasks as ECS knows them
     */
    Problem judge(DescribeExecutionResponse execution, ExecutionHistory history, List<Task> started) {
        Optional<TaskReport> cause =
                Optional.ofNullable(execution.cause()).flatMap(Json::tryParse).flatMap(TaskReport::ofStepFunctions);
        List<TaskReport> reports = cause
                .map(List::of)
                .orElseGet(() -> started.stream()
                        .filter(task -> history.startedAtTheEnd(task.taskArn()))
                        .map(task -> task.lastStatus() == null
                                ? history.tasks().ended(task.taskArn()).orElse(task)
                                : task)
                        .map(TaskReport::of)
                        .filter(TaskReport::ending)
                        .toList())
                .stream()
                .map(essential::told)
                .toList();
        String what = "Execution " + execution.name() + " " + execution.statusAsString() + ".";
        Stream<String> where =
                Stream.concat(consoleLink.stream(), history.place().map(ExecutionHistory.Place::text).stream());
        boolean wordless = execution.error() == null && execution.cause() == null;
        if (execution.status() == ExecutionStatus.FAILED
                && wordless
                && reports.stream().allMatch(report -> report.culprits().isEmpty())) {
            return wordless(what, Stream.concat(where, reports.stream().map(TaskReport::table)));
        }
        return explanation.explain(
                what,
                where,
                // a cause that is a task is told as a task
                said(execution.error(), cause.isPresent() ? null : execution.cause()),
                reports,
                new Circumstances(
                        Optional.ofNullable(execution.cause()).filter(any -> cause.isPresent()),
                        history.roleArn(),
                        history.exceeded()));
    }

    /** What the tasks did is not why: one whose containers end well can say, too, that it failed. */
    private static Problem wordless(String what, Stream<String> where) {
        return Problem.failed(
                what,
                where.collect(Collectors.joining("\n")),
                "AWS gives neither an error nor a cause: the task token was answered with a failure that has none, or a Fail"
                        + " state has none.",
                "Give both to SendTaskFailure, or Error and Cause to the Fail state; the container's log may tell more");
    }

    /** The error and the cause; of ECS's whole answer, its headers and all, only the failures say why nothing was started. */
    private static String said(String error, String cause) {
        Optional<String> refused = Optional.ofNullable(cause)
                .flatMap(Json::tryParse)
                .filter(answer -> !answer.path("Failures").isEmpty())
                .flatMap(RunTaskAnswer::of)
                .map(RunTaskAnswer::failures);
        return Stream.of(error, refused.orElse(cause))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(refused.isPresent() ? ":\n" : ": "));
    }
}
