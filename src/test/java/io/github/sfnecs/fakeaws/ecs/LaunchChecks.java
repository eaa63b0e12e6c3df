package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ecs.Clusters.Cluster;
import io.github.sfnecs.fakeaws.ecs.definition.FargateRules;
import io.github.sfnecs.fakeaws.ecs.definition.LaunchMembers;
import io.github.sfnecs.fakeaws.ecs.definition.TaskDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What RunTask refuses about a request, in its own words. */
final class LaunchChecks {

    private LaunchChecks() {}

    /** Where a task will run: a launch type, and the capacity provider if one was asked for. */
    record Capacity(String launchType, Optional<String> provider) {}

    static Capacity capacity(ObjectNode request, Cluster cluster) {
        boolean strategy = !request.path("capacityProviderStrategy").isEmpty();
        if (strategy && request.has("launchType")) {
            throw Ecs.invalidParameter(
                    "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.");
        }
        if (request.has("launchType")) {
            return new Capacity(request.path("launchType").asText(), Optional.empty());
        }
        JsonNode effective = strategy ? request.path("capacityProviderStrategy") : cluster.defaultStrategy();
        if (effective.isEmpty()) {
            return new Capacity("EC2", Optional.empty());
        }
        StrategyRules.violation(effective).ifPresent(message -> {
            throw Ecs.invalidParameter(message);
        });
        effective.forEach(item -> checkProvider(item.path("capacityProvider").asText(), cluster));
        return new Capacity(
                "FARGATE", Optional.of(effective.get(0).path("capacityProvider").asText()));
    }

    private static void checkProvider(String provider, Cluster cluster) {
        if (!Set.of("FARGATE", "FARGATE_SPOT").contains(provider)) {
            throw Ecs.invalidParameter("The specified capacity provider '" + provider + "' was not found.");
        }
        if (StreamSupport.stream(cluster.capacityProviders().spliterator(), false)
                .noneMatch(associated -> associated.asText().equals(provider))) {
            throw Ecs.invalidParameter(
                    "The specified capacity provider strategy cannot contain a capacity provider that is"
                            + " not associated with the cluster. Associate the capacity provider with the cluster or specify a"
                            + " valid capacity provider and try again.");
        }
    }

    static void check(
            ObjectNode request, TaskDefinition definition, TaskRoles roles, Capacity capacity, boolean instances) {
        boolean fargate = capacity.launchType().equals("FARGATE");
        LaunchLimits.violation(request, definition).ifPresent(message -> {
            throw Ecs.invalidParameter(message);
        });
        if (!definition.compatibilities().contains(capacity.launchType())) {
            throw Ecs.invalidParameter("Task definition does not support launch_type " + capacity.launchType() + ".");
        }
        PlatformChecks.check(request, definition, capacity);
        if (request.path("enableExecuteCommand").asBoolean() && roles.task().isEmpty()) {
            throw Ecs.invalidParameter("The execute command failed because a valid task role is not being used."
                    + " Specify a valid task role in your task definition or as a task override and try again.");
        }
        LaunchMembers.violation(request, fargate).ifPresent(message -> {
            throw Ecs.invalidParameter(message);
        });
        if (definition.waitsForAVolume() && request.path("volumeConfigurations").isEmpty()) {
            throw Ecs.invalidParameter(
                    "Task definition has configuredAtLaunch volume but no volume configuration provided at runtime");
        }
        checkNetwork(request.path("networkConfiguration").path("awsvpcConfiguration"), definition, fargate);
        checkOverrides(request, definition);
        checkSize(request.path("overrides"), definition, fargate);
        if (request.path("group").asText().length() > 255) {
            throw Ecs.invalidParameter("Group name should not exceed 255 characters.");
        }
        if (request.path("count").asInt(1) < 1 || request.path("count").asInt(1) > 10) {
            throw Ecs.invalidParameter("Count must be between 1 and 10.");
        }
        if (!fargate && !instances) {
            throw Ecs.invalidParameter("No Container Instances were found in your cluster.");
        }
    }

    private static void checkSize(JsonNode overrides, TaskDefinition definition, boolean fargate) {
        Optional<String> violation = fargate
                ? FargateRules.size(
                        overrides.path("cpu").asText(definition.text("cpu").orElseThrow()),
                        overrides
                                .path("memory")
                                .asText(definition.text("memory").orElseThrow()),
                        definition.windows())
                : Optional.empty();
        violation
                .or(() -> definition.tooMuchMemory(overrides))
                .or(() -> fargate ? definition.tooMuchCpu(overrides) : Optional.empty())
                .ifPresent(message -> {
                    throw Ecs.invalidParameter(message);
                });
    }

    private static void checkNetwork(JsonNode network, TaskDefinition definition, boolean fargate) {
        if (definition.awsvpc() && network.isMissingNode()) {
            throw Ecs.invalidParameter(
                    "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (!definition.awsvpc() && !network.isMissingNode()) {
            throw Ecs.invalidParameter(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
        if (definition.awsvpc() && network.path("subnets").isEmpty()) {
            throw Ecs.invalidParameter("subnets can not be empty.");
        }
        String publicIp = network.path("assignPublicIp").asText("DISABLED");
        if (!Set.of("ENABLED", "DISABLED").contains(publicIp)) {
            throw Ecs.invalidParameter("assignPublicIp must be ENABLED or DISABLED, not " + publicIp + ".");
        }
        if (!fargate && publicIp.equals("ENABLED")) {
            throw Ecs.invalidParameter("Assign public IP is not supported for this launch type.");
        }
    }

    private static void checkOverrides(ObjectNode request, TaskDefinition definition) {
        List<String> names = definition.containers().stream()
                .map(container -> container.path("name").asText())
                .toList();
        StreamSupport.stream(
                        request.path("overrides").path("containerOverrides").spliterator(), false)
                .map(override -> override.path("name").asText())
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Ecs.invalidParameter(
                            "Override for container named " + name + " is not a container in the TaskDefinition.");
                });
        if (request.path("overrides").toString().length() > 8192) {
            throw Ecs.invalidParameter("Container Overrides length must be at most 8192");
        }
    }
}
