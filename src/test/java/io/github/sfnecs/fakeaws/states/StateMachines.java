package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.states.StateMachine.Revision;
import io.github.sfnecs.fakeaws.states.api.Arns;
import io.github.sfnecs.fakeaws.states.api.Listing;
import io.github.sfnecs.fakeaws.states.definition.Definition;
import io.github.sfnecs.fakeaws.states.definition.DefinitionChecks;
import io.github.sfnecs.fakeaws.states.definition.Diagnostic;
import io.github.sfnecs.fakeaws.states.definition.RoleChecks;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** State machines: creating, changing, describing, checking. */
final class StateMachines {

    /** See https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Place place;
    private final Account account;
    private final Map<String, StateMachine> machines = new LinkedHashMap<>();

    StateMachines(Place place, Account account) {
        this.place = place;
        this.account = account;
    }

    Map<String, Operation> operations() {
        String configuration =
                " definition roleArn loggingConfiguration{level includeExecutionData destinations} tracingConfiguration{enabled}";
        Map<String, Operation> operations = new HashMap<>();
        operations.put("CreateStateMachine", Operation.of("name type tags{key value}" + configuration, this::create));
        operations.put("UpdateStateMachine", Operation.of("stateMachineArn" + configuration, this::update));
        operations.put("DescribeStateMachine", Operation.of("stateMachineArn includedData", this::describe));
        operations.put("DeleteStateMachine", Operation.of("stateMachineArn", this::delete));
        operations.put("ListStateMachines", Operation.of("maxResults nextToken", this::list));
        operations.putAll(new Tagging(machines).operations());
        operations.put(
                "ValidateStateMachineDefinition", Operation.of("definition type severity maxResults", this::validate));
        return operations;
    }

    /** That it takes none with a label is in the API's documentation, its words are not. */
    StateMachine get(String arn) {
        Arns.require(arn, "stateMachine:[^:]+");
        if (arn.contains("/")) {
            throw new AwsError("ValidationException", "The ARN refers to a Distributed Map state: '" + arn + "'");
        }
        StateMachine machine = machines.get(arn);
        if (machine == null) {
            throw new AwsError("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
        }
        return machine;
    }

    private ObjectNode create(Request request) {
        String name = request.text("name");
        if (!name.matches("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}]{1,80}")) {
            throw new AwsError("InvalidName", "Invalid Name: '" + name + "'");
        }
        standardOnly(request);
        String arn = place.arn("states", "stateMachine:" + name);
        Definition definition = checked(request.text("definition"));
        JsonNode logging = logging(request.get("loggingConfiguration"));
        StateMachine existing = machines.get(arn);
        if (existing != null) {
            boolean same = existing.revision().definition().text().equals(definition.text())
                    && existing.revision().logging().equals(logging)
                    && existing.revision().tracing().equals(tracing(request.get("tracingConfiguration")));
            if (!same) {
                throw new AwsError("StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
            }
            return created(existing);
        }
        Revision revision = revision(
                Optional.empty(),
                arn,
                definition,
                request.text("roleArn"),
                logging,
                tracing(request.get("tracingConfiguration")));
        StateMachine machine = new StateMachine(name, arn, account.timeline().now(), revision);
        Json.eachPair(request.get("tags"), "key", "value", machine.tags()::put);
        machines.put(arn, machine);
        return created(machine);
    }

    private static ObjectNode created(StateMachine machine) {
        return Json.object().put("stateMachineArn", machine.arn()).put("creationDate", Json.seconds(machine.created()));
    }

    private static void standardOnly(Request request) {
        request.optional("type").filter(type -> !type.equals("STANDARD")).ifPresent(type -> {
            throw new NotEmulated("state machines of type " + type);
        });
    }

    private Definition checked(String text) {
        requireLength(text);
        List<Diagnostic> diagnostics = new DefinitionChecks(place.partition()).check(text);
        if (!diagnostics.isEmpty()) {
            List<String> sentences =
                    diagnostics.stream().map(Diagnostic::sentence).toList();
            throw new AwsError(
                    "InvalidDefinition", "Invalid State Machine Definition: '" + String.join(", ", sentences) + "'");
        }
        return Definition.of(text);
    }

    private static void requireLength(String definition) {
        if (definition.length() > MOST_CHARACTERS) {
            throw new AwsError(
                    "ValidationException",
                    "1 validation error detected: Value at 'definition' failed to satisfy constraint: Member must have length"
                            + " less than or equal to " + MOST_CHARACTERS);
        }
    }

    private Revision revision(
            Optional<String> id,
            String arn,
            Definition definition,
            String roleArn,
            JsonNode logging,
            JsonNode tracing) {
        if (!roleArn.matches("arn:[^:]+:iam::\\d{12}:role/.+")) {
            throw new AwsError("InvalidArn", "Invalid Role Arn: '" + roleArn + "'");
        }
        new RoleChecks(place, account).check(roleArn, arn, definition, logging);
        return new Revision(
                id, definition, roleArn, logging, tracing, account.timeline().now());
    }

    private static JsonNode logging(JsonNode given) {
        ObjectNode logging = Json.object().put("level", "OFF").put("includeExecutionData", false);
        if (given instanceof ObjectNode object) {
            logging.setAll(object);
        }
        if (!logging.path("level").asText().equals("OFF")
                && logging.path("destinations").size() != 1) {
            throw new AwsError(
                    "InvalidLoggingConfiguration",
                    "Invalid Logging Configuration: Must specify exactly one Log Destination.");
        }
        return logging;
    }

    private static JsonNode tracing(JsonNode given) {
        return given.isMissingNode() ? Json.object().put("enabled", false) : given;
    }

    /** What changes nothing keeps the revision's id, or keeps it without one. */
    private ObjectNode update(Request request) {
        StateMachine machine = get(request.text("stateMachineArn"));
        Revision old = machine.revision();
        if (List.of("definition", "roleArn", "loggingConfiguration", "tracingConfiguration").stream()
                .noneMatch(request.body()::has)) {
            throw new AwsError(
                    "MissingRequiredParameter",
                    "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");
        }
        Revision next = revision(
                Optional.of(UUID.randomUUID().toString()),
                machine.arn(),
                request.optional("definition").map(this::checked).orElse(old.definition()),
                request.optional("roleArn").orElse(old.roleArn()),
                request.body().has("loggingConfiguration")
                        ? logging(request.get("loggingConfiguration"))
                        : old.logging(),
                request.body().has("tracingConfiguration") ? request.get("tracingConfiguration") : old.tracing());
        machine.become(next.after(old));
        ObjectNode answer =
                Json.object().put("updateDate", Json.seconds(machine.revision().updated()));
        machine.revision().id().ifPresent(id -> answer.put("revisionId", id));
        return answer;
    }

    private ObjectNode describe(Request request) {
        StateMachine machine = get(request.text("stateMachineArn"));
        return describe(machine, machine.revision())
                .put("status", "ACTIVE")
                .put("type", "STANDARD")
                .put("creationDate", Json.seconds(machine.created()));
    }

    /** The members that DescribeStateMachine and DescribeStateMachineForExecution share. */
    static ObjectNode describe(StateMachine machine, Revision revision) {
        ObjectNode view = Json.object()
                .put("stateMachineArn", machine.arn())
                .put("name", machine.name())
                .put("definition", revision.definition().text())
                .put("roleArn", revision.roleArn());
        revision.id().ifPresent(id -> view.put("revisionId", id));
        view.set("loggingConfiguration", revision.logging());
        view.set("tracingConfiguration", revision.tracing());
        return view;
    }

    private ObjectNode delete(Request request) {
        machines.remove(request.text("stateMachineArn"));
        return Json.object();
    }

    private ObjectNode list(Request request) {
        List<ObjectNode> all = machines.values().stream()
                .map(machine -> created(machine).put("name", machine.name()).put("type", "STANDARD"))
                .toList();
        return Listing.page("stateMachines", all, request);
    }

    private ObjectNode validate(Request request) {
        standardOnly(request);
        requireLength(request.text("definition"));
        List<Diagnostic> diagnostics = new DefinitionChecks(place.partition()).check(request.text("definition"));
        ObjectNode answer = Json.object()
                .put("result", diagnostics.isEmpty() ? "OK" : "FAIL")
                .put("truncated", false);
        answer.set(
                "diagnostics",
                Json.array(diagnostics.stream().map(Diagnostic::view).toList()));
        return answer;
    }
}
