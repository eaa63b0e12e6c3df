package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.api.Listing;
import io.github.sfnecs.fakeaws.states.mapruns.MapRun;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What there is to see of executions and their histories. */
record ExecutionQueries(Executions executions, StateMachines machines) {

    private static final List<String> STATUSES =
            List.of("SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING");

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeExecution", Operation.of("executionArn includedData", this::describe),
                "DescribeStateMachineForExecution", Operation.of("executionArn includedData", this::describeMachine),
                "ListExecutions",
                        Operation.of(
                                "stateMachineArn mapRunArn statusFilter redriveFilter maxResults nextToken",
                                this::list),
                "ListMapRuns", Operation.of("executionArn maxResults nextToken", this::mapRuns),
                "GetExecutionHistory",
                        Operation.of(
                                "executionArn maxResults reverseOrder nextToken includeExecutionData", this::history));
    }

    private Execution get(Request request) {
        return executions.get(request.text("executionArn"));
    }

    private ObjectNode describe(Request request) {
        return get(request).view(!request.optional("includedData").orElse("").equals("METADATA_ONLY"));
    }

    private ObjectNode describeMachine(Request request) {
        Execution.Start start = get(request).start();
        ObjectNode view = StateMachines.describe(start.machine(), start.revision())
                .put("updateDate", Json.seconds(start.revision().updated()));
        start.run()
                .map(MapRun::start)
                .ifPresent(run -> view.put("mapRunArn", run.arn())
                        .put("label", run.machineArn().replaceFirst(".*/", "")));
        return view;
    }

    private ObjectNode list(Request request) {
        if (request.optional("stateMachineArn").isPresent()
                == request.optional("mapRunArn").isPresent()) {
            throw new AwsError(
                    "ValidationException", "Exactly one of stateMachineArn and mapRunArn has to be specified");
        }
        request.optional("statusFilter").ifPresent(ExecutionQueries::requireStatus);
        if (request.optional("mapRunArn").isEmpty()
                && (request.optional("redriveFilter").isPresent()
                        || request.optional("statusFilter")
                                .filter("PENDING_REDRIVE"::equals)
                                .isPresent())) {
            throw new AwsError(
                    "ValidationException",
                    "redriveFilter, and PENDING_REDRIVE as statusFilter, may only be specified with a mapRunArn");
        }
        List<ObjectNode> all = new ArrayList<>();
        if (request.optional("mapRunArn").isPresent()) {
            MapRun run = executions.mapRuns().get(request.text("mapRunArn"));
            run.children()
                    .forEach(child -> child.run()
                            .ifPresent(started -> add(
                                    request, ((Execution) started).summary().put("itemCount", child.items()), all)));
        } else {
            StateMachine machine = machines.get(request.text("stateMachineArn"));
            executions.all().stream()
                    .filter(execution -> execution.start().machine() == machine)
                    .forEach(execution -> add(request, execution.summary(), all));
        }
        Collections.reverse(all);
        return Listing.page("executions", all, request);
    }

    private static void add(Request request, ObjectNode summary, List<ObjectNode> all) {
        String redriven = summary.path("redriveCount").asInt() > 0 ? "REDRIVEN" : "NOT_REDRIVEN";
        if (request.optional("statusFilter")
                        .map(summary.path("status").asText()::equals)
                        .orElse(true)
                && request.optional("redriveFilter").map(redriven::equals).orElse(true)) {
            all.add(summary);
        }
    }

    private static void requireStatus(String status) {
        if (!STATUSES.contains(status)) {
            throw new AwsError(
                    "ValidationException",
                    "1 validation error detected: Value '" + status
                            + "' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: "
                            + STATUSES);
        }
    }

    private ObjectNode mapRuns(Request request) {
        return Listing.page(
                "mapRuns", executions.mapRuns().of(get(request).start().arn()), request);
    }

    private ObjectNode history(Request request) {
        List<ObjectNode> events = new ArrayList<>(get(request).history().events());
        if (request.flag("reverseOrder")) {
            Collections.reverse(events);
        }
        boolean withData = request.get("includeExecutionData").asBoolean(true);
        List<ObjectNode> shown = withData
                ? events
                : events.stream().map(ExecutionQueries::withoutData).toList();
        return Listing.page("events", shown, request);
    }

    private static ObjectNode withoutData(ObjectNode event) {
        ObjectNode bare = event.deepCopy();
        for (JsonNode details : bare) {
            if (details instanceof ObjectNode object) {
                object.remove(List.of("input", "inputDetails", "output", "outputDetails", "parameters"));
            }
        }
        return bare;
    }
}
