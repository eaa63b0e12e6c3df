package io.github.sfnecs.fakeaws.states.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * What RunTask answers, as Step Functions' SDK makes an object of it: with what came beside the body, and with every list of the
 * model. Recorded by test_run_task:
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/services/test_ecs_task_service.snapshot.json
 */
record SdkAnswer(Instant at) {

    ObjectNode of(ObjectNode body) {
        String requestId = UUID.randomUUID().toString();
        int length = Json.write(body).getBytes(StandardCharsets.UTF_8).length;
        ObjectNode headers = Json.object()
                .put("Content-Length", String.valueOf(length))
                .put("Content-Type", "application/x-amz-json-1.1")
                .put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.UTC)))
                .put("x-amzn-RequestId", requestId);
        ObjectNode http = Json.object();
        ObjectNode all = http.putObject("AllHttpHeaders");
        headers.properties().forEach(header -> all.putArray(header.getKey()).add(header.getValue()));
        http.set("HttpHeaders", headers);
        http.put("HttpStatusCode", 200);
        body.set("SdkHttpMetadata", http);
        body.putObject("SdkResponseMetadata").put("RequestId", requestId);
        body.path("Tasks").forEach(SdkAnswer::withEmptyLists);
        return body;
    }

    static JsonNode withEmptyLists(JsonNode task) {
        lists(task, "Attachments", "Attributes", "Containers", "InferenceAccelerators", "Tags");
        task.path("Containers")
                .forEach(container ->
                        lists(container, "GpuIds", "ManagedAgents", "NetworkBindings", "NetworkInterfaces"));
        lists(task.path("Overrides"), "ContainerOverrides", "InferenceAcceleratorOverrides");
        task.at("/Overrides/ContainerOverrides")
                .forEach(override ->
                        lists(override, "Command", "Environment", "EnvironmentFiles", "ResourceRequirements"));
        return task;
    }

    private static void lists(JsonNode object, String... names) {
        for (String name : names) {
            object.withArray("/" + name);
        }
    }
}
