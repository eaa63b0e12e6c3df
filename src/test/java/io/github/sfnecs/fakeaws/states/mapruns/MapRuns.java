package io.github.sfnecs.fakeaws.states.mapruns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.api.Arns;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All Map Runs. Recorded by test_list_map_runs_and_describe_map_run, see RecordedMapRunsTest. */
public final class MapRuns {

    private final Map<String, MapRun> runs = new LinkedHashMap<>();

    public Map<String, Operation> operations() {
        return Map.of(
                "DescribeMapRun", Operation.of("mapRunArn", this::describe),
                "UpdateMapRun",
                        Operation.of(
                                "mapRunArn maxConcurrency toleratedFailureCount toleratedFailurePercentage",
                                this::update));
    }

    public void add(MapRun run) {
        runs.put(run.start().arn(), run);
    }

    public MapRun get(String arn) {
        Arns.require(arn, "mapRun:[^:]+/[^:]+:[^:]+");
        return Optional.ofNullable(runs.get(arn))
                .orElseThrow(() -> new AwsError("ResourceNotFound", "Resource not found: '" + arn + "'"));
    }

    /** Those that an execution has started, the newest first. */
    public List<ObjectNode> of(String executionArn) {
        List<ObjectNode> found = new ArrayList<>();
        for (MapRun run : runs.values()) {
            if (run.start().executionArn().equals(executionArn)) {
                found.add(0, run.summary().put("stateMachineArn", run.start().machineArn()));
            }
        }
        return found;
    }

    private ObjectNode describe(Request request) {
        return get(request.text("mapRunArn")).view();
    }

    /** What it says of one that has ended, or of a number that can't be, is not recorded. */
    private ObjectNode update(Request request) {
        MapRun run = get(request.text("mapRunArn"));
        Tolerance tolerance = new Tolerance(
                given(request, "toleratedFailureCount").map(JsonNode::asLong),
                given(request, "toleratedFailurePercentage").map(JsonNode::asDouble));
        Optional<Integer> atOnce = given(request, "maxConcurrency").map(JsonNode::asInt);
        require(atOnce.filter(number -> number < 0).isEmpty(), "maxConcurrency", "greater than or equal to 0");
        require(
                tolerance.count().filter(number -> number < 0).isEmpty(),
                "toleratedFailureCount",
                "greater than or equal to 0");
        require(
                tolerance
                        .percentage()
                        .filter(number -> number < 0 || number > 100)
                        .isEmpty(),
                "toleratedFailurePercentage",
                "between 0 and 100");
        if (!run.running()) {
            throw new AwsError(
                    "ValidationException",
                    "The Map Run is not in progress: '" + run.start().arn() + "'");
        }
        run.change(atOnce, tolerance);
        return Json.object();
    }

    private static Optional<JsonNode> given(Request request, String member) {
        return Optional.of(request.get(member)).filter(JsonNode::isNumber);
    }

    private static void require(boolean held, String member, String what) {
        if (!held) {
            throw new AwsError(
                    "ValidationException",
                    "1 validation error detected: Value at '" + member
                            + "' failed to satisfy constraint: Member must have value " + what);
        }
    }
}
