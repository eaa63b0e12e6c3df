package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.ecs.Ecs;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import io.github.sfnecs.fakeaws.wire.Shape;
import java.util.List;
import java.util.Optional;

/** Whether a Task state can call what it wants to. */
record TaskChecks(String partition, List<Diagnostic> found) {

    private static final Shape RUN_TASK = Shape.of(Ecs.runTaskMembers());

    void check(JsonNode body, String location) {
        String arn = body.path("Resource").asText();
        Optional<Resource> resource = Resource.of(partition, arn);
        if (resource.isEmpty()) {
            if (!Resource.complete(arn)) {
                throw new NotEmulated("the resource " + arn);
            }
            found.add(Diagnostic.schema(
                    "The resource provided " + arn
                            + " is not recognized. The value is not a valid resource ARN, or the"
                            + " resource is not available in this region.",
                    location + "/Resource"));
            return;
        }
        String name = body.has("Arguments") ? "Arguments" : "Parameters";
        if (!body.path(name).isTextual()) {
            parameters(resource.get(), body.path(name), location + "/" + name);
        }
        credentials(body, location);
        seconds(body, location);
    }

    private void parameters(Resource resource, JsonNode parameters, String location) {
        if (resource.type().endsWith("ecs") && resource.action().equals("runTask")) {
            runTask(parameters, location);
        }
        if (resource.type().equals("ecs") && resource.pattern().runsJob() && parameters.has("StartedBy")) {
            found.add(notSupported("StartedBy", location));
        }
        for (String required : resource.required()) {
            if (!parameters.has(required) && !parameters.has(required + ".$")) {
                found.add(Diagnostic.schema(
                        "The field '" + required + "' is required but was missing or empty", location));
            }
        }
    }

    private void runTask(JsonNode parameters, String location) {
        RUN_TASK.stranger(parameters, "", name -> Casing.camelName(name.replaceFirst("\\.\\$$", "")))
                .ifPresent(stranger -> found.add(notSupported(stranger.name(), location + stranger.parent())));
        parameters.properties().stream()
                .filter(member -> Character.isLowerCase(member.getKey().charAt(0)))
                .forEach(member -> found.add(notSupported(member.getKey(), location)));
    }

    private void credentials(JsonNode body, String location) {
        JsonNode credentials = body.path("Credentials");
        if (body.has("Credentials") && !credentials.has("RoleArn") && !credentials.has("RoleArn.$")) {
            found.add(Diagnostic.schema("The field 'RoleArn' is required but was missing", location + "/Credentials"));
        }
    }

    private void seconds(JsonNode body, String location) {
        int timeout = body.path("TimeoutSeconds").asInt(99_999_999);
        int heartbeat = body.path("HeartbeatSeconds").asInt(1);
        if (body.path("TimeoutSeconds").isTextual()
                || body.path("HeartbeatSeconds").isTextual()) {
            return;
        }
        if (timeout < 1 || heartbeat < 1) {
            found.add(Diagnostic.schema("TimeoutSeconds and HeartbeatSeconds must be positive integers", location));
        }
        if (heartbeat >= timeout && body.has("HeartbeatSeconds")) {
            found.add(Diagnostic.schema("HeartbeatSeconds must be smaller than TimeoutSeconds", location));
        }
    }

    private static Diagnostic notSupported(String field, String location) {
        return Diagnostic.schema("The field '" + field + "' is not supported by Step Functions", location);
    }
}
