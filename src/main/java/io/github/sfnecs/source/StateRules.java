package io.github.sfnecs.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.State;
import io.github.sfnecs.diagnostic.Nearest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a definition has to be at least, for anything else to be said of it. All else Step Functions judges. */
final class StateRules {
    /** https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html */
    private static final List<String> TYPES =
            List.of("Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map");

    private static final String KNOWN = "The types are Task, Pass, Choice, Wait, Succeed, Fail, Parallel, and Map";

    private final Definition definition;
    private final FileMistakes mistakes;
    private final Map<String, String> places = new HashMap<>();

    private StateRules(Definition definition, FileMistakes mistakes) {
        this.definition = definition;
        this.mistakes = mistakes;
    }

    static void check(Definition definition, FileMistakes mistakes) {
        new StateRules(definition, mistakes).check();
    }

    private void check() {
        JsonNode json = definition.json();
        JsonNode states = json.path("States");
        if (json.isMissingNode()) {
            throw mistakes.last(1, "The file is empty.", "", "");
        }
        if (!json.isObject()) {
            unlessKnown("", "The definition is " + kind(json) + ", not an object.", "");
        } else if (states.isMissingNode()) {
            noStates(json);
        } else if (states.isObject() && states.isEmpty()) {
            unlessKnown("/States", "The definition has no States.", "");
        } else if (!states.isObject()) {
            unlessKnown("/States", "States is " + kind(states) + ", not an object.", "");
        }
        definition.states().forEach(this::check);
    }

    private void noStates(JsonNode json) {
        String within = definitionWithin(json);
        String name = within.isEmpty() ? "" : FileMistakes.shown(within.substring(1));
        mistakes.addUnlessKnown(
                definition.line("/States"),
                "The definition has no States.",
                within.isEmpty()
                        ? ""
                        : "there are some in line " + definition.line(within + "/States") + ", in " + name,
                within.isEmpty() ? "" : "Put what is in " + name + " into a file of its own");
    }

    /** Where a definition stands in something else, such as a template of CloudFormation; empty where it does not. */
    private static String definitionWithin(JsonNode json) {
        Map<String, JsonNode> level = Map.of("", json);
        while (!level.isEmpty()) {
            Map<String, JsonNode> deeper = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> around : level.entrySet()) {
                if (isDefinition(around.getValue())) {
                    return around.getKey();
                }
                around.getValue()
                        .properties()
                        .forEach(one -> deeper.put(around.getKey() + "/" + one.getKey(), one.getValue()));
                for (int i = 0;
                        around.getValue().isArray() && i < around.getValue().size();
                        i++) {
                    deeper.put(around.getKey() + "/" + i, around.getValue().path(i));
                }
            }
            level = deeper;
        }
        return "";
    }

    private static boolean isDefinition(JsonNode json) {
        return json.path("States").isObject()
                || (json.isTextual()
                        && json.textValue().stripLeading().startsWith("{")
                        && json.textValue().contains("\"States\""));
    }

    private void check(State state) {
        JsonNode type = state.body().path("Type");
        if (!state.body().isObject()) {
            unlessKnown(state.location(), named(state) + " is " + kind(state.body()) + ", not an object.", "");
        } else if (type.isMissingNode()) {
            unlessKnown(state.location(), named(state) + " has no Type.", KNOWN);
        } else if (!TYPES.contains(state.type()) || !type.isTextual()) {
            unlessKnown(
                    state.location() + "/Type",
                    named(state) + " has an unknown Type, '" + FileMistakes.shown(type.asText()) + "'.",
                    "Did you mean " + Nearest.of(FileMistakes.shown(type.asText()), TYPES) + "? " + KNOWN);
        }
        String first = places.putIfAbsent(state.name(), state.location());
        if (first != null) {
            mistakes.add(
                    definition.line(state.location()),
                    "The name " + FileMistakes.shown(state.name()) + " is that of two states, the first in line "
                            + definition.line(first) + ".",
                    "a name belongs to one state of the whole definition, whatever branch it is in",
                    "");
        }
    }

    private static String named(State state) {
        return "The state " + FileMistakes.shown(state.name());
    }

    private void unlessKnown(String location, String what, String fix) {
        mistakes.addUnlessKnown(definition.line(location), what, "", fix);
    }

    private static String kind(JsonNode node) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        return node.getNodeType() == JsonNodeType.NULL
                ? kind
                : (kind.startsWith("a") || kind.startsWith("o") ? "an " : "a ") + kind;
    }
}
