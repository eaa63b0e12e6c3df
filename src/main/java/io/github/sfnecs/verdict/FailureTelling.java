package io.github.sfnecs.verdict;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.ChildExecution;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.FailedAttempt;
import io.github.sfnecs.history.Place;
import io.github.sfnecs.history.TaskFailure;
import io.github.sfnecs.history.TaskReport;
import io.github.sfnecs.history.TimeLimits;
import io.github.sfnecs.history.Unfolded;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Tells of one failure in an execution: where it was, down to the execution within this one in which it was, the task, why, and what to
 * do.
 */
public final class FailureTelling {
    private final Commands commands;
    private final String executionArn;
    private final Optional<String> consoleLink;
    private final ReadTaskDefinitions essential;
    private final FailureExplanation explanation;
    private final Function<String, MapRun> mapRuns;

    /**
     * Tells of those in this execution.
     *
     * @param mapRuns what is known of a Map Run of this ARN
     */
    public FailureTelling(
            AwsClients aws,
            Commands commands,
            String executionArn,
            ReadTaskDefinitions essential,
            FailureExplanation explanation,
            Function<String, MapRun> mapRuns) {
        this.commands = commands;
        this.executionArn = executionArn;
        this.consoleLink = aws.consoleLink(executionArn);
        this.essential = essential;
        this.explanation = explanation;
        this.mapRuns = mapRuns;
    }

    /**
     * Tells of an attempt that failed.
     *
     * @param what one sentence
     * @param started the tasks as ECS knows them
     */
    public Problem tell(String what, FailedAttempt attempt, ExecutionHistory history, List<Task> started) {
        Place there = attempt.place();
        Predicate<String> startedThere = arn -> history.tasks().place(arn).equals(Optional.of(there));
        return tell(
                what,
                new Told(
                        Optional.of(attempt.text() + inS3(attempt.failure(), there, history)),
                        there.visit().mapRun().filter(run -> MapRun.failed(attempt.failure())),
                        attempt.failure(),
                        attempt.exceeded(),
                        history.roleArn(),
                        at(started, startedThere, history),
                        history.tasks().arns().stream().anyMatch(startedThere)));
    }

    /** Tells of the end. */
    public Problem tellEnd(
            String what, DescribeExecutionResponse execution, ExecutionHistory history, List<Task> started) {
        TaskFailure failure = TaskFailure.of(execution);
        Optional<Place> place = history.place();
        Told told = new Told(
                place.map(here -> here.text() + inS3(failure, here, history)),
                place.flatMap(here -> here.visit().mapRun()).filter(run -> MapRun.failed(failure)),
                failure,
                history.exceeded(),
                history.roleArn(),
                at(started, history::startedAtTheEnd, history),
                Stream.concat(history.tasks().arns().stream(), started.stream().map(Task::taskArn))
                        .anyMatch(history::startedAtTheEnd));
        boolean wordless = execution.status() == ExecutionStatus.FAILED
                && failure.wordless()
                && told.ending().stream().allMatch(report -> report.culprits().isEmpty());
        return withItems(execution, history, told, wordless ? wordless(what, told) : tell(what, told));
    }

    private static String inS3(TaskFailure failure, Place place, ExecutionHistory history) {
        return PlaceInS3.of(failure, place.visit().state(), history)
                .map(there -> "\n" + there)
                .orElse("");
    }

    /** With what became of items of its Maps, whether or not the execution ended for that, and how those that failed go on. */
    private Problem withItems(
            DescribeExecutionResponse execution, ExecutionHistory history, Told told, Problem problem) {
        if (MapRun.unread(told.failure())) {
            return problem;
        }
        List<MapRun> failed = MapRun.failedIn(history, mapRuns).toList();
        Problem whole = problem;
        for (MapRun run : failed) {
            whole = told.mapRun().equals(Optional.of(run.arn())) ? whole : whole.because(run.told());
        }
        return failed.isEmpty() || execution.redriveStatus() == ExecutionRedriveStatus.NOT_REDRIVABLE
                ? whole
                : whole.mendedBy("To have only the failed items go on: " + commands.redrive(executionArn));
    }

