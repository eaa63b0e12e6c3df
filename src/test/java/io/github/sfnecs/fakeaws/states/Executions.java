package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Executions and their histories. */
final class Executions {

    private static final List<String> STATUSES =
            List.of("SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING");

    private final TaskRun.Environment environment;
    private final StateMachines machines;
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Map<String, Interpreter> interpreters = new HashMap<>();

    Executions(TaskRun.Environment environment, StateMachines machines) {
        this.environment = environment;
        this.machines = machines;
    }

    Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("StartExecution", Operation.of("stateMachineArn name input", this::start));
        operations.put("DescribeExecution", Operation.of("executionArn includedData", this::describe));
        operations.put(
                "DescribeStateMachineForExecution", Operation.of("executionArn includedData", this::describeMachine));
        operations.put("StopExecution", Operation.of("executionArn error cause", this::stop));
        operations.put("RedriveExecution", Operation.of("executionArn clientToken", this::redrive));
        operations.put("ListExecutions", Operation.of("stateMachineArn statusFilter maxResults nextToken", this::list));
        operations.put(
                "GetExecutionHistory",
                Operation.of("executionArn maxResults reverseOrder nextToken includeExecutionData", this::history));
        return operations;
    }

    private ObjectNode start(Request request) {
        return start(
                request.text("stateMachineArn"),
                request.optional("name").orElseGet(() -> UUID.randomUUID().toString()),
                request.optional("input").orElse("{}"));
    }

    ObjectNode start(String machineArn, String name, String input) {
        StateMachine machine = machines.get(machineArn);
        if (!name.matches("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}]{1,80}")) {
            throw new AwsError("InvalidName", "Invalid Name: '" + name + "'");
        }
        if (Json.parse(input).isEmpty()) {
            String why = Json.mistake(input)
                    .map(JsonProcessingException::getOriginalMessage)
                    .orElse("Invalid execution input.");
            throw new AwsError("InvalidExecutionInput", "Invalid State Machine Execution Input: '" + why + "'");
        }
        String arn = machine.arn().replace(":stateMachine:", ":execution:") + ":" + name;
        Execution existing = executions.get(arn);
        if (existing == null) {
            return begin(new Execution.Start(
                    arn,
                    name,
                    machine,
                    machine.revision(),
                    input,
                    environment.timeline().now()));
        }
        if (existing.running() && existing.start().input().equals(input)) {
            return started(existing);
        }
        throw new AwsError("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
    }

    private ObjectNode begin(Execution.Start start) {
        Execution execution = new Execution(start, environment.timeline());
        Interpreter interpreter = new Interpreter(execution, environment);
        executions.put(start.arn(), execution);
        interpreters.put(start.arn(), interpreter);
        interpreter.start();
        return started(execution);
    }

    private static ObjectNode started(Execution execution) {
        return Json.object()
                .put("executionArn", execution.start().arn())
                .put("startDate", Json.seconds(execution.start().at()));
    }

    private Execution get(Request request) {
        return get(request.text("executionArn"));
    }

    Execution get(String arn) {
        Arns.require(arn, "execution:[^:]+:[^:]+");
        return Optional.ofNullable(executions.get(arn))
                .orElseThrow(() -> new AwsError("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'"));
    }

    private ObjectNode describe(Request request) {
        return get(request).view(!request.optional("includedData").orElse("").equals("METADATA_ONLY"));
    }

    private ObjectNode describeMachine(Request request) {
        Execution.Start start = get(request).start();
        return StateMachines.describe(start.machine(), start.revision())
                .put("updateDate", Json.seconds(start.revision().updated()));
    }

    private ObjectNode stop(Request request) {
        Execution execution = get(request);
        if (execution.running()) {
            abort(
                    execution,
                    new StateFailure(
                            request.optional("error").orElse(null),
                            request.optional("cause").orElse(null)));
        }
        Instant stopped = execution.stopped().orElseThrow();
        return Json.object().put("stopDate", Json.seconds(stopped));
    }

    private ObjectNode redrive(Request request) {
        Execution execution = get(request);
        Optional<Instant> before = execution.redrives().by(request.optional("clientToken"));
        if (before.isEmpty()) {
            execution.notRedrivable().ifPresent(why -> {
                throw new AwsError("ExecutionNotRedrivable", why);
            });
            interpreters.get(execution.start().arn()).redrive();
            execution.redrives().remember(request.optional("clientToken"));
        }
        return Json.object()
                .put(
                        "redriveDate",
                        Json.seconds(before.or(execution.redrives()::last).orElseThrow()));
    }

    void abort(Execution execution, StateFailure why) {
        interpreters.get(execution.start().arn()).abort(why);
    }

    private ObjectNode list(Request request) {
        StateMachine machine = machines.get(request.text("stateMachineArn"));
        request.optional("statusFilter").ifPresent(Executions::requireStatus);
        List<ObjectNode> all = new ArrayList<>();
        for (Execution execution : executions.values()) {
            boolean wanted = request.optional("statusFilter")
                    .map(execution.status()::equals)
                    .orElse(true);
            if (wanted && execution.start().machine() == machine) {
                all.add(execution.summary());
            }
        }
        Collections.reverse(all);
        return Listing.page("executions", all, request);
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

    private ObjectNode history(Request request) {
        List<ObjectNode> events = new ArrayList<>(get(request).history().events());
        if (request.flag("reverseOrder")) {
            Collections.reverse(events);
        }
        boolean withData = request.get("includeExecutionData").asBoolean(true);
        List<ObjectNode> shown =
                withData ? events : events.stream().map(Executions::withoutData).toList();
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
