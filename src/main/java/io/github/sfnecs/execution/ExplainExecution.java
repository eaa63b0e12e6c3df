package io.github.sfnecs.execution;

import io.github.sfnecs.arn.TaskArn;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.TaskReport;
import io.github.sfnecs.history.TokenWait;
import io.github.sfnecs.mapruns.ItemFile;
import io.github.sfnecs.mapwatch.LastWords;
import io.github.sfnecs.mapwatch.LiveMapRuns;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.Circumstances;
import io.github.sfnecs.verdict.Commands;
import io.github.sfnecs.verdict.FailureExplanation;
import io.github.sfnecs.verdict.FailureTelling;
import io.github.sfnecs.verdict.Judgement;
import io.github.sfnecs.verdict.MapRun;
import io.github.sfnecs.verdict.ReadTaskDefinitions;
import io.github.sfnecs.verdict.TokenTask;
import io.github.sfnecs.verdict.Verdict;
import io.github.sfnecs.watch.ExecutionEnd;
import io.github.sfnecs.watch.StrandedTokens;
import io.github.sfnecs.watch.TaskWatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Says what became of any execution, or where it is: of any state machine that runs ECS tasks, whoever started it. */
public final class ExplainExecution {
    /** More fit no screen; an execution may run thousands. */
    private static final int MOST_TASKS = 20;

    private final AwsClients aws;
    private final Commands commands;
    private final Time time;
    private final Console console;
    private final ReadTaskDefinitions essential;
    private final FailureExplanation explanation;

    /**
     * Explains executions.
     *
     * @param commands what is printed for users to type
     * @param policies what a role's policies say now about what was denied to it
     */
    public ExplainExecution(
            AwsClients aws,
            Commands commands,
            Time time,
            Console console,
            Function<AccessDenied, PolicyInPlace> policies) {
        this.aws = aws;
        this.commands = commands;
        this.time = time;
        this.console = console;
        this.essential = new ReadTaskDefinitions(aws.ecs());
        this.explanation = new FailureExplanation(policies, console);
    }