    /**
     * What is known of a failure.
     *
     * @param place where it was
     * @param mapRun the ARN of the Map Run that failed
     * @param tasks those of this very place, as ECS knows them
     * @param started whether there were any, which ECS may have forgotten
     */
    private record Told(
            Optional<String> place,
            Optional<String> mapRun,
            TaskFailure failure,
            Optional<TimeLimits.Exceeded> exceeded,
            Optional<String> role,
            List<TaskReport> tasks,
            boolean started) {
        List<TaskReport> ending() {
            return tasks.stream().filter(TaskReport::ending).toList();
        }
    }

    private static List<TaskReport> at(List<Task> started, Predicate<String> there, ExecutionHistory history) {
        return started.stream()
                .filter(task -> there.test(task.taskArn()))
                .map(task -> task.lastStatus() == null
                        ? history.tasks().ended(task.taskArn()).orElse(task)
                        : task)
                .map(TaskReport::of)
                .toList();
    }

    private Problem tell(String what, Told told) {
        Optional<MapRun> run = told.mapRun().map(mapRuns);
        if (run.isPresent() && run.get().child().isEmpty()) {
            return mapRun(what, told, run.get());
        }
        Unfolded unfolded = run.flatMap(MapRun::child).map(Unfolded::of).orElseGet(() -> Unfolded.of(told.failure()));
        Stream<String> where = Stream.of(
                        places(told),
                        run.stream().flatMap(MapRun::lines),
                        unfolded.children().stream().map(ChildExecution::text))
                .flatMap(lines -> lines);
        Problem problem = unfolded.children().isEmpty()
                ? here(what, where, told, unfolded)
                : within(what, where, told, unfolded, run);
        Problem whole = run.map(
                        one -> one.addTo(problem, Unfolded.of(told.failure()).said()))
                .orElse(problem);
        return unfolded.child()
                .map(child -> whole.mendedBy("To explain that execution: " + commands.explain(child)))
                .orElse(whole);
    }

    private Problem here(String what, Stream<String> where, Told told, Unfolded unfolded) {
        return explanation.explain(
                what,
                where,
                unfolded.said(),
                unfolded.task().map(List::of).orElseGet(told::ending).stream()
                        .map(essential::told)
                        .toList(),
                new Circumstances(unfolded.taskText(), told.role(), told.exceeded(), told.started()));
    }

    /** In another execution, of which only that is known; those of a Map Run have the role of this one. */
    private Problem within(String what, Stream<String> where, Told told, Unfolded unfolded, Optional<MapRun> run) {
        if (unfolded.failure().wordless()) {
            return Problem.failed(
                    what,
                    where.collect(Collectors.joining("\n")),
                    "That execution ended so, and nothing says why: somebody may have stopped it.",
                    "");
        }
        Optional<String> role = run.isPresent() && unfolded.children().size() == 1 ? told.role() : Optional.empty();
        return explanation.explain(
                what,
                where,
                unfolded.said(),
                unfolded.task().map(essential::told).stream().toList(),
                new Circumstances(unfolded.taskText(), role, Optional.empty(), false));
    }

    private Problem mapRun(String what, Told told, MapRun run) {
        return Problem.failed(
                what,
                Stream.concat(places(told), run.lines()).collect(Collectors.joining("\n")),
                (Unfolded.of(told.failure()).said() + "\nMore of its items failed than the Map tolerates.\n"
                                + run.unseen())
                        .strip(),
                "To see which failed: "
                        + commands.failedIn(
                                told.mapRun().orElseThrow(), run.failing().toString()) + "\nTo explain one: "
                        + commands.explain(run.example().orElse("EXECUTION-ARN")));
    }

    private Stream<String> places(Told told) {
        return Stream.concat(consoleLink.stream(), told.place().stream());
    }

    /** What the tasks did is not why: one whose containers end well can say, too, that it failed. */
    private Problem wordless(String what, Told told) {
        return Problem.failed(
                what,
                Stream.concat(
                                places(told),
                                told.ending().stream().map(essential::told).map(TaskReport::table))
                        .collect(Collectors.joining("\n")),
                "AWS gives neither an error nor a cause: the task token was answered with a failure that has none, or a Fail"
                        + " state has none.",
                "Give both to SendTaskFailure, or Error and Cause to the Fail state"
                        + (told.started() ? "; the container's log may tell more" : ""));
    }
}
