package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.history.AwsContainer;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapwatch.LiveMapRuns;
import io.github.sfnecs.report.ExecutionRecord;
import io.github.sfnecs.report.TaskRecord;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.ReadTaskDefinitions;
import io.github.sfnecs.watch.ExecutionEnd;
import io.github.sfnecs.watch.ExecutionWatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/** Puts together all that is known of an execution that was watched. */
final class RecordExecution {
    /** Longer nobody should wait for what only the drawing needs. */
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private static final Duration FIRST = Duration.ofMillis(500);
    /** How long an execution may not be known here that is known there: Step Functions is eventually consistent. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final AwsClients aws;
    private final Time time;
    private final Prices prices;
    private final ReadTaskDefinitions definitions;
    private final ExecutionWatcher live;
    private final LiveMapRuns mapRuns;
    private final Optional<DescribeStateMachineForExecutionResponse> known;
    private final List<String> notes = new ArrayList<>();
    private Optional<String> definition = Optional.empty();

    /**
     * Records the one that is watched.
     *
     * @param known what it runs with, where that was read before
     */
    RecordExecution(
            AwsClients aws,
            Time time,
            Prices prices,
            ReadTaskDefinitions definitions,
            ExecutionWatcher live,
            LiveMapRuns mapRuns,
            Optional<DescribeStateMachineForExecutionResponse> known) {
        this.aws = aws;
        this.time = time;
        this.prices = prices;
        this.definitions = definitions;
        this.live = live;
        this.mapRuns = mapRuns;
        this.known = known;
    }

    /**
     * Reads the definition that the execution runs with, if it may and that takes no longer than this: while it runs there is time.
     * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineForExecution.html
     */
    void readDefinition(Duration atMost) {
        Duration limit = shorter(atMost, A_WHILE);
        // it was there a moment ago
        Backoff untilKnown = new Backoff(time, FIRST, 2, A_MOMENT, shorter(limit, A_MOMENT));
        try {
            DescribeStateMachineForExecutionResponse runs =
                    known.orElseGet(() -> aws.within(limit, () -> describe(untilKnown)));
            definition = Optional.ofNullable(runs.definition());
            live.history().runsWith(runs.roleArn(), definition);
        } catch (SdkException e) {
            notes.add("The definition of the state machine could not be read. "
                    + AwsProblems.of(e).what());
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private DescribeStateMachineForExecutionResponse describe(Backoff untilKnown) {
        while (true) {
            try {
                return aws.sfn().describeStateMachineForExecution(request -> request.executionArn(live.arn()));
            } catch (ExecutionDoesNotExistException e) {
                if (!untilKnown.pause()) {
                    throw e;
                }
            }
        }
    }

    /** All that is known of it now. */
    ExecutionReport report(DescribeExecutionResponse execution, Optional<Problem> problem) {
        ExecutionHistory history = live.history();
        if (ExecutionEnd.ended(execution)) {
            mapRuns.finish(history.definition());
        }
        List<MapRunRecord> items = mapRuns.records();
        List<TaskRecord> tasks =
                live.tasks().all(history.tasks().arns()).map(this::complete).toList();
        List<String> missing = new ArrayList<>(notes);
        missing.addAll(live.missing());
        return new ExecutionReport(
                new ExecutionRecord(
                        execution.executionArn(),
                        execution.stateMachineArn(),
                        execution.name(),
                        execution.statusAsString(),
                        aws.consoleLink(live.arn()),
                        Optional.ofNullable(execution.startDate()),
                        Optional.ofNullable(execution.stopDate()),
                        time.now(),
                        Optional.ofNullable(execution.input()),
                        Optional.ofNullable(execution.output()),
                        Optional.ofNullable(execution.error()),
                        Optional.ofNullable(execution.cause()),
                        problem.map(Problem::text),
                        definition,
                        history.visits(ExecutionEnd.ended(execution)),
                        tasks,
                        items,
                        cost(tasks, items),
                        missing),
                prices.origin(),
                problem);
    }

    /** What its tasks cost, on one line; empty where it had none. */
    Optional<String> cost(ExecutionReport report) {
        return report.execution().cost().map(cost -> "ECS tasks: " + prices.text(cost));
    }

    private static Optional<Cost> cost(List<TaskRecord> tasks, List<MapRunRecord> items) {
        List<Cost> costs = Stream.concat(
                        tasks.stream().flatMap(task -> task.cost().stream()),
                        items.stream().flatMap(run -> run.cost().stream()))
                .toList();
        return costs.isEmpty() ? Optional.empty() : Optional.of(Cost.sum(costs));
    }

    /** The task with what the history, its task definition and its logs tell of it. */
    private TaskRecord complete(TaskRecord task) {
        List<Container> containers = task.containers().stream()
                .map(container -> complete(task, container))
                .toList();
        return new TaskRecord(
                task.taskArn(),
                task.taskDefinitionArn(),
                live.history().start(task.taskArn()),
                task.lastStatus(),
                task.capacity(),
                task.cpu(),
                task.memory(),
                task.times(),
                task.stopCode(),
                task.stoppedReason(),
                containers,
                task.cost());
    }

    private Container complete(TaskRecord task, Container container) {
        Optional<ContainerDefinition> defined = task.taskDefinitionArn()
                .flatMap(definitions::known)
                .flatMap(definition -> definition.containerDefinitions().stream()
                        .filter(Objects::nonNull)
                        .filter(one -> container.name().equals(one.name()))
                        .findFirst());
        boolean ofAws =
                defined.isEmpty() && AwsContainer.owner(container.name()).isPresent();
        return new Container(
                container.name(),
                // ECS's default where the task definition does not say
                ofAws ? Optional.of(false) : defined.map(one -> one.essential() == null || one.essential()),
                container.image().or(() -> defined.map(ContainerDefinition::image)),
                container.exitCode(),
                container.reason(),
                live.tail(task.taskArn(), container.name()));
    }
}
