package io.github.sfnecs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.FailedItem;
import io.github.sfnecs.mapruns.FailureGroup;
import io.github.sfnecs.mapruns.MapRunRecord;
import java.time.Instant;
import java.util.Optional;

/** A Map Run for a program: what became of its items as a whole, and those that failed. */
final class MapRunJson {
    private MapRunJson() {}

    static ObjectNode of(MapRunRecord run, String prices) {
        ObjectNode node = Json.object();
        node.put("mapRunArn", run.arn());
        node.put("state", run.state());
        run.status().ifPresent(status -> node.put("status", status));
        put(node, "startDate", run.startDate());
        put(node, "stopDate", run.stopDate());
        node.put("maxConcurrency", run.maxConcurrency());
        node.put("redriveCount", run.redriveCount());
        node.set("items", json(run.items()));
        node.set("executions", json(run.executions()));
        ArrayNode failures = node.putArray("failures");
        run.failures().forEach(group -> failures.add(json(group)));
        node.put("unread", run.unread());
        ArrayNode failed = node.putArray("failed");
        run.failed().forEach(item -> failed.add(json(item)));
        run.cost().ifPresent(cost -> node.set("cost", cost.json().put("prices", prices)));
        run.notes().forEach(node.putArray("notes")::add);
        return node;
    }

    private static ObjectNode json(Counts counts) {
        return Json.object()
                .put("total", counts.total())
                .put("pending", counts.pending())
                .put("running", counts.running())
                .put("succeeded", counts.succeeded())
                .put("failed", counts.failed())
                .put("timedOut", counts.timedOut())
                .put("aborted", counts.aborted());
    }

    private static ObjectNode json(FailureGroup group) {
        ObjectNode node = Json.object();
        node.put("why", group.why());
        node.put("meaning", group.meaning());
        node.put("remedy", group.remedy());
        node.put("count", group.count());
        ObjectNode example =
                node.putObject("example").put("executionArn", group.example().executionArn());
        group.example().index().ifPresent(index -> example.put("index", index));
        return node;
    }

    private static ObjectNode json(FailedItem item) {
        ObjectNode node = Json.object();
        node.put("executionArn", item.executionArn());
        item.index().ifPresent(index -> node.put("index", index));
        item.item().ifPresent(json -> node.set("item", Json.tryParse(json).orElseGet(() -> Json.of(json))));
        node.put("status", item.status().name());
        put(node, "startDate", Optional.of(item.startDate()));
        put(node, "stopDate", item.stopDate());
        node.put("why", item.why());
        item.taskArn().ifPresent(arn -> node.put("taskArn", arn));
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<Instant> time) {
        time.ifPresent(at -> node.put(name, at.toString()));
    }
}
