package io.github.sfnecs.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Jackson's trees, read and written token by token. Its {@code ObjectMapper} would do the same, after loading 500 classes that only
 * know about beans; in a build of three seconds that is a quarter of one.
 */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Set<String> placed;
    private final List<Json.Placed> objects = new ArrayList<>();
    private boolean repeats;

    private JsonTree(JsonParser parser, Set<String> placed) {
        this.parser = parser;
        this.placed = placed;
    }

    /** Reads the value of which the parser has the first token, up to its last, and notes the places of objects that are members of these names. */
    static Json.Read read(JsonParser parser, Set<String> placed) throws IOException {
        JsonTree tree = new JsonTree(parser, placed);
        return new Json.Read(tree.read(), tree.repeats, tree.objects);
    }

    /** In one loop: of methods that are called for each value the JIT compiler makes one large one, for a tenth of a second in a build of three. */
    private JsonNode read() throws IOException {
        JsonNode whole = begin();
        Deque<JsonNode> around = new ArrayDeque<>();
        JsonNode in = whole.isContainerNode() ? whole : null;
        while (in != null) {
            boolean named = in instanceof ObjectNode;
            String name = named ? parser.nextFieldName() : null;
            String text = named && name == null ? null : parser.nextTextValue();
            if (parser.currentToken().isStructEnd()) {
                in = around.poll();
                continue;
            }
            JsonNode value = text == null ? begin() : NODES.textNode(text);
            if (in instanceof ObjectNode object) {
                repeats |= object.replace(name, value) != null;
                if (value instanceof ObjectNode member && placed.contains(name)) {
                    objects.add(new Json.Placed(
                            member, (int) parser.currentTokenLocation().getCharOffset()));
                }
            } else {
                ((ArrayNode) in).add(value);
            }
            if (value.isContainerNode()) {
                around.push(in);
                in = value;
            }
        }
        return whole;
    }

    /** The value that begins with this token, still empty where others follow that are in it. */
    private JsonNode begin() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> NODES.objectNode();
            case START_ARRAY -> NODES.arrayNode();
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            // a number stays the number that it is, however large or exact
            case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException(parser.currentToken().toString());
        };
    }

    private NumericNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> (NumericNode) NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    static void write(JsonNode node, JsonGenerator to) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                to.writeStartObject();
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    to.writeFieldName(member.getKey());
                    write(member.getValue(), to);
                }
                to.writeEndObject();
            }
            case ARRAY -> {
                to.writeStartArray();
                for (JsonNode element : node) {
                    write(element, to);
                }
                to.writeEndArray();
            }
            case STRING -> to.writeString(node.textValue());
            case NUMBER -> number(node, to);
            case BOOLEAN -> to.writeBoolean(node.booleanValue());
            case NULL, MISSING -> to.writeNull();
            default -> throw new IllegalStateException(node.getNodeType().toString());
        }
    }

    private static void number(JsonNode node, JsonGenerator to) throws IOException {
        switch (node.numberType()) {
            case INT, LONG -> to.writeNumber(node.longValue());
            case BIG_INTEGER -> to.writeNumber(node.bigIntegerValue());
            case BIG_DECIMAL -> to.writeNumber(node.decimalValue());
            default -> to.writeNumber(node.doubleValue());
        }
    }
}
