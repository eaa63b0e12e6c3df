package io.github.sfnecs.fakeaws.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The few things the services do with JSON. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode array(Collection<? extends JsonNode> items) {
        return array().addAll(items);
    }

    public static ArrayNode texts(Collection<String> items) {
        ArrayNode array = array();
        items.forEach(array::add);
        return array;
    }

    /** Empty if the text isn't one well-formed JSON value. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Why the text isn't JSON, in the words of the parser, which are also AWS's. */
    public static Optional<JsonProcessingException> mistake(String text) {
        try {
            MAPPER.readTree(text);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(e);
        }
    }

    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How both JSON protocols spell a timestamp. */
    public static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    /** AWS's way to write a map of tags: a list of pairs whose member names differ between the services. */
    public static ArrayNode pairs(Map<String, String> map, String key, String value) {
        ArrayNode array = array();
        map.forEach((k, v) -> array.addObject().put(key, k).put(value, v));
        return array;
    }

    public static void eachPair(JsonNode array, String key, String value, BiConsumer<String, String> action) {
        array.forEach(
                pair -> action.accept(pair.path(key).asText(), pair.path(value).asText()));
    }
}
