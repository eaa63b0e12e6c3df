package io.github.sfnecs.execution;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Judges an execution that has ended by its end and by what became of its tasks. */
final class EndedExecution {
    /** How long Step Functions has to stop the tasks of Run a Job. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final AwsClients aws;
    private final TaskWatch watch;
    private final Watch live;
    private final ReadTaskDefinitions definitions;
    private final FailureExplanation explanation;

    EndedExecution(
            AwsClients aws,
            TaskWatch watch,
            Watch live,
            ReadTaskDefinitions definitions,
            FailureExplanation explanation) {
        this.aws = aws;
        this.watch = watch;
        this.live = live;
        this.definitions = definitions;
        this.explanation = explanation;
    }

    /** Judges; where it started a task without waiting for it, waits this long at most until that runs or has stopped. */
    Optional<Problem> judge(DescribeExecutionResponse execution, Duration left) {
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            return failed(execution);
        }
        ExecutionHistory history = live.history();
        Optional<JsonNode> output = Optional.ofNullable(execution.output()).flatMap(Json::tryParse);
        List<RunTaskAnswer> answers = history.tasks().answers();
        Optional<RunTaskAnswer> answer = output.isPresent() || answers.isEmpty()
                ? output.flatMap(RunTaskAnswer::of)
                : Optional.of(answers.get(answers.size() - 1));
        if (answer.isPresent()) {
            return requestResponse(execution, answer.get(), left);
        }
        if ((history.tasks().unanswered() > 0)
                || (output.isEmpty() && !(history.over() && history.tasks().unanswered() == 0))) {
            return Optional.of(unknown(execution));
        }
        live.tell(output.flatMap(StepFunctionsTask::of).stream().toList());
        return Optional.empty();
    }

    /** It says that it succeeded, and nothing says of what. */
    static Problem unknown(DescribeExecutionResponse execution) {
        return Problem.failed(
                "Execution " + execution.name() + " SUCCEEDED, but what became of its ECS task is not known.",
                "",
                "Neither its output nor its history tells which task ECS started.",
                "Look at the task in ECS; " + Survivors.CLEANUP + " stops it if it is still running");
    }

    private Optional<Problem> failed(DescribeExecutionResponse execution) {
        ExecutionHistory history = live.history();
        if (!history.over()) {
            history.readAll();
        }
        List<Task> started = watch.afterTheEnd(history, watch.longAgo(execution.stopDate()) ? Duration.ZERO : GRACE);
        live.know(started);
        live.know(history.tasks().ended());
        Optional<TaskReport> cause =
                Optional.ofNullable(execution.cause()).flatMap(Json::tryParse).flatMap(TaskReport::ofStepFunctions);
        Problem problem = new FailedExecution(aws.consoleLink(live.arn()), definitions, explanation)
                .judge(execution, history, started);
        Survivors survivors = Survivors.among(started.stream()
                .filter(task -> cause.filter(
                                known -> known.stopped() && known.taskArn().equals(task.taskArn()))
                        .isEmpty())
                .toList());
        return Optional.of(survivors.addTo(problem));
    }

    private Optional<Problem> requestResponse(
            DescribeExecutionResponse execution, RunTaskAnswer answer, Duration left) {
        if (!answer.failures().isEmpty()) {
            return Optional.of(explanation.explain(
                    "Execution " + execution.name() + " SUCCEEDED, but ECS started no task.",
                    Stream.empty(),
                    answer.failures(),
                    List.of()));
        }
        List<String> started = answer.taskArns();
        try {
            List<String> arns = watch.longAgo(execution.stopDate()) ? watch.remembered(started) : started;
            live.forgotten(started.size() - arns.size());
            List<Task> tasks = watch.until(
                    task -> TaskReport.of(task).running() || TaskReport.of(task).stopped(), arns, left);
            live.tell(tasks);
            List<TaskReport> reports = tasks.stream().map(TaskReport::of).toList();
            Optional<Problem> problem = problem(execution, arns, reports);
            Survivors survivors = Survivors.running(tasks);
            if (problem.isEmpty()) {
                live.goOn(survivors);
            }
            return problem.map(survivors::addTo);
        } catch (SdkException e) {
            return Optional.of(unseen(execution, started, AwsProblems.of(e)));
        }
    }

    private static Problem unseen(DescribeExecutionResponse execution, List<String> arns, Problem problem) {
        return new Problem(
                problem.kind(),
                "Execution " + execution.name() + " SUCCEEDED, but what became of its ECS task is not known. "
                        + problem.what(),
                String.join("\n", arns) + "\n" + problem.where(),
                problem.why(),
                (problem.fix() + "\n" + Survivors.CLEANUP + " stops the task if it is still running").strip());
    }

    private Optional<Problem> problem(
            DescribeExecutionResponse execution, List<String> arns, List<TaskReport> reports) {
        List<TaskReport> failed = reports.stream()
                .filter(TaskReport::stopped)
                .flatMap(report -> failed(report).stream())
                .toList();
        if (!failed.isEmpty()) {
            return Optional.of(explanation.explain(
                    "Execution " + execution.name() + " SUCCEEDED, but its ECS task failed.",
                    Stream.empty(),
                    "",
                    failed));
        }
        boolean allThere = reports.size() == arns.size()
                && reports.stream().allMatch(report -> report.running() || report.stopped());
        return allThere
                ? Optional.empty()
                : Optional.of(Problem.failed(
                        "Execution " + execution.name() + " SUCCEEDED, but its ECS task was not RUNNING in time.",
                        String.join("\n", arns),
                        "",
                        "Raise timeout, or look at the task in ECS; mvn sfn-ecs:cleanup-tasks stops it"));
    }

    private Optional<TaskReport> failed(TaskReport report) {
        TaskShape taskDefinition = new TaskDefinitions(aws.ecs()).any(report.taskDefinitionArn());
        return report.failed(taskDefinition) ? Optional.of(report.with(taskDefinition)) : Optional.empty();
    }
}
