package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.function.UnaryOperator;

/** Step Functions spells the members of ECS with a capital, and its timestamps in milliseconds. */
public final class Casing {

    private Casing() {}

    public static JsonNode pascal(JsonNode node) {
        return renamed(node, Casing::pascalName);
    }

    public static String pascalName(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    public static JsonNode camel(JsonNode node) {
        return renamed(node, Casing::camelName);
    }

    static String camelName(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static JsonNode renamed(JsonNode node, UnaryOperator<String> naming) {
        if (node.isArray()) {
            ArrayNode array = Json.array();
            node.forEach(item -> array.add(renamed(item, naming)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = Json.object();
        node.properties().forEach(member -> {
            JsonNode value = member.getValue();
            boolean timestamp = value.isDouble() && member.getKey().endsWith("At");
            object.set(
                    naming.apply(member.getKey()),
                    timestamp ? LongNode.valueOf(Math.round(value.asDouble() * 1000)) : renamed(value, naming));
        });
        return object;
    }
}
