package io.github.sfnecs.redrive;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.ecs.Tasks;
import io.github.sfnecs.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;

/**
 * Tasks of items that still run though the executions of these items were stopped: Step Functions has ECS stop them by best effort. It
 * takes calls only where items were stopped: the running tasks of the clusters and, where some may be theirs, the list of these items.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 */
final class ItemTasks {
    private static final int PAGE = 1_000;
    /** A Map Run has no more than ten thousand executions at a time. */
    private static final int MOST_PAGES = 20;

    private final AwsClients aws;
    private final Time time;
    private final Console console;

    /** Looks for them; what can't be seen is told on the console. */
    ItemTasks(AwsClients aws, Time time, Console console) {
        this.aws = aws;
        this.time = time;
        this.console = console;
    }

    /** The ARNs of those that stopped items of this Map started, as far as that can be seen. */
    List<String> running(MapsAgain.OneMap map, Definition definition, StateMachineArn machine) {
        if (map.executions().stopped() == 0) {
            return List.of();
        }
        List<TaskUse> uses = definition.taskUsesIn(map.state());
        List<ClusterArn> clusters = uses.stream()
                .flatMap(use -> use.cluster().literal().stream())
                .flatMap(named -> ClusterArn.in(machine.scope(), named).stream())
                .distinct()
                .toList();
        List<String> unmarked = TaskGroup.statesWithout(definition);
        if (uses.stream()
                .anyMatch(use -> use.cluster().literal().isEmpty()
                        || unmarked.contains(use.state().name()))) {
            notChecked(map, "Nothing tells on which cluster they run, or by which group they are known (markTasks).");
        }
        try {
            return clusters.isEmpty() ? List.of() : running(map, clusters, TaskGroup.prefix(machine.name()));
        } catch (SdkException e) {
            notChecked(map, AwsProblems.of(e).what());
            return List.of();
        }
    }

    private List<String> running(MapsAgain.OneMap map, List<ClusterArn> clusters, String prefix) {
        Map<String, List<String>> tasks = new HashMap<>();
        new Tasks(aws.ecs(), clusters.stream().map(ClusterArn::text).toList(), time).eachRunning(task -> {
            if (task.group() != null && task.group().startsWith(prefix)) {
                tasks.computeIfAbsent(task.group().substring(prefix.length()), any -> new ArrayList<>())
                        .add(task.taskArn());
            }
        });
        return Stream.of(ExecutionStatus.ABORTED, ExecutionStatus.TIMED_OUT)
                .filter(status -> !tasks.isEmpty())
                .flatMap(status -> names(map.mapRun(), status))
                .flatMap(name -> tasks.getOrDefault(name, List.of()).stream())
                .toList();
    }

    private Stream<String> names(String mapRun, ExecutionStatus status) {
        Stream.Builder<String> names = Stream.builder();
        String next = null;
        for (int page = 0; page == 0 || (next != null && page < MOST_PAGES); page++) {
            String token = next;
            ListExecutionsResponse answer = aws.sfn()
                    .listExecutions(list -> list.mapRunArn(mapRun)
                            .statusFilter(status)
                            .maxResults(PAGE)
                            .nextToken(token));
            answer.executions().stream()
                    .filter(Objects::nonNull)
                    .map(ExecutionListItem::name)
                    .filter(Objects::nonNull)
                    .forEach(names);
            next = answer.nextToken();
        }
        return names.build();
    }

    private void notChecked(MapsAgain.OneMap map, String why) {
        console.warn("Not checked: whether tasks of stopped items of state " + map.state() + " still run. " + why);
    }
}
