package io.github.sfnecs.fakeaws.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;

/** The intrinsic functions of arrays, objects and numbers. */
final class ArrayFunctions {

    private static final int LONGEST_RANGE = 1000;

    private ArrayFunctions() {}

    static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static ArrayNode partition(JsonNode array, int size) {
        if (size < 1) {
            throw Intrinsic.failure("The chunk size must be a positive integer, not " + size);
        }
        ArrayNode parts = Json.array();
        List<JsonNode> items = items(array);
        for (int i = 0; i < items.size(); i += size) {
            parts.add(Json.array(items.subList(i, Math.min(items.size(), i + size))));
        }
        return parts;
    }

    static ArrayNode range(long first, long last, long step) {
        if (step == 0 || Math.abs((last - first) / step) >= LONGEST_RANGE) {
            throw Intrinsic.failure("The range has a step of 0 or more than " + LONGEST_RANGE + " items.");
        }
        ArrayNode range = Json.array();
        for (long value = first; step > 0 ? value <= last : value >= last; value += step) {
            range.add((int) value);
        }
        return range;
    }

    static JsonNode item(JsonNode array, int index) {
        if (!array.has(index)) {
            throw Intrinsic.failure("The index " + index + " is not in the array " + array);
        }
        return array.get(index);
    }

    /** The third argument asks for a deep merge, which AWS has not. */
    static ObjectNode merge(List<JsonNode> values) {
        if (values.get(2).asBoolean()
                || !values.get(0).isObject()
                || !values.get(1).isObject()) {
            throw Intrinsic.failure("States.JsonMerge takes two objects and false.");
        }
        ObjectNode merged = values.get(0).deepCopy();
        merged.setAll((ObjectNode) values.get(1));
        return merged;
    }

    static IntNode random(List<JsonNode> values) {
        long first = Intrinsic.number(values, 0);
        long end = Intrinsic.number(values, 1);
        if (end <= first) {
            throw Intrinsic.failure("The end must be greater than the start.");
        }
        Random random = values.size() == 3 ? new Random(Intrinsic.number(values, 2)) : new Random();
        return IntNode.valueOf((int) (first + Math.floorMod(random.nextLong(), end - first)));
    }
}
