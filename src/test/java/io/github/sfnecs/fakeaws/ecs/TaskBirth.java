package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.ecs.Clusters.Cluster;
import io.github.sfnecs.fakeaws.ecs.LaunchChecks.Capacity;
import io.github.sfnecs.fakeaws.ecs.definition.TaskDefinition;
import io.github.sfnecs.fakeaws.logs.Logs.LogStream;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Makes the tasks that one RunTask asked for. */
record TaskBirth(
        Place place,
        Cluster cluster,
        TaskDefinition definition,
        ObjectNode request,
        Capacity capacity,
        TaskRoles roles,
        TaskScript script) {

    Task task() {
        String id = UUID.randomUUID().toString().replace("-", "");
        String arn = place.arn("ecs", "task/" + cluster.name() + "/" + id);
        Map<String, String> runtimeIds = runtimeIds(id);
        return new Task(
                new Task.Identity(
                        arn,
                        cluster.name(),
                        definition,
                        roles,
                        token(),
                        streams(id, runtimeIds),
                        runtimeIds,
                        groupsToCreate(),
                        script),
                view(arn));
    }

    /** Docker's ids on an EC2 instance; on Fargate the task's own with a number. */
    private Map<String, String> runtimeIds(String id) {
        boolean fargate = capacity.launchType().equals("FARGATE");
        return definition.containers().stream()
                .map(TaskBirth::name)
                .distinct()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> fargate
                                ? id + "-" + (1_000_000_000L + Integer.toUnsignedLong(name.hashCode()))
                                : UUID.randomUUID().toString().replace("-", "") + id));
    }

    private static String name(JsonNode container) {
        return container.path("name").asText();
    }

    private Map<String, LogStream> streams(String id, Map<String, String> runtimeIds) {
        return definition.containers().stream()
                .filter(TaskBirth::logs)
                .collect(Collectors.toMap(
                        TaskBirth::name,
                        container -> new LogStream(
                                option(container, "awslogs-region", place.region()),
                                option(container, "awslogs-group", ""),
                                stream(container, id, runtimeIds))));
    }

    private static String stream(JsonNode container, String id, Map<String, String> runtimeIds) {
        String prefix = option(container, "awslogs-stream-prefix", "");
        return prefix.isEmpty() ? runtimeIds.get(name(container)) : prefix + "/" + name(container) + "/" + id;
    }

    private Set<String> groupsToCreate() {
        return definition.containers().stream()
                .filter(TaskBirth::logs)
                .filter(container ->
                        option(container, "awslogs-create-group", "").equals("true"))
                .map(container -> option(container, "awslogs-group", ""))
                .collect(Collectors.toSet());
    }

    private static boolean logs(JsonNode container) {
        return container.at("/logConfiguration/logDriver").asText().equals("awslogs");
    }

    private static String option(JsonNode container, String name, String otherwise) {
        return container.at("/logConfiguration/options/" + name).asText(otherwise);
    }

    private Optional<String> token() {
        return StreamSupport.stream(request.at("/overrides/containerOverrides").spliterator(), false)
                .flatMap(override ->
                        StreamSupport.stream(override.path("environment").spliterator(), false))
                .filter(variable -> variable.path("name").asText().equals("TASK_TOKEN"))
                .map(variable -> variable.path("value").asText())
                .findFirst();
    }

    private ObjectNode view(String arn) {
        ObjectNode view = Json.object()
                .put("taskArn", arn)
                .put("clusterArn", cluster.arn())
                .put("taskDefinitionArn", definition.arn())
                .put("desiredStatus", "RUNNING")
                .put("launchType", capacity.launchType())
                .put("availabilityZone", place.region() + "a")
                .put("group", request.path("group").asText("family:" + definition.family()))
                .put(
                        "enableExecuteCommand",
                        request.path("enableExecuteCommand").asBoolean());
        capacity.provider().ifPresent(provider -> view.put("capacityProviderName", provider));
        if (capacity.launchType().equals("FARGATE")) {
            view.put("platformFamily", platformFamily())
                    .put(
                            "platformVersion",
                            request.path("platformVersion").asText("1.4.0").replace("LATEST", "1.4.0"));
            view.set("ephemeralStorage", ephemeralStorage());
            view.set("attributes", attributes());
        }
        if (request.has("startedBy")) {
            view.put("startedBy", request.path("startedBy").asText());
        }
        definition
                .text("cpu")
                .ifPresent(cpu -> view.put("cpu", request.at("/overrides/cpu").asText(cpu)));
        definition
                .text("memory")
                .ifPresent(memory ->
                        view.put("memory", request.at("/overrides/memory").asText(memory)));
        view.set("attachments", attachments());
        view.set("containers", containers(arn));
        view.set("overrides", overrides());
        view.set("tags", tags());
        return view;
    }

    /** {@code WINDOWS_SERVER_2022_CORE} of the task definition is {@code Windows Server 2022 Core} of its tasks. */
    private String platformFamily() {
        return Arrays.stream(definition
                        .member("runtimePlatform")
                        .path("operatingSystemFamily")
                        .asText("LINUX")
                        .split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private ObjectNode ephemeralStorage() {
        JsonNode size = request.at("/overrides/ephemeralStorage/sizeInGiB");
        return Json.object()
                .put(
                        "sizeInGiB",
                        size.asInt(definition
                                .member("ephemeralStorage")
                                .path("sizeInGiB")
                                .asInt(20)));
    }

    private ArrayNode attributes() {
        ArrayNode attributes = Json.array();
        attributes
                .addObject()
                .put("name", "ecs.cpu-architecture")
                .put(
                        "value",
                        definition
                                .member("runtimePlatform")
                                .path("cpuArchitecture")
                                .asText("X86_64")
                                .toLowerCase(Locale.ROOT));
        return attributes;
    }

    private ArrayNode attachments() {
        ArrayNode attachments = Json.array();
        if (definition.awsvpc()) {
            ObjectNode eni = attachments
                    .addObject()
                    .put("id", UUID.randomUUID().toString())
                    .put("type", "ElasticNetworkInterface")
                    .put("status", "PRECREATED");
            JsonNode subnets = request.at("/networkConfiguration/awsvpcConfiguration/subnets");
            eni.putArray("details")
                    .addObject()
                    .put("name", "subnetId")
                    .put("value", subnets.path(0).asText());
        }
        return attachments;
    }

    private ArrayNode containers(String arn) {
        ArrayNode containers = Json.array();
        for (JsonNode container : definition.containers()) {
            containers
                    .addObject()
                    .put("containerArn", arn.replace(":task/", ":container/") + "/" + UUID.randomUUID())
                    .put("taskArn", arn)
                    .put("name", container.path("name").asText())
                    .put("image", container.path("image").asText())
                    .put("cpu", container.path("cpu").asText("0"));
        }
        return containers;
    }

    private ObjectNode overrides() {
        ObjectNode overrides = request.path("overrides") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        if (!overrides.has("containerOverrides")) {
            ArrayNode all = overrides.putArray("containerOverrides");
            definition
                    .containers()
                    .forEach(container ->
                            all.addObject().put("name", container.path("name").asText()));
        }
        return overrides;
    }

    private ArrayNode tags() {
        ArrayNode tags = Json.array();
        if (request.path("propagateTags").asText().equals("TASK_DEFINITION")) {
            definition.tags().forEach(tags::add);
        }
        request.path("tags").forEach(tags::add);
        if (request.path("enableECSManagedTags").asBoolean()) {
            tags.addObject().put("key", "aws:ecs:clusterName").put("value", cluster.name());
        }
        return tags;
    }
}
