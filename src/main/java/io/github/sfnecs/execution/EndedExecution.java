package io.github.sfnecs.execution;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.Json;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.TaskDefinitions;
import io.github.sfnecs.aws.Tasks;
import io.github.sfnecs.aws.Time;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Judges an execution that has ended by its end and by what became of its tasks. */
final class EndedExecution {
    /** How long Step Functions has to stop the tasks of Run a Job. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final AwsClients aws;
    private final Tasks tasks;
    private final Time time;
    private final Console console;
    private final FailureExplanation explanation;

    EndedExecution(AwsClients aws, Tasks tasks, Time time, Console console, FailureExplanation explanation) {
        this.aws = aws;
        this.tasks = tasks;
        this.time = time;
        this.console = console;
        this.explanation = explanation;
    }

    /** Judges; where it started a task without waiting for it, waits this long at most until that runs or has stopped. */
    Verdict judge(DescribeExecutionResponse execution, Duration left) {
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            return failed(execution);
        }
        console.info("Execution " + execution.name() + " SUCCEEDED.");
        JsonNode output =
                Optional.ofNullable(execution.output()).flatMap(Json::tryParse).orElseGet(Json::object);
        // RunTask's own answer is the output of a Request Response state, and only of that
        if (output.path("Tasks").isArray() && output.path("Failures").isArray()) {
            return requestResponse(execution, output, left);
        }
        return new Verdict(TaskReport.ofStepFunctions(output).stream().toList(), Optional.empty());
    }

    private Verdict failed(DescribeExecutionResponse execution) {
        ExecutionHistory history = ExecutionHistory.read(aws.sfn(), execution.executionArn());
        List<TaskReport> reports =
                Optional.ofNullable(execution.cause())
                        .flatMap(Json::tryParse)
                        .flatMap(TaskReport::ofStepFunctions)
                        .stream()
                        .toList();
        String error = Optional.ofNullable(execution.error()).orElse("");
        // a cause that is a task is told as a task
        String cause = reports.isEmpty()
                ? Optional.ofNullable(execution.cause())
                        .map(text -> ": " + text)
                        .orElse("")
                : "";
        Problem problem = explanation.explain(
                "Execution " + execution.name() + " " + execution.statusAsString() + ".",
                history.lastState().map(state -> "state " + state).stream(),
                error + cause,
                reports);
        Survivors survivors = Survivors.of(history, tasks, time, GRACE);
        return new Verdict(reports, Optional.of(survivors.addTo(problem)));
    }

    private Verdict requestResponse(DescribeExecutionResponse execution, JsonNode output, Duration left) {
        if (!output.path("Failures").isEmpty()) {
            String failures = stream(output.path("Failures"))
                    .map(failure -> failure.path("Reason").asText() + " "
                            + failure.path("Arn").asText() + " "
                            + failure.path("Detail").asText())
                    .map(String::strip)
                    .collect(Collectors.joining("\n"));
            return new Verdict(
                    List.of(),
                    Optional.of(explanation.explain(
                            "Execution " + execution.name() + " SUCCEEDED, but ECS started no task.",
                            Stream.empty(),
                            failures,
                            List.of())));
        }
        List<String> arns = stream(output.path("Tasks"))
                .map(task -> task.path("TaskArn").asText())
                .toList();
        List<TaskReport> reports = new TaskWatch(tasks, time)
                .until(task -> List.of("RUNNING", "STOPPED").contains(task.lastStatus()), arns, left).stream()
                        .map(TaskReport::of)
                        .toList();
        reports.forEach(report -> console.info("ECS " + report.text()));
        return new Verdict(reports, problem(execution, arns, reports));
    }

    private Optional<Problem> problem(
            DescribeExecutionResponse execution, List<String> arns, List<TaskReport> reports) {
        List<TaskReport> failed = reports.stream()
                .filter(TaskReport::stopped)
                .filter(report -> report.failed(new TaskDefinitions(aws.ecs()).any(report.taskDefinitionArn())))
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

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
