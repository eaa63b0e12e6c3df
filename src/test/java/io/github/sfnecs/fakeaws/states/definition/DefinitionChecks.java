package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.expression.Jsonata;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import io.github.sfnecs.fakeaws.wire.Shape;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Step Functions finds wrong with a definition; what it might like and this fake can't run ends in {@link NotEmulated}.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html">ValidateStateMachineDefinition</a>
 */
public final class DefinitionChecks {

    private static final Shape TOP = Shape.of("Comment StartAt States TimeoutSeconds Version QueryLanguage");
    private static final Shape BRANCH = Shape.of("Comment StartAt States");
    private static final Shape PROCESSOR = Shape.of("Comment StartAt States ProcessorConfig{Mode ExecutionType}");
    private final String partition;
    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final MapChecks maps = new MapChecks(found);
    private boolean jsonata;

    public DefinitionChecks(String partition) {
        this.partition = partition;
    }

    public List<Diagnostic> check(String text) {
        Optional<Diagnostic> mistake = Json.mistake(text).map(e -> notJson(text, e));
        if (mistake.isPresent()) {
            return List.of(mistake.get());
        }
        Optional<JsonNode> body = Json.parse(text).filter(JsonNode::isObject);
        if (body.isEmpty()) {
            return List.of(Diagnostic.schema("Definition must be a valid JSON object", null));
        }
        jsonata = body.get().path("QueryLanguage").asText().equals("JSONata");
        machine(TOP, body.get(), "");
        return List.copyOf(found);
    }

    private void machine(Shape shape, JsonNode machine, String location) {
        List<String> missing = Stream.of("States", "StartAt")
                .filter(field -> !machine.has(field))
                .toList();
        if (!missing.isEmpty()) {
            found.add(Diagnostic.schema("These fields are required: " + missing, location + "/"));
            return;
        }
        JsonNode states = machine.path("States");
        strangers(shape, machine, location);
        target(states, machine.path("StartAt"), location + "/StartAt");
        states.properties()
                .forEach(state ->
                        state(states, state.getKey(), state.getValue(), location + "/States/" + state.getKey()));
    }

    private static Diagnostic notJson(String text, JsonProcessingException e) {
        String location = "[Source: (String)\"" + text + "\"; line: "
                + e.getLocation().getLineNr() + ", column: " + e.getLocation().getColumnNr() + "]";
        return new Diagnostic("INVALID_JSON_DESCRIPTION", e.getOriginalMessage() + "\n at " + location, location);
    }

    private void state(JsonNode states, String name, JsonNode body, String location) {
        if (!names.add(name)) {
            throw new NotEmulated("two states of one name, " + name);
        }
        String typeName = body.path("Type").asText();
        Optional<State.Type> type = Arrays.stream(State.Type.values())
                .filter(candidate -> candidate.name().equals(typeName))
                .findFirst();
        if (type.isEmpty()) {
            found.add(Diagnostic.schema(
                    "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel,"
                            + " Map]",
                    location + "/Type"));
            return;
        }
        boolean own = body.path("QueryLanguage")
                .asText(jsonata ? "JSONata" : "JSONPath")
                .equals("JSONata");
        if (jsonata && !own) {
            found.add(Diagnostic.schema(
                    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", location));
        }
        if (type.get() == State.Type.Map) {
            maps.check(body, location);
        }
        strangers(type.get().shape(own), body, location);
        transitions(states, type.get(), body, location);
        if (own) {
            new TemplateChecks(found).queries(body, location);
        } else {
            new TemplateChecks(found).check(body, location);
        }
        if (type.get() == State.Type.Task) {
            new TaskChecks(partition, found).check(body, location);
        }
        JsonNode time = body.path("Timestamp");
        if (time.isTextual() && !Jsonata.isExpression(time) && !isTime(time.asText())) {
            found.add(Diagnostic.schema("String does not match RFC3339 timestamp", location + "/Timestamp"));
        }
        if (type.get() == State.Type.Choice) {
            choice(states, body, location, own);
        }
        int index = 0;
        for (JsonNode branch : body.path("Branches")) {
            machine(BRANCH, branch, location + "/Branches[" + index++ + "]");
        }
        for (String processor : List.of("ItemProcessor", "Iterator")) {
            if (body.has(processor)) {
                machine(PROCESSOR, body.get(processor), location + "/" + processor);
            }
        }
    }

    private void choice(JsonNode states, JsonNode body, String location, boolean own) {
        if (!own) {
            new TemplateChecks(found).rules(body.path("Choices"), location);
        }
        int index = 0;
        for (JsonNode rule : body.path("Choices")) {
            target(states, rule.path("Next"), location + "/Choices[" + index++ + "]/Next");
        }
        if (body.has("Default")) {
            target(states, body.get("Default"), location + "/Default");
        }
    }

    private void transitions(JsonNode states, State.Type type, JsonNode body, String location) {
        if (type.goesOn() && body.has("Next") == body.path("End").asBoolean()) {
            found.add(Diagnostic.schema("Exactly one of the fields 'Next' and 'End' is required", location));
        }
        if (body.has("Next")) {
            target(states, body.get("Next"), location + "/Next");
        }
        int index = 0;
        for (JsonNode catcher : body.path("Catch")) {
            target(states, catcher.path("Next"), location + "/Catch[" + index++ + "]/Next");
        }
    }

    private void target(JsonNode states, JsonNode name, String location) {
        if (!states.has(name.asText())) {
            found.add(new Diagnostic("MISSING_TRANSITION_TARGET", "Missing 'Next' target: " + name.asText(), location));
        }
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void strangers(Shape shape, JsonNode body, String location) {
        shape.stranger(body)
                .ifPresent(stranger -> found.add(Diagnostic.schema(
                        "Field '" + stranger.name() + "' is not supported", location + stranger.parent())));
    }
}
