package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A revision of a task definition, as registered; only its being active can change. */
final class TaskDefinition {

    private final String family;
    private final int revision;
    private final String arn;
    private final ObjectNode registered;
    private final Instant registeredAt;
    private Optional<Instant> deregisteredAt = Optional.empty();

    TaskDefinition(String family, int revision, String arn, ObjectNode registered, Instant registeredAt) {
        this.family = family;
        this.revision = revision;
        this.arn = arn;
        this.registered = registered;
        this.registeredAt = registeredAt;
    }

    void deregister(Instant when) {
        deregisteredAt = deregisteredAt.or(() -> Optional.of(when));
    }

    boolean active() {
        return deregisteredAt.isEmpty();
    }

    String family() {
        return family;
    }

    int revision() {
        return revision;
    }

    String arn() {
        return arn;
    }

    Optional<String> text(String member) {
        return Optional.ofNullable(registered.get(member)).map(JsonNode::asText);
    }

    JsonNode tags() {
        return registered.has("tags") ? registered.get("tags") : Json.array();
    }

    boolean awsvpc() {
        return text("networkMode").filter("awsvpc"::equals).isPresent();
    }

    boolean runsOnFargate() {
        return awsvpc() && registered.has("cpu") && registered.has("memory");
    }

    List<JsonNode> containers() {
        return StreamSupport.stream(registered.path("containerDefinitions").spliterator(), false)
                .toList();
    }

    ObjectNode view() {
        ObjectNode view = registered.deepCopy();
        view.remove("tags");
        view.path("containerDefinitions").forEach(container -> complete((ObjectNode) container));
        view.put("taskDefinitionArn", arn)
                .put("revision", revision)
                .put("status", active() ? "ACTIVE" : "INACTIVE")
                .put("registeredAt", Json.seconds(registeredAt));
        view.set("compatibilities", Json.texts(runsOnFargate() ? List.of("EC2", "FARGATE") : List.of("EC2")));
        deregisteredAt.ifPresent(when -> view.put("deregisteredAt", Json.seconds(when)));
        return view;
    }

    private static void complete(ObjectNode container) {
        if (!container.has("essential")) {
            container.put("essential", true);
        }
        if (!container.has("cpu")) {
            container.put("cpu", 0);
        }
    }
}
