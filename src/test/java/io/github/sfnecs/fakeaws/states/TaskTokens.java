package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ecs.TaskCallbacks;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The tokens that executions wait for, and those that are over. */
final class TaskTokens implements TaskCallbacks {

    private final Map<String, TaskRun.Attempt> waiting = new HashMap<>();
    private final Set<String> expired = new HashSet<>();

    Map<String, Operation> operations() {
        return Map.of(
                "SendTaskSuccess", Operation.of("taskToken output", this::sendSuccess),
                "SendTaskFailure", Operation.of("taskToken error cause", this::sendFailure),
                "SendTaskHeartbeat", Operation.of("taskToken", this::sendHeartbeat));
    }

    String issue(TaskRun.Attempt attempt) {
        String token = "AQCEAAAAKgAAAAMAAAAA" + UUID.randomUUID().toString().replace("-", "");
        waiting.put(token, attempt);
        return token;
    }

    void expire(String token) {
        waiting.remove(token);
        expired.add(token);
    }

    private ObjectNode sendSuccess(Request request) {
        success(request.text("taskToken"), request.text("output"));
        return Json.object();
    }

    private ObjectNode sendFailure(Request request) {
        failure(
                request.text("taskToken"),
                request.optional("error").orElse(null),
                request.optional("cause").orElse(null));
        return Json.object();
    }

    private ObjectNode sendHeartbeat(Request request) {
        heartbeat(request.text("taskToken"));
        return Json.object();
    }

    @Override
    public void success(String token, String output) {
        JsonNode result = Json.parse(output)
                .orElseThrow(
                        () -> new AwsError("InvalidOutput", "Invalid Output: 'Invalid JSON output: " + output + "'"));
        attempt(token).succeed(result);
    }

    @Override
    public void failure(String token, String error, String cause) {
        attempt(token).fail(new StateFailure(error, cause));
    }

    @Override
    public void heartbeat(String token) {
        attempt(token).heartbeat();
    }

    @Override
    public Optional<String> stateMachineOf(String token) {
        return Optional.ofNullable(waiting.get(token)).map(TaskRun.Attempt::stateMachineArn);
    }

    private TaskRun.Attempt attempt(String token) {
        if (expired.contains(token)) {
            throw new AwsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
        }
        return Optional.ofNullable(waiting.get(token))
                .orElseThrow(() -> new AwsError("InvalidToken", "Invalid Token: 'Invalid token'"));
    }
}
