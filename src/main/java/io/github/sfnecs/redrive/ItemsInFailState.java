package io.github.sfnecs.redrive;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * Whether items fail again at once when they are redriven, since they ended in a Fail state. It takes four calls at most for each Map, and
 * none where the definition has no such state for its items. https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 *
 * @param console is warned, and told what can't be seen
 */
record ItemsInFailState(AwsClients aws, Console console) {
    private static final int SAMPLE = 3;
    private static final int EVENTS = 3;

    /** Warns where some of this Map did. */
    void warn(MapsAgain.OneMap map, Optional<Definition> definition) {
        boolean none = definition
                .filter(all -> all.statesIn(map.state())
                        .noneMatch(state -> state.type().equals("Fail")))
                .isPresent();
        if (none || map.executions().counts().failed() == 0) {
            return;
        }
        try {
            List<String> failed = new ItemExecutions(aws.sfn(), map.mapRun())
                    .ended(ExecutionStatus.FAILED, SAMPLE)
                    .map(ExecutionListItem::executionArn)
                    .toList();
            List<String> states =
                    failed.stream().flatMap(child -> failState(child).stream()).toList();
            if (!states.isEmpty()) {
                console.warn(states.size() + " of " + failed.size() + " failed items of state " + map.state()
                        + " that were looked at ended in a Fail state ("
                        + states.stream().distinct().collect(Collectors.joining(", "))
                        + "): redriven, such an item fails again at once. To do its work again, start a new"
                        + " execution: mvn sfn-ecs:execute");
            }
        } catch (SdkException e) {
            console.warn("Not checked: whether items of state " + map.state() + " ended in a Fail state. "
                    + AwsProblems.of(e).what());
        }
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
