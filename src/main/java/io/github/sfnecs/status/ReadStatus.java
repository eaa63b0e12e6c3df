package io.github.sfnecs.status;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.ecs.Tasks;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.watch.StrandedExecutions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.IncludedData;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/**
 * Reads what there is of a state machine: one call for itself, one for its last executions, and two for each hundred tasks of the
 * cluster; of executions that run without a task one or two more. https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
 */
public final class ReadStatus {
    /** Of how many executions that run without a task, the newest, the history is read. */
    private static final int MOST_LOOKS = 5;

    private final AwsClients aws;
    private final Time time;
    private final Prices prices;

    /** Reads with these clients, tells ages by this clock, and reckons with these prices. */
    public ReadStatus(AwsClients aws, Time time, Prices prices) {
        this.aws = aws;
        this.time = time;
        this.prices = prices;
    }

    /** Reads it. */
    public StatusReport read(StatusRequest request) {
        Instant now = time.now();
        Seen<Optional<DescribeStateMachineResponse>> machine = Seen.at(() -> describe(request));
        boolean missing = machine.equals(new Seen.Known<>(Optional.empty()));
        Seen<List<ExecutionListItem>> executions =
                missing ? new Seen.Known<>(List.of()) : Seen.at(() -> executions(request));
        Seen<RunningTasks> tasks = Seen.at(() -> tasks(request, now));
        return new StatusReport(request, now, machine, executions, tasks, stranded(executions, tasks), prices);
    }

    /** Those that wait for a task token that nobody is left to send; only one that runs without a task may be such a one. */
    private Seen<Set<String>> stranded(Seen<List<ExecutionListItem>> executions, Seen<RunningTasks> tasks) {
        if (!(executions instanceof Seen.Known<List<ExecutionListItem>> known)
                || !(tasks instanceof Seen.Known<RunningTasks> running)) {
            return new Seen.Known<>(Set.of());
        }
        StrandedExecutions stranded = new StrandedExecutions(aws, time);
        return Seen.at(() -> known.value().stream()
                .filter(execution -> execution.status() == ExecutionStatus.RUNNING
                        && !running.value().of(execution.name()))
                .limit(MOST_LOOKS)
                .map(ExecutionListItem::executionArn)
                .filter(stranded::contains)
                .collect(Collectors.toSet()));
    }

    /** Without the definition, which a key of the user's may keep from being read; empty where there is no state machine. */
    private Optional<DescribeStateMachineResponse> describe(StatusRequest request) {
        try {
            return Optional.of(aws.sfn()
                    .describeStateMachine(describe -> describe.stateMachineArn(request.stateMachineArn())
                            .includedData(IncludedData.METADATA_ONLY)));
        } catch (StateMachineDoesNotExistException e) {
            return Optional.empty();
        }
    }

    private List<ExecutionListItem> executions(StatusRequest request) {
        return aws
                .sfn()
                .listExecutions(
                        list -> list.stateMachineArn(request.stateMachineArn()).maxResults(request.count()))
                .executions()
                .stream()
                .limit(request.count())
                .toList();
    }

    private RunningTasks tasks(StatusRequest request, Instant now) {
        RunningTasks running = new RunningTasks(request.stateMachine(), now, prices);
        new Tasks(aws.ecs(), request.clusterArns(), time).eachRunning(running::look);
        return running;
    }
}
