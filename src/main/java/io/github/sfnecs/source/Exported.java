package io.github.sfnecs.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.json.Json;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A definition as the text of a file that a user goes on with: read again with the same values, it is the same definition.
 *
 * @param text JSON but for its placeholders
 * @param used the names of those
 */
public record Exported(String text, Set<String> used) {
    /** Where a state that runs a task has what the POM says of it. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("clusterArn", "/Cluster"),
            Map.entry("taskDefinitionArn", "/TaskDefinition"),
            Map.entry("launchType", "/LaunchType"),
            Map.entry("platformVersion", "/PlatformVersion"),
            Map.entry("cpu", "/Overrides/Cpu"),
            Map.entry("memory", "/Overrides/Memory"),
            Map.entry("ephemeralStorage", "/Overrides/EphemeralStorage/SizeInGiB"),
            Map.entry("taskRoleArn", "/Overrides/TaskRoleArn"),
            Map.entry("executionRoleArn", "/Overrides/ExecutionRoleArn"),
            Map.entry("subnets", "/NetworkConfiguration/AwsvpcConfiguration/Subnets"),
            Map.entry("securityGroups", "/NetworkConfiguration/AwsvpcConfiguration/SecurityGroups"));

    /** The parameters of the POM that a file may have as placeholders. */
    public static Set<String> names() {
        return PLACES.keySet();
    }

    /**
     * Writes a placeholder wherever a task has what the POM says.
     *
     * @param definition one that the plugin rendered
     * @param values what the POM says, by the parameter's name; of a list, its JSON
     */
    public static Exported of(Definition definition, Map<String, String> values) {
        JsonNode edited = escaped(definition.json());
        Set<String> texts = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        definition
                .taskUses()
                .forEach(use -> values.forEach((name, value) -> {
                    JsonPointer place = JsonPointer.compile(use.state().location() + "/Parameters" + PLACES.get(name));
                    JsonNode there = definition.json().at(place);
                    boolean text = there.isTextual() && there.textValue().equals(value);
                    if (text || Json.tryParse(value).filter(there::equals).isPresent()) {
                        ((ObjectNode) edited.at(place.head()))
                                .put(place.last().getMatchingProperty(), placeholder(name));
                        (text ? texts : others).add(name);
                    }
                }));
        String all = Json.pretty(edited);
        for (String name : others) {
            // nothing else is read as a placeholder, so nothing else looks like one
            all = all.replace('"' + placeholder(name) + '"', placeholder(name));
        }
        texts.addAll(others);
        return new Exported(all, Collections.unmodifiableSet(texts));
    }

    private static JsonNode escaped(JsonNode json) {
        try {
            return Json.parse(Json.compact(json).replace(Placeholders.OPEN, "$" + Placeholders.OPEN));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String placeholder(String name) {
        return Placeholders.OPEN + name + "}";
    }
}
