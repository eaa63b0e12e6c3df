package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.states.api.Arns;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.mapruns.MapRuns;
import io.github.sfnecs.fakeaws.states.services.Services;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Executions and their histories. */
final class Executions {

    private final TaskRun.Environment environment;
    private final StateMachines machines;
    private final MapRuns mapRuns = new MapRuns();
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Map<String, Interpreter> interpreters = new HashMap<>();

    Executions(Place place, Account account, Services services, TaskTokens tokens, StateMachines machines) {
        environment = new TaskRun.Environment(place, account, services, tokens, this);
        this.machines = machines;
    }

    Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("StartExecution", Operation.of("stateMachineArn name input", this::start));
        operations.put("StopExecution", Operation.of("executionArn error cause", this::stop));
        operations.put("RedriveExecution", Operation.of("executionArn clientToken", this::redrive));
        operations.putAll(new ExecutionQueries(this, machines).operations());
        operations.putAll(mapRuns.operations());
        return operations;
    }

    MapRuns mapRuns() {
        return mapRuns;
    }

    Collection<Execution> all() {
        return executions.values();
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
            return started(begin(new Execution.Start(
                    arn,
                    name,
                    machine,
                    machine.revision(),
                    input,
                    environment.timeline().now(),
                    Optional.empty())));
        }
        if (existing.running() && existing.start().input().equals(input)) {
            return started(existing);
        }
        throw new AwsError("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
    }

    Execution begin(Execution.Start start) {
        Execution execution = new Execution(start, environment.timeline());
        Interpreter interpreter = new Interpreter(execution, environment);
        executions.put(start.arn(), execution);
        interpreters.put(start.arn(), interpreter);
        interpreter.start();
        return execution;
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
            redrive(execution);
            execution.redrives().remember(request.optional("clientToken"));
        }
        return Json.object()
                .put(
                        "redriveDate",
                        Json.seconds(before.or(execution.redrives()::last).orElseThrow()));
    }

    void redrive(Execution execution) {
        interpreters.get(execution.start().arn()).redrive();
    }

    void abort(Execution execution, StateFailure why) {
        interpreters.get(execution.start().arn()).abort(why);
    }
}
