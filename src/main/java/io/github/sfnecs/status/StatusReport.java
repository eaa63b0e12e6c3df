package io.github.sfnecs.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.status.Seen.Known;
import io.github.sfnecs.status.Seen.NotKnown;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/**
 * What there is of a state machine.
 *
 * @param request what was asked for
 * @param at when it was read
 * @param stateMachine without its definition; known to be empty where there is none
 * @param executions the newest first
 * @param tasks those that run
 * @param stranded the ARNs of those executions that wait for a task token that nobody is left to send
 * @param prices what tasks cost
 */
public record StatusReport(
        StatusRequest request,
        Instant at,
        Seen<Optional<DescribeStateMachineResponse>> stateMachine,
        Seen<List<ExecutionListItem>> executions,
        Seen<RunningTasks> tasks,
        Seen<Set<String>> stranded,
        Prices prices) {
    /** As a person reads it. */
    public String text() {
        return new StatusText(this).text();
    }

    /**
     * All of it, for a program; times are ISO-8601 in UTC, amounts estimates in US dollars. What is not known is left out, and
     * {@code unknown} says why.
     */
    public String json() {
        ObjectNode node = Json.object();
        node.put("stateMachine", request.stateMachine());
        node.put("stateMachineArn", request.stateMachineArn());
        Json.putOneOrAll(node, "cluster", request.clusterArns());
        if (stateMachine instanceof Known<Optional<DescribeStateMachineResponse>> known) {
            node.put("exists", known.value().isPresent());
            known.value().ifPresent(found -> put(node, found));
        }
        if (executions instanceof Known<List<ExecutionListItem>> known) {
            ArrayNode list = node.putArray("executions");
            known.value().forEach(execution -> put(list.addObject(), execution));
        }
        if (tasks instanceof Known<RunningTasks> known) {
            put(node, known.value());
        }
        for (Seen<?> part : List.of(stateMachine, executions, tasks, stranded)) {
            if (part instanceof NotKnown<?> not) {
                node.withArray("unknown").add(not.why());
            }
        }
        return Json.pretty(node);
    }

    private static void put(ObjectNode node, DescribeStateMachineResponse machine) {
        node.put("status", machine.statusAsString());
        put(node, "creationDate", machine.creationDate());
        node.put("roleArn", machine.roleArn());
        Optional.ofNullable(machine.revisionId()).ifPresent(id -> node.put("revisionId", id));
    }

    private void put(ObjectNode node, ExecutionListItem execution) {
        node.put("executionArn", execution.executionArn());
        node.put("name", execution.name());
        node.put("status", execution.statusAsString());
        put(node, "startDate", execution.startDate());
        put(node, "stopDate", execution.stopDate());
        if (isStranded(execution)) {
            node.put("stranded", true);
        }
    }

    /** Whether it waits for a task token that nobody is left to send. */
    boolean isStranded(ExecutionListItem execution) {
        return stranded instanceof Known<Set<String>> known && known.value().contains(execution.executionArn());
    }

    private void put(ObjectNode node, RunningTasks running) {
        node.put("runningTasks", running.count());
        ArrayNode list = node.putArray("tasks");
        for (RunningTask task : running.oldest()) {
            ObjectNode entry = list.addObject();
            entry.put("taskArn", task.arn());
            entry.put("execution", task.execution());
            entry.put("lastStatus", task.status());
            task.createdAt().ifPresent(created -> put(entry, "createdAt", created));
            put(entry, task.cost());
        }
        ObjectNode cost = node.putObject("cost");
        put(cost, running.cost());
        running.cost().unknown().ifPresent(why -> cost.put("unknown", why));
        cost.put("prices", prices.origin());
    }

    private static void put(ObjectNode node, Cost cost) {
        put(node, "usd", cost.usd());
        put(node, "usdPerHour", cost.usdPerHour());
    }

    private static void put(ObjectNode node, String name, Optional<BigDecimal> amount) {
        amount.ifPresent(usd -> node.put(name, usd));
    }

    private static void put(ObjectNode node, String name, Instant time) {
        if (time != null) {
            node.put(name, time.toString());
        }
    }
}
