package io.github.sfnecs.fakeaws.ecs.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The task definitions of a region: {@code family}, {@code family:revision} or an ARN with or without revision names one. */
public final class TaskDefinitions {

    private final Place place;
    private final Timeline timeline;
    private final Map<String, List<TaskDefinition>> families = new HashMap<>();

    public TaskDefinitions(Place place, Timeline timeline) {
        this.place = place;
        this.timeline = timeline;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "RegisterTaskDefinition",
                Operation.of(
                        "family taskRoleArn executionRoleArn networkMode requiresCompatibilities cpu memory tags{key value}"
                                + " volumes runtimePlatform ephemeralStorage placementConstraints"
                                + " containerDefinitions{name image cpu memory memoryReservation essential entryPoint command"
                                + " environment{name value} environmentFiles{value type} readonlyRootFilesystem secrets{name valueFrom} repositoryCredentials{credentialsParameter} portMappings logConfiguration dependsOn stopTimeout"
                                + " startTimeout mountPoints volumesFrom systemControls user workingDirectory healthCheck}",
                        this::register),
                "DeregisterTaskDefinition",
                Operation.of("taskDefinition", this::deregister),
                "DescribeTaskDefinition",
                Operation.of("taskDefinition include", this::describe));
    }

    private ObjectNode register(Request request) {
        String family = request.text("family");
        if (!family.matches("[A-Za-z0-9_-]{1,255}")) {
            throw client("Family contains invalid characters.");
        }
        if (request.get("containerDefinitions").isEmpty()) {
            throw client("Container list cannot be empty.");
        }
        List<TaskDefinition> revisions = families.computeIfAbsent(family, key -> new ArrayList<>());
        int revision = revisions.size() + 1;
        String arn = place.arn("ecs", "task-definition/" + family + ":" + revision);
        TaskDefinition definition = new TaskDefinition(family, revision, arn, registrable(request), timeline.now());
        Optional<String> ofFargate = request.texts("requiresCompatibilities").contains("FARGATE")
                ? FargateRules.violation(definition)
                : Optional.empty();
        ofFargate.or(() -> violation(definition)).ifPresent(message -> {
            throw client(message);
        });
        ObjectNode answer = answer(definition);
        revisions.add(definition);
        return answer;
    }

    /** What is wrong wherever its tasks run. */
    private static Optional<String> violation(TaskDefinition definition) {
        boolean secrets = definition.containers().stream()
                .anyMatch(container -> !container.path("secrets").isEmpty());
        return secrets && definition.text("executionRoleArn").isEmpty()
                ? Optional.of(
                        "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.")
                : definition.tooMuchMemory(Json.object());
    }

    private ObjectNode registrable(Request request) {
        ObjectNode body = request.body().deepCopy();
        for (String role : List.of("taskRoleArn", "executionRoleArn")) {
            request.optional(role).ifPresent(reference -> body.put(role, roleArn(place, reference)));
        }
        return body;
    }

    /** Roles may also be given by their name. */
    public static String roleArn(Place place, String reference) {
        return reference.startsWith("arn:") ? reference : place.globalArn("iam", "role/" + reference);
    }

    private ObjectNode deregister(Request request) {
        String reference = request.text("taskDefinition");
        if (!reference.matches(".*:\\d+$")) {
            throw client("Unable to deregister a task definition without a revision: " + reference);
        }
        TaskDefinition definition =
                find(reference).orElseThrow(() -> client("The specified task definition does not exist."));
        definition.deregister(timeline.now());
        return answer(definition);
    }

    private ObjectNode describe(Request request) {
        TaskDefinition definition =
                find(request.text("taskDefinition")).orElseThrow(() -> client("Unable to describe task definition."));
        ObjectNode answer = answer(definition);
        if (!request.texts("include").contains("TAGS")) {
            answer.remove("tags");
        }
        return answer;
    }

    static AwsError client(String message) {
        return new AwsError("ClientException", message);
    }

    private static ObjectNode answer(TaskDefinition definition) {
        ObjectNode answer = Json.object();
        answer.set("taskDefinition", definition.view());
        answer.set("tags", definition.tags());
        return answer;
    }

    public TaskDefinition runnable(String reference) {
        TaskDefinition definition = find(reference).orElseThrow(() -> client("TaskDefinition not found."));
        if (!definition.active()) {
            throw client("TaskDefinition is inactive");
        }
        return definition;
    }

    private Optional<TaskDefinition> find(String reference) {
        String prefix = place.arn("ecs", "task-definition/");
        if (reference.startsWith("arn:") && !reference.startsWith(prefix)) {
            return Optional.empty();
        }
        String name = reference.startsWith(prefix) ? reference.substring(prefix.length()) : reference;
        int colon = name.indexOf(':');
        List<TaskDefinition> revisions = families.getOrDefault(colon < 0 ? name : name.substring(0, colon), List.of());
        return revisions.stream()
                .filter(definition -> colon < 0 ? definition.active() : name.endsWith(":" + definition.revision()))
                .reduce((earlier, later) -> later);
    }
}