    /** Explains on the console. */
    public void explain(String executionArn) {
        Optional<String> link = aws.consoleLink(executionArn);
        DescribeExecutionResponse execution = describe(executionArn);
        ExecutionHistory history = ExecutionHistory.read(aws.sfn(), executionArn);
        history.unread()
                .ifPresent(problem -> console.warn(
                        "The history could not be read, so states and tasks may be missing.\n" + problem.text()));
        List<String> arns = history.tasks().arns().stream()
                .filter(arn -> execution.status() == ExecutionStatus.SUCCEEDED || worthALook(history, arn))
                .toList();
        List<Task> tasks = tasks(history, arns);
        if (!ExecutionEnd.ended(execution)) {
            console.info(running(execution, link, history) + told(history, tasks));
            StrandedTokens.among(history, tasks, time.now())
                    .forEach(wait -> console.warn(
                            stranded(execution, link, history, wait, tasks).text()));
            return;
        }
        LiveMapRuns mapRuns = new LiveMapRuns(
                aws,
                time,
                Console.silent(),
                Prices.shipped(),
                essential,
                LastWords.unread(aws, console, essential),
                ItemFile.none(),
                List.of());
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            console.info(ended(execution, link) + told(history, tasks));
            MapRun.inSuccess(history, mapRuns::of).forEach(console::info);
        }
        Verdict verdict = new Judgement(
                        new FailureTelling(aws, commands, executionArn, essential, explanation, mapRuns::of),
                        essential,
                        explanation,
                        commands)
                .judge(execution, history, tasks);
        if (verdict instanceof Verdict.Failed failed) {
            console.warn(failed.problem().text());
        } else if (verdict instanceof Verdict.Warned warned) {
            console.warn(warned.problem().text());
        }
    }

    private Problem stranded(
            DescribeExecutionResponse execution,
            Optional<String> link,
            ExecutionHistory history,
            TokenWait wait,
            List<Task> tasks) {
        Problem problem = new TokenTask(link, essential, explanation)
                .judge(
                        execution.name(),
                        wait,
                        tasks.stream()
                                .filter(task -> wait.taskArns().contains(task.taskArn()))
                                .toList(),
                        new Circumstances(Optional.empty(), history.roleArn(), Optional.empty(), true));
        return wait.limited()
                ? problem.because("The attempt ends by itself at the state's TimeoutSeconds or HeartbeatSeconds.")
                : problem;
    }

    /** Where it ended, or failed before that, or waits. */
    private static boolean worthALook(ExecutionHistory history, String taskArn) {
        return history.startedAtTheEnd(taskArn)
                || history.waits().open().stream()
                        .anyMatch(wait -> wait.taskArns().contains(taskArn))
                || history.caught()
                        .last()
                        .filter(attempt -> history.tasks().place(taskArn).equals(Optional.of(attempt.place())))
                        .isPresent();
    }

    private DescribeExecutionResponse describe(String executionArn) {
        try {
            return aws.sfn().describeExecution(request -> request.executionArn(executionArn));
        } catch (ExecutionDoesNotExistException e) {
            throw noSuch(executionArn, e);
        }
    }

    /** Step Functions does not know the execution, or not any more. */
    static ProblemException noSuch(String executionArn, ExecutionDoesNotExistException e) {
        return new ProblemException(
                Problem.configuration(
                        "executionArn '" + executionArn + "': there is no such execution",
                        "Step Functions forgets executions after 90 days; aws stepfunctions list-executions lists those"
                                + " that it knows"),
                e);
    }

    /** As ECS knows them now; of one that it does not know any more only the ARN; without those that it could not be asked of. */
    private List<Task> tasks(ExecutionHistory history, List<String> arns) {
        TaskWatch watch = new TaskWatch(aws.ecs(), List.of(), time);
        List<Task> tasks = new ArrayList<>();
        arns.stream()
                .collect(Collectors.groupingBy(
                        arn -> new TaskArn(arn).cluster(), LinkedHashMap::new, Collectors.toList()))
                .forEach((cluster, some) -> {
                    try {
                        tasks.addAll(watch.ask(some));
                    } catch (SdkException e) {
                        console.warn("Not asked: ECS about the tasks. " + e.getMessage());
                        some.forEach(arn -> history.tasks().ended(arn).ifPresent(tasks::add));
                    }
                });
        return tasks;
    }

    private static String ended(DescribeExecutionResponse execution, Optional<String> link) {
        return "Execution " + execution.name() + " SUCCEEDED"
                + Optional.ofNullable(execution.stopDate())
                        .map(date -> " at " + date)
                        .orElse("")
                + "." + onALine(link);
    }

    private static String running(
            DescribeExecutionResponse execution, Optional<String> link, ExecutionHistory history) {
        return "Execution " + execution.name() + " is " + execution.statusAsString()
                + Optional.ofNullable(execution.startDate())
                        .map(date -> " since " + date)
                        .orElse("")
                + "."
                + onALine(link)
                + history.place()
                        .map(place ->
                                "\n" + place.text() + ", since " + place.visit().entered())
                        .orElse("");
    }

    private static String onALine(Optional<String> link) {
        return link.map(text -> "\n" + text).orElse("");
    }

    private String told(ExecutionHistory history, List<Task> tasks) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        tasks.stream().limit(MOST_TASKS).forEach(task -> lines.add(told(history, task)));
        if (tasks.size() > MOST_TASKS) {
            lines.add("and " + (tasks.size() - MOST_TASKS) + " tasks more");
        }
        return String.join("\n", lines);
    }

    private String told(ExecutionHistory history, Task task) {
        Optional<TaskReport> report = task.lastStatus() == null
                ? history.tasks().ended(task.taskArn()).map(TaskReport::of)
                : Optional.of(TaskReport.of(task));
        return report.map(essential::told)
                .map(TaskReport::table)
                .orElse("task " + task.taskArn() + ", which ECS does not know any more");
    }

    /** Explains a message of AWS's, without AWS: plain text, or a task as Run a Job gives it as its cause. */
    public static Problem explain(String said, Console console) {
        return new FailureExplanation(denied -> PolicyInPlace.UNKNOWN, console).explain(said);
    }
}
