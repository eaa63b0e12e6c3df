package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.ecs.definition.TaskDefinition;
import io.github.sfnecs.fakeaws.logs.Logs.LogStream;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A task, kept as DescribeTasks shows it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html">Task</a>
 */
final class Task {

    /** What doesn't change; streams and the ids that Docker gives are by container. */
    record Identity(
            String arn,
            String clusterName,
            TaskDefinition definition,
            TaskRoles roles,
            Optional<String> token,
            Map<String, LogStream> streams,
            Map<String, String> runtimeIds,
            Set<String> groupsToCreate,
            TaskScript script) {

        String id() {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }

        String family() {
            return definition.family();
        }
    }

    private final Identity identity;
    private final ObjectNode view;
    private final Map<String, ObjectNode> containers = new LinkedHashMap<>();
    private int version;

    Task(Identity identity, ObjectNode view) {
        this.identity = identity;
        this.view = view;
        view.path("containers")
                .forEach(container -> containers.put(container.path("name").asText(), (ObjectNode) container));
        become("PROVISIONING");
    }

    Identity identity() {
        return identity;
    }

    ObjectNode view() {
        return view.deepCopy();
    }

    String text(String member) {
        return view.path(member).asText();
    }

    boolean is(String status) {
        return text("lastStatus").equals(status);
    }

    /** Whether it has been told to stop, or has stopped. */
    boolean ending() {
        return text("desiredStatus").equals("STOPPED");
    }

    void become(String status) {
        view.put("lastStatus", status);
        view.put("version", ++version);
        String ofContainers = status.equals("PROVISIONING") ? "PENDING" : status;
        if (List.of("PENDING", "RUNNING", "STOPPED").contains(ofContainers)) {
            containers.values().forEach(container -> container.put("lastStatus", ofContainers));
        }
        if (status.equals("RUNNING")) {
            containers.forEach((name, container) -> container.put("runtimeId", identity.runtimeIds.get(name)));
        }
    }

    void at(String member, Instant when) {
        view.put(member, Json.seconds(when));
    }

    void end(String stopCode, String reason) {
        view.put("desiredStatus", "STOPPED")
                .put("stopCode", identity.script.stop().code().orElse(stopCode))
                .put("stoppedReason", identity.script.stop().reason().orElse(reason));
    }

    void connected() {
        view.put("connectivity", "CONNECTED");
    }

    void exit(String container, int code) {
        containers.get(container).put("exitCode", code).put("lastStatus", "STOPPED");
    }

    void neverRan(String reason) {
        containers.values().forEach(container -> container.put("reason", reason));
    }

    boolean exited(String container) {
        return containers.get(container).has("exitCode");
    }

    List<String> containerNames() {
        return List.copyOf(containers.keySet());
    }
}
