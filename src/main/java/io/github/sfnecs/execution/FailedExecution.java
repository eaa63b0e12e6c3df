package io.github.sfnecs.execution;

import io.github.sfnecs.diagnostic.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Says of an execution in which something failed where that was, and why. */
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
     * Says it of one that did not succeed. Where a Catch took the failure of a task, and the execution went on to an end of its own,
     * that failure is what there is to mend.
     *
     * @param started the tasks as ECS knows them
     */
    Problem judge(DescribeExecutionResponse execution, ExecutionHistory history, List<Task> started) {
        String what = "Execution " + execution.name() + " " + execution.statusAsString() + ".";
        if (execution.status() == ExecutionStatus.FAILED) {
            Optional<FailedAttempt> caught = history.caught().leadingTo(history.place());
            if (caught.isPresent()) {
                return told(what, history, caught.get(), started).because(end(execution, history));
            }
        }
        Problem problem = ended(what, execution, history, started);
        return history.caught()
                .last()
                .map(attempt -> problem.because("Before that a Catch took a failure: " + sentence(attempt)))
                .orElse(problem);
    }

    /** Says it of one that succeeded, though a task failed: a Catch took that. */
    Problem caught(
            DescribeExecutionResponse execution, ExecutionHistory history, FailedAttempt attempt, List<Task> started) {
        String what = "Execution " + execution.name() + " SUCCEEDED, though its ECS task failed.";
        return told(what, history, attempt, started).because("A Catch took this failure, and the execution went on.");
    }

    private Problem told(String what, ExecutionHistory history, FailedAttempt attempt, List<Task> started) {
        Place there = attempt.place();
        List<TaskReport> reports = reports(
                attempt.failure(),
                history,
                started,
                arn -> history.tasks().place(arn).filter(there::equals).isPresent());
        return explanation.explain(
                what,
                Stream.concat(consoleLink.stream(), Stream.of(attempt.text())),
                said(attempt.failure()),
                reports,
                circumstances(attempt.failure(), history, attempt.exceeded()));
    }

    private Problem ended(
            String what, DescribeExecutionResponse execution, ExecutionHistory history, List<Task> started) {
        TaskFailure failure = TaskFailure.of(execution);
        List<TaskReport> reports = reports(failure, history, started, history::startedAtTheEnd);
        Stream<String> where = Stream.concat(consoleLink.stream(), history.place().map(Place::text).stream());
        boolean wordless = failure.error().isEmpty() && failure.cause().isEmpty();
        if (execution.status() == ExecutionStatus.FAILED
                && wordless
                && reports.stream().allMatch(report -> report.culprits().isEmpty())) {
            return wordless(what, Stream.concat(where, reports.stream().map(TaskReport::table)));
        }
        return explanation.explain(
                what, where, said(failure), reports, circumstances(failure, history, history.exceeded()));
    }

    /** The task that is the cause, or else those that stopped there. */
    private List<TaskReport> reports(
            TaskFailure failure, ExecutionHistory history, List<Task> started, Predicate<String> there) {
        return task(failure)
                .map(List::of)
                .orElseGet(() -> started.stream()
                        .filter(task -> there.test(task.taskArn()))
                        .map(task -> task.lastStatus() == null
                                ? history.tasks().ended(task.taskArn()).orElse(task)
                                : task)
                        .map(TaskReport::of)
                        .filter(TaskReport::ending)
                        .toList())
                .stream()
                .map(essential::told)
                .toList();
    }

    private static Circumstances circumstances(
            TaskFailure failure, ExecutionHistory history, Optional<TimeLimits.Exceeded> exceeded) {
        return new Circumstances(failure.cause().filter(any -> task(failure).isPresent()), history.roleArn(), exceeded);
    }

    private static Optional<TaskReport> task(TaskFailure failure) {
        return failure.json().flatMap(TaskReport::ofStepFunctions);
    }

    private static String end(DescribeExecutionResponse execution, ExecutionHistory history) {
        return "A Catch took this failure, and the execution ended in "
                + Stream.of(history.place().map(Place::text).orElse("another state"), said(TaskFailure.of(execution)))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(": "));
    }

    private static String sentence(FailedAttempt attempt) {
        return Stream.of(
                        attempt.text(),
                        said(attempt.failure()),
                        task(attempt.failure())
                                .flatMap(TaskReport::stoppedReason)
                                .orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(": "));
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

    /** The error, and the cause where that is not a task; of ECS's whole answer only the failures say why nothing was started. */
    private static String said(TaskFailure failure) {
        Optional<String> refused = failure.json()
                .filter(answer -> !answer.path("Failures").isEmpty())
                .flatMap(RunTaskAnswer::of)
                .map(RunTaskAnswer::failures);
        Optional<String> cause = task(failure).isPresent() ? Optional.empty() : refused.or(failure::cause);
        return Stream.of(failure.error().orElse(null), cause.orElse(null))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(refused.isPresent() ? ":\n" : ": "));
    }
}
