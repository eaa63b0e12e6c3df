package io.github.sfnecs.redrive;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * Whether items fail again at once when they are redriven, since they ended in a Fail state. Only where there is one for items it takes
 * calls, four. https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
record ItemsInFailState(AwsClients aws) {
    private static final int SAMPLE = 3;
    private static final int EVENTS = 3;

    /** A sentence; empty where none of those did that were looked at, or where that can't be seen. */
    Optional<String> told(MapsAgain.OneMap map, Definition definition) {
        if (map.executions().counts().failed() == 0
                || definition
                        .statesIn(map.state())
                        .noneMatch(state -> state.type().equals("Fail"))) {
            return Optional.empty();
        }
        try {
            List<String> failed = failed(map.mapRun());
            List<String> states =
                    failed.stream().flatMap(child -> failState(child).stream()).toList();
            return states.isEmpty()
                    ? Optional.empty()
                    : Optional.of(states.size() + " of " + failed.size() + " failed items of state " + map.state()
                            + " that were looked at ended in a Fail state ("
                            + states.stream().distinct().collect(Collectors.joining(", "))
                            + "): redriven, such an item fails again at once. To do its work again, start a new"
                            + " execution: mvn sfn-ecs:execute");
        } catch (SdkException e) {
            // whether more may be seen of it is told elsewhere, and it does no harm
            return Optional.empty();
        }
    }

    private List<String> failed(String mapRun) {
        return aws
                .sfn()
                .listExecutions(list -> list.mapRunArn(mapRun)
                        .statusFilter(ExecutionStatus.FAILED)
                        .maxResults(SAMPLE))
                .executions()
                .stream()
                .filter(Objects::nonNull)
                .map(ExecutionListItem::executionArn)
                .filter(Objects::nonNull)
                .limit(SAMPLE)
                .toList();
    }

    private Optional<String> failState(String child) {
        return aws
                .sfn()
                .getExecutionHistory(history ->
                        history.executionArn(child).reverseOrder(true).maxResults(EVENTS))
                .events()
                .stream()
                .filter(event -> event.stateEnteredEventDetails() != null)
                .findFirst()
                .filter(event -> event.type() == HistoryEventType.FAIL_STATE_ENTERED)
                .map(HistoryEvent::stateEnteredEventDetails)
                .map(entered -> String.valueOf(entered.name()));
    }
}
