package io.github.sfnecs.fakeaws.states.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ecs.Ecs;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.states.definition.Casing;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;

/** ECS as any service of the SDK: {@code aws-sdk:ecs}. */
record EcsSdkService(Ecs ecs) implements Service {

    @Override
    public JsonNode call(Call call) {
        try {
            return Casing.pascal(answer(call.role().get(), call.action(), call.object()));
        } catch (AwsError e) {
            throw Sdk.ECS_V2.failure(e);
        }
    }

    private ObjectNode answer(Principal role, String action, ObjectNode parameters) {
        String cluster = parameters.path("Cluster").asText("default");
        if (action.equals("runTask")) {
            return ecs.runTask(role, (ObjectNode) Casing.camel(parameters));
        }
        if (action.equals("stopTask")) {
            String task = parameters.path("Task").asText();
            ecs.stopTask(role, cluster, task, parameters.path("Reason").asText());
            return Json.object().putNull("task");
        }
        ObjectNode answer = Json.object();
        ArrayNode tasks = answer.putArray("tasks");
        answer.putArray("failures");
        parameters.path("Tasks").forEach(task -> tasks.add(ecs.describeTask(role, cluster, task.asText())));
        return answer;
    }
}
