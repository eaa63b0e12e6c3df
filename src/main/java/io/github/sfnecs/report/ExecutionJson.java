package io.github.sfnecs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.report.TaskRecord.Container;
import io.github.sfnecs.report.TaskRecord.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An execution for a program: {@code execution.json}. Times are ISO-8601 in UTC; what is not known is left out. Its JSON schema is
 * {@code src/site/resources/execution.schema.json}.
 */
public final class ExecutionJson {
    private final String prices;

    /** With what is said of the prices that the estimates of cost were made with. */
    public ExecutionJson(String prices) {
        this.prices = prices;
    }

    /** All that a program may want of it. */
    public String of(ExecutionRecord execution) {
        ObjectNode node = Json.object();
        node.put("executionArn", execution.executionArn());
        node.put("stateMachineArn", execution.stateMachineArn());
        node.put("name", execution.name());
        node.put("status", execution.status());
        putText(node, "consoleLink", execution.consoleLink());
        put(node, "startDate", execution.startDate());
        put(node, "stopDate", execution.stopDate());
        put(node, "seenAt", Optional.of(execution.seenAt()));
        putJson(node, "input", execution.input());
        putJson(node, "output", execution.output());
        putText(node, "error", execution.error());
        putJson(node, "cause", execution.cause());
        putText(node, "problem", execution.problem());
        ArrayNode states = node.putArray("states");
        execution.states().forEach(state -> states.add(json(state)));
        ArrayNode tasks = node.putArray("tasks");
        execution.tasks().forEach(task -> tasks.add(json(task)));
        if (!execution.mapRuns().isEmpty()) {
            ArrayNode mapRuns = node.putArray("mapRuns");
            execution.mapRuns().forEach(run -> mapRuns.add(MapRunJson.of(run, prices)));
        }
        execution.cost().ifPresent(cost -> node.set("cost", cost.json().put("prices", prices)));
        ArrayNode notes = node.putArray("notes");
        execution.notes().forEach(notes::add);
        return Json.pretty(node);
    }

    private static ObjectNode json(StateVisit state) {
        ObjectNode node = Json.object();
        node.put("name", state.name());
        node.put("type", state.type());
        put(node, state.in());
        putText(node, "from", state.from());
        put(node, "entered", Optional.ofNullable(state.entered()));
        put(node, "exited", state.exited());
        node.put("attempts", state.attempts());
        node.put("outcome", state.outcome().name());
        putText(node, "error", state.error());
        state.iterations()
                .ifPresent(items -> node.putObject("iterations")
                        .put("total", items.total())
                        .put("succeeded", items.succeeded())
                        .put("failed", items.failed())
                        .put("aborted", items.aborted()));
        if (!state.executions().isEmpty()) {
            state.executions().forEach(node.putArray("executions")::add);
        }
        putText(node, "mapRun", state.mapRun());
        return node;
    }

    private static ObjectNode json(TaskRecord task) {
        ObjectNode node = Json.object();
        node.put("taskArn", task.taskArn());
        putText(node, "taskDefinitionArn", task.taskDefinitionArn());
        task.start().ifPresent(start -> {
            node.put("state", start.state());
            put(node, start.in());
            node.put("attempt", start.attempt());
        });
        putText(node, "lastStatus", task.lastStatus());
        putText(node, "capacity", task.capacity());
        task.cpu().ifPresent(units -> node.put("cpu", units));
        task.memory().ifPresent(mib -> node.put("memory", mib));
        Times times = task.times();
        put(node, "createdAt", times.createdAt());
        put(node, "pullStartedAt", times.pullStartedAt());
        put(node, "pullStoppedAt", times.pullStoppedAt());
        put(node, "startedAt", times.startedAt());
        put(node, "stoppingAt", times.stoppingAt());
        put(node, "executionStoppedAt", times.executionStoppedAt());
        put(node, "stoppedAt", times.stoppedAt());
        putText(node, "stopCode", task.stopCode());
        putText(node, "stoppedReason", task.stoppedReason());
        ArrayNode containers = node.putArray("containers");
        task.containers().forEach(container -> containers.add(json(container)));
        task.cost().ifPresent(cost -> node.set("cost", cost.json()));
        return node;
    }

    private static ObjectNode json(Container container) {
        ObjectNode node = Json.object();
        node.put("name", container.name());
        container.essential().ifPresent(is -> node.put("essential", is));
        putText(node, "image", container.image());
        container.exitCode().ifPresent(code -> node.put("exitCode", code));
        putText(node, "reason", container.reason());
        // not the lines: what containers print is nothing that programs read here
        container
                .log()
                .ifPresent(
                        log -> node.putObject("log").put("group", log.group()).put("stream", log.stream()));
        return node;
    }

    private static void put(ObjectNode node, List<Frame> in) {
        if (in.isEmpty()) {
            return;
        }
        ArrayNode frames = node.putArray("in");
        in.forEach(frame -> {
            ObjectNode around = frames.addObject().put("state", frame.state());
            frame.iteration().ifPresent(index -> around.put("iteration", index));
            frame.branch().ifPresent(index -> around.put("branch", index));
        });
    }

    private static void put(ObjectNode node, String name, Optional<Instant> time) {
        time.ifPresent(at -> node.put(name, at.toString()));
    }

    private static void putText(ObjectNode node, String name, Optional<String> text) {
        text.ifPresent(is -> node.put(name, is));
    }

    /** As JSON where it is JSON, else as text. */
    private static void putJson(ObjectNode node, String name, Optional<String> text) {
        text.ifPresent(is -> node.set(name, Json.tryParse(is).orElseGet(() -> Json.of(is))));
    }
}
