package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.definition.Resource;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.Optional;

/**
 * What the history tells of an attempt: of a service's action, or of a function that is itself the resource. Recorded by test_invoke_pipe
 * and by those of the services: https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2/services
 */
record TaskEvents(History.Trail trail, Resource resource) {

    /** What there is to tell of how it was scheduled. */
    record Plan(String region, Optional<Integer> timeout, Optional<Integer> heartbeat, Optional<String> roleArn) {}

    void scheduled(JsonNode parameters, Plan plan) {
        ObjectNode details = resource.isFunction()
                ? History.data(Json.object().put("resource", resource.action()), "input", parameters)
                : named().put("region", plan.region).put("parameters", Json.write(parameters));
        plan.timeout.ifPresent(seconds -> details.put("timeoutInSeconds", seconds));
        plan.heartbeat.ifPresent(seconds -> details.put("heartbeatInSeconds", seconds));
        plan.roleArn.ifPresent(role -> details.putObject("taskCredentials").put("roleArn", role));
        add("Scheduled", details);
    }

    void started() {
        if (resource.isFunction()) {
            trail.add("LambdaFunctionStarted");
        } else {
            add("Started", named());
        }
    }

    void submitted(JsonNode answer) {
        add("Submitted", History.data(named(), "output", answer));
    }

    void succeeded(JsonNode output) {
        add("Succeeded", History.data(named(), "output", output));
    }

    /** @param fate Failed or TimedOut */
    void failed(String fate, StateFailure failure) {
        add(fate, History.failure(named(), failure));
    }

    private ObjectNode named() {
        return resource.isFunction()
                ? Json.object()
                : Json.object().put("resourceType", resource.type()).put("resource", resource.name());
    }

    private void add(String what, ObjectNode details) {
        String kind = resource.isFunction() ? "LambdaFunction" : "Task";
        String member = Character.toLowerCase(kind.charAt(0)) + kind.substring(1) + what + "EventDetails";
        trail.add(kind + what, member, details);
    }
}
