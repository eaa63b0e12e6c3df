package io.github.sfnecs.fakeaws.states.expression;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as the JSONata library takes it, and back. */
final class PlainValues {

    private PlainValues() {}

    /** There, Java's null is what is not there. */
    static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(plain(item)));
            return list;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isBoolean() ? (Object) node.asBoolean() : node.isNull() ? Jsonata.NULL_VALUE : node.asText();
    }

    static JsonNode json(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = Json.object();
            map.forEach((name, member) -> object.set(String.valueOf(name), json(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = Json.array();
            list.forEach(item -> array.add(json(item)));
            return array;
        }
        if (value == null || value == Jsonata.NULL_VALUE) {
            return NullNode.getInstance();
        }
        if (value instanceof Boolean bool) {
            return BooleanNode.valueOf(bool);
        }
        return value instanceof Number number ? json(number) : TextNode.valueOf(String.valueOf(value));
    }

    /** JavaScript prints no fraction that is none. */
    private static JsonNode json(Number number) {
        double value = number.doubleValue();
        if (value != Math.rint(value) || Math.abs(value) > Long.MAX_VALUE) {
            return DoubleNode.valueOf(value);
        }
        return value == number.intValue() ? IntNode.valueOf(number.intValue()) : LongNode.valueOf(number.longValue());
    }
}
