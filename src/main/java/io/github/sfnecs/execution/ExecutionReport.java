package io.github.sfnecs.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Json;
import io.github.sfnecs.diagnostic.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * What became of an execution.
 *
 * @param execution as Step Functions describes it last
 * @param consoleLink where a person looks at it
 * @param tasks the ECS tasks that are known of it
 * @param problem why the build fails; empty where it does not
 */
public record ExecutionReport(
        DescribeExecutionResponse execution, String consoleLink, List<TaskReport> tasks, Optional<Problem> problem) {
    /** All of it, for a program; times are ISO-8601 in UTC. */
    public String json() {
        ObjectNode node = Json.object();
        node.put("executionArn", execution.executionArn());
        node.put("stateMachineArn", execution.stateMachineArn());
        node.put("name", execution.name());
        node.put("status", execution.statusAsString());
        node.put("consoleLink", consoleLink);
        put(node, "startDate", execution.startDate());
        put(node, "stopDate", execution.stopDate());
        putJson(node, "input", execution.input());
        putJson(node, "output", execution.output());
        Optional.ofNullable(execution.error()).ifPresent(error -> node.put("error", error));
        putJson(node, "cause", execution.cause());
        tasks.forEach(task -> node.withArray("tasks").add(task.json()));
        problem.ifPresent(found -> node.put("problem", found.text()));
        return Json.pretty(node);
    }

    private static void put(ObjectNode node, String name, Instant time) {
        if (time != null) {
            node.put(name, time.toString());
        }
    }

    /** As JSON where it is JSON, else as text. */
    private static void putJson(ObjectNode node, String name, String text) {
        if (text != null) {
            node.set(name, Json.tryParse(text).orElseGet(() -> Json.of(text)));
        }
    }
}
