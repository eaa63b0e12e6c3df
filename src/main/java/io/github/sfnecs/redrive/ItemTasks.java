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
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Tasks of items that still run though the executions of these items were stopped: Step Functions has ECS stop them by best effort. It
 * takes calls only where items were stopped: the running tasks of the clusters and, where some may be theirs, the list of these items.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 *
 * @param console is told what can't be seen
 */
record ItemTasks(AwsClients aws, Time time, Console console) {
    /** More pages than that no endpoint has. */
    private static final int MOST_ITEMS = 500_000;

    /** The ARNs of those that stopped items of these Maps started, as far as that can be seen. */
    List<String> running(List<MapsAgain.OneMap> maps, Optional<Definition> definition, StateMachineArn machine) {
        List<MapsAgain.OneMap> stopped =
                maps.stream().filter(map -> map.executions().stopped() > 0).toList();
        if (stopped.isEmpty()) {
            return List.of();
        }
        List<TaskUse> uses = definition.stream()
                .flatMap(all -> stopped.stream().flatMap(map -> all.taskUsesIn(map.state()).stream()))
                .toList();
        List<String> unmarked = definition.map(TaskGroup::statesWithout).orElse(List.of());
        if (definition.isEmpty()
                || uses.stream()
                        .anyMatch(use -> use.cluster().literal().isEmpty()
                                || unmarked.contains(use.state().name()))) {
            notChecked("Nothing tells on which cluster they run, or by which group they are known (markTasks).");
        }
        List<String> clusters = uses.stream()
                .flatMap(use -> use.cluster().literal().stream())
                .flatMap(named -> ClusterArn.in(machine.scope(), named).stream())
                .map(ClusterArn::text)
                .distinct()
                .toList();
        try {
            Map<String, List<String>> tasks = tasks(clusters, TaskGroup.prefix(machine.name()));
            return stopped.stream()
                    .filter(map -> !tasks.isEmpty())
                    .flatMap(this::names)
                    .flatMap(name -> tasks.getOrDefault(name, List.of()).stream())
                    .toList();
        } catch (SdkException e) {
            notChecked(AwsProblems.of(e).what());
            return List.of();
        }
    }

    /** Those of the state machine that run, by the name of their execution. */
    private Map<String, List<String>> tasks(List<String> clusters, String prefix) {
        Map<String, List<String>> tasks = new HashMap<>();
        new Tasks(aws.ecs(), clusters, time).eachRunning(task -> {
            if (task.group() != null && task.group().startsWith(prefix)) {
                tasks.computeIfAbsent(task.group().substring(prefix.length()), any -> new ArrayList<>())
                        .add(task.taskArn());
            }
        });
        return tasks;
    }

    private Stream<String> names(MapsAgain.OneMap map) {
        ItemExecutions executions = new ItemExecutions(aws.sfn(), map.mapRun());
        return Stream.of(ExecutionStatus.ABORTED, ExecutionStatus.TIMED_OUT)
                .flatMap(status -> executions.ended(status, MOST_ITEMS))
                .map(ExecutionListItem::name);
    }

    private void notChecked(String why) {
        console.warn("Not checked: whether tasks of stopped items still run. " + why);
    }
}
