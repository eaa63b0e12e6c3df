package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.RunTaskAnswer;
import io.github.sfnecs.history.StepFunctionsTask;
import io.github.sfnecs.history.TaskFailure;
import io.github.sfnecs.history.TaskReport;
import io.github.sfnecs.history.Unfolded;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mapwatch.LiveMapRuns;
import io.github.sfnecs.verdict.Commands;
import io.github.sfnecs.verdict.Judgement;
import io.github.sfnecs.verdict.MapRun;
import io.github.sfnecs.verdict.Survivors;
import io.github.sfnecs.verdict.UnawaitedTasks;
import io.github.sfnecs.verdict.Verdict;
import io.github.sfnecs.verdict.Verdict.Failed;
import io.github.sfnecs.watch.ExecutionWatcher;
import io.github.sfnecs.watch.TaskWatch;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Looks at what became of the tasks of an execution that was watched to its end, and has it judged. */
final class LiveJudgement {
    /** How long Step Functions has to stop the tasks of Run a Job. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final TaskWatch watch;
    private final ExecutionWatcher live;
    private final Judgement judgement;
    private final Commands commands;
    private final Console console;
    private final LiveMapRuns mapRuns;

    LiveJudgement(
            TaskWatch watch,
            ExecutionWatcher live,
            Judgement judgement,
            Commands commands,
            Console console,
            LiveMapRuns mapRuns) {
        this.mapRuns = mapRuns;
        this.commands = commands;
        this.console = console;
        this.watch = watch;
        this.live = live;
        this.judgement = judgement;
    }

    /** Judges; where it started tasks without waiting for them, waits this long at most until they run or have stopped. */
    Verdict judge(DescribeExecutionResponse execution, Duration left) {
        if (execution.status() != ExecutionStatus.SUCCEEDED) {
            return failed(execution);
        }
        MapRun.inSuccess(live.history(), mapRuns::of).forEach(console::info);
        Set<RunTaskAnswer> answers = UnawaitedTasks.answers(execution, live.history());
        if (answers.isEmpty()) {
            live.tell(
                    Optional.ofNullable(execution.output())
                            .flatMap(Json::tryParse)
                            .flatMap(StepFunctionsTask::of)
                            .stream()
                            .toList());
            return succeeded(execution);
        }
        return unawaited(
                execution,
                answers.stream().flatMap(answer -> answer.taskArns().stream()).toList(),
                left);
    }

    /** Of the tasks that it waited for the history tells; only what is said of a failure among them may need more. */
    private Verdict succeeded(DescribeExecutionResponse execution) {
        if (live.history().caught().last().isEmpty()) {
            return judgement.judge(execution, live.history(), List.of());
        }
        List<Task> started = watch.afterTheEnd(live.history(), Duration.ZERO);
        goOn(Survivors.running(started, commands));
        return judgement.judge(execution, live.history(), started);
    }

    private Verdict failed(DescribeExecutionResponse execution) {
        ExecutionHistory history = live.history();
        if (!history.over()) {
            history.readAll();
        }
        List<Task> started = watch.afterTheEnd(history, watch.longAgo(execution.stopDate()) ? Duration.ZERO : GRACE);
        live.know(started);
        live.know(history.tasks().ended());
        Optional<TaskReport> cause = Unfolded.of(TaskFailure.of(execution)).task();
        Survivors survivors = Survivors.among(
                started.stream()
                        .filter(task -> cause.filter(known ->
                                        known.stopped() && known.taskArn().equals(task.taskArn()))
                                .isEmpty())
                        .toList(),
                commands);
        return and(judgement.judge(execution, history, started), survivors);
    }

    private Verdict unawaited(DescribeExecutionResponse execution, List<String> started, Duration left) {
        try {
            List<String> arns = watch.longAgo(execution.stopDate()) ? watch.remembered(started) : started;
            forgotten(started.size() - arns.size());
            List<Task> tasks = watch.until(LiveJudgement::there, arns, left);
            live.tell(tasks);
            Verdict verdict = judgement.judge(execution, live.history(), withCaught(tasks));
            boolean allThere = tasks.size() == arns.size() && tasks.stream().allMatch(LiveJudgement::there);
            Survivors survivors = Survivors.running(tasks, commands);
            if (!(verdict instanceof Failed) && allThere) {
                goOn(survivors);
            }
            return and(verdict instanceof Failed || allThere ? verdict : new Failed(late(execution, arns)), survivors);
        } catch (SdkException e) {
            return new Failed(unseen(execution, started, AwsProblems.of(e)));
        }
    }

    /** With those, too, of an attempt whose failure a Catch took. */
    private List<Task> withCaught(List<Task> unawaited) {
        return live.history().caught().last().isEmpty() ? unawaited : watch.afterTheEnd(live.history(), Duration.ZERO);
    }

    private static boolean there(Task task) {
        TaskReport report = TaskReport.of(task);
        return report.running() || report.stopped();
    }

    private static Verdict and(Verdict verdict, Survivors survivors) {
        return verdict instanceof Failed failed ? new Failed(survivors.addTo(failed.problem())) : verdict;
    }

    private Problem late(DescribeExecutionResponse execution, Collection<String> arns) {
        return Problem.failed(
                "Execution " + execution.name() + " SUCCEEDED, but its ECS task was not RUNNING in time.",
                String.join("\n", arns),
                "",
                "Raise timeout, or look at the task in ECS; " + commands.stopTasks(arns) + " stops it");
    }

    private Problem unseen(DescribeExecutionResponse execution, List<String> arns, Problem problem) {
        return new Problem(
                problem.kind(),
                "Execution " + execution.name() + " SUCCEEDED, but what became of its ECS task is not known. "
                        + problem.what(),
                String.join("\n", arns) + "\n" + problem.where(),
                problem.why(),
                (problem.fix() + "\n" + commands.stopTasks(arns) + " stops the task if it is still running").strip());
    }

    /** Says of how many of its tasks nobody knows any more what became of them. */
    private void forgotten(int count) {
        if (count > 0) {
            console.warn("ECS does not know " + (count == 1 ? "a task" : count + " tasks")
                    + " of it any more, so whether it failed is not known.");
        }
    }

    /** Says which of its tasks go on, and cost, though it has ended. */
    private void goOn(Survivors survivors) {
        if (!survivors.tasks().isEmpty()) {
            console.info(survivors.text());
        }
    }
}
