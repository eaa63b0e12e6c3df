package io.github.sfnecs.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.diagnostic.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSON as this plugin reads and writes it: strict when reading; indented, with line feeds on every platform, when writing. */
public final class Json {
    /** What is read may become a part of what is written. */
    private static final int DEEPEST_WRITTEN = 2 * StreamReadConstraints.DEFAULT_MAX_DEPTH;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(DEEPEST_WRITTEN)
                    .build())
            .build();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private Json() {}

    /** A new, empty object, whose members keep the order in which they are put. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Puts the one text by this name or, where there are several or none, all of them by its plural. */
    public static void putOneOrAll(ObjectNode node, String name, List<String> texts) {
        if (texts.size() == 1) {
            node.put(name, texts.get(0));
        } else {
            texts.forEach(node.putArray(name + "s")::add);
        }
    }

    /** A new, empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Reads one JSON text, or says with line and column why it is none. */
    public static JsonNode parse(String text) throws JsonProcessingException {
        return read(text, Set.of()).value();
    }

    /**
     * What a JSON text says.
     *
     * @param value all of it; a missing node where there is nothing
     * @param repeats whether an object has several members of a name, of which the last one counts
     * @param placed the objects whose places were asked for, in the order of the text
     */
    public record Read(JsonNode value, boolean repeats, List<Placed> placed) {}

    /**
     * An object of a text.
     *
     * @param at how many characters there are before its brace
     */
    public record Placed(ObjectNode object, int at) {}

    /**
     * Reads one JSON text, or says with line and column why it is none.
     *
     * @param placed the names of the members whose places are asked for, where they are objects
     */
    public static Read read(String text, Set<String> placed) throws JsonProcessingException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return new Read(MissingNode.getInstance(), false, List.of());
            }
            Read read = read(parser, placed);
            if (parser.nextToken() != null) {
                throw new JsonParseException(
                        parser, "there is more after the end of the JSON value", parser.currentTokenLocation());
            }
            return read;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Read read(JsonParser parser, Set<String> placed) throws IOException {
        try {
            return JsonTree.read(parser, placed);
        } catch (NumberFormatException e) {
            throw new JsonParseException(
                    parser, "a number has an exponent that is out of range", parser.currentTokenLocation(), e);
        }
    }

    /** Reads a JSON text that may be none. */
    public static Optional<JsonNode> tryParse(String text) {
        try {
            return Optional.of(parse(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The line of each value of a JSON text, that of a member where its name is. */
    public static Lines lines(String text) {
        return lines(text, (name, first, again) -> {});
    }

    /** The same, also of a text in which an object has several members of a name. */
    public static Lines lines(String text, Repetition repetitions) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Lines lines = new Lines(line(parser));
            read(parser, lines, repetitions);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(JsonParser parser, Lines lines, Repetition repetitions) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                boolean again = lines.has(name);
                Lines member = lines.put(name, line(parser));
                if (again) {
                    repetitions.add(name, member.line(), line(parser));
                }
                parser.nextToken();
                read(parser, member, repetitions);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                read(parser, lines.put(String.valueOf(i), line(parser)), repetitions);
            }
        }
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** Takes note of a name that an object has already. */
    @FunctionalInterface
    public interface Repetition {
        /** A member has the name of one before, which is in the first of the two lines. */
        void add(String name, int first, int again);
    }

    /** A text as JSON. */
    public static JsonNode of(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    /** Texts by name as JSON. */
    public static JsonNode of(Map<String, String> texts) {
        ObjectNode object = object();
        texts.forEach(object::put);
        return object;
    }

    /** The text of a JSON value, indented, without a line feed at its end, and with nothing in it that a terminal would obey. */
    public static String pretty(JsonNode node) {
        PlainWriter text = written(
                node,
                new DefaultPrettyPrinter(Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                        .withObjectIndenter(INDENT)
                        .withArrayIndenter(INDENT));
        return text.isPlain() ? text.toString() : Text.printable(text.toString());
    }

    /** A JSON text with nothing in it that a terminal would obey, and with line feeds at the ends of its lines. */
    public static String printable(String text) {
        String lines = text.replace("\r", "");
        // other control characters are escaped in JSON, and no line of it begins with two colons
        boolean plain = lines.equals(new String(lines.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII))
                && lines.indexOf('\u007f') < 0
                && !lines.contains("##");
        return plain ? lines : Text.printable(lines);
    }

    /** The text of a JSON value as one line. */
    public static String compact(JsonNode node) {
        return written(node, new MinimalPrettyPrinter()).toString();
    }

    private static PlainWriter written(JsonNode node, PrettyPrinter printer) {
        PlainWriter text = new PlainWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            JsonTree.write(node, generator.setPrettyPrinter(printer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text;
    }
}
