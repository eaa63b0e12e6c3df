package io.github.sfnecs.statemachine;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/**
 * The definitions of executions that run: an execution keeps the one that it was started with.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html
 */
public final class RunningDefinitions {
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 10;

    private final AwsClients aws;
    /** The revision of each execution that was looked at. */
    private final Map<String, String> revisions = new HashMap<>();

    private final Map<String, Running> found = new LinkedHashMap<>();

    public RunningDefinitions(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * A definition that runs.
     *
     * @param arn one of its executions; the state machine's where this stands for what runs besides the newest ten thousand
     * @param definition what it does; empty where that is not known
     */
    public record Running(String arn, Optional<Definition> definition) {}

    /** One execution for each definition: a call for each thousand that run, and a few for each definition. */
    public List<Running> of(String stateMachineArn) {
        list(stateMachineArn).stream()
                .sorted(Comparator.comparing(
                        ExecutionListItem::startDate, Comparator.nullsFirst(Comparator.naturalOrder())))
                .collect(Collectors.groupingBy(item -> Objects.toString(item.stateMachineVersionArn(), "")))
                // whoever starts a version has its definition, everybody else that of the time
                .forEach((version, some) -> between(some, 0, version.isEmpty() ? some.size() - 1 : 0));
        return List.copyOf(found.values());
    }

    private List<ExecutionListItem> list(String stateMachineArn) {
        List<ExecutionListItem> running = new ArrayList<>();
        ListExecutionsRequest.Builder request = ListExecutionsRequest.builder()
                .stateMachineArn(stateMachineArn)
                .statusFilter(ExecutionStatus.RUNNING)
                .maxResults(PAGE);
        try {
            for (int page = 0; page < MOST_PAGES; page++) {
                ListExecutionsResponse answer = aws.sfn().listExecutions(request.build());
                running.addAll(answer.executions());
                if (answer.nextToken() == null) {
                    return running;
                }
                request.nextToken(answer.nextToken());
            }
            found.put("", new Running(stateMachineArn, Optional.empty()));
        } catch (StateMachineDoesNotExistException e) {
            // then nothing runs
        }
        return running;
    }

    /** Of two executions with the same revision all in between have that one, too. */
    private void between(List<ExecutionListItem> running, int from, int to) {
        boolean same = revision(running.get(from)).equals(revision(running.get(to)));
        if (!same && to - from > 1) {
            int middle = (from + to) / 2;
            between(running, from, middle);
            between(running, middle, to);
        }
    }

    private String revision(ExecutionListItem execution) {
        return revisions.computeIfAbsent(execution.executionArn(), arn -> {
            DescribeStateMachineForExecutionResponse answer =
                    aws.sfn().describeStateMachineForExecution(request -> request.executionArn(arn));
            String revision = answer.revisionId() + " " + answer.definition();
            found.putIfAbsent(
                    revision,
                    new Running(arn, Optional.ofNullable(answer.definition()).map(Definition::parse)));
            return revision;
        });
    }
}
