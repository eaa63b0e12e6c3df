package io.github.sfnecs.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every text in the body of an answer, JSON or XML, also those in the documents that are a text in it: a definition, a policy, an
 * output, a cause.
 */
public final class AnswerTexts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern XML_TEXT = Pattern.compile("(?<=>)[^<>]+(?=</)");

    /** What XML 1.0 cannot hold, so that no answer has it. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]");

    private final List<String> found = new ArrayList<>();
    private final int wanted;
    private final String replacement;

    private AnswerTexts(int wanted, String replacement) {
        this.wanted = wanted;
        this.replacement = replacement;
    }

    /** All of them, in order. */
    public static List<String> in(String body) {
        AnswerTexts texts = new AnswerTexts(-1, "");
        texts.body(body);
        return texts.found;
    }

    /** Puts another text in the place of the {@code n}th, counted from 0. */
    public static UnaryOperator<String> replaced(int n, String text) {
        return body -> new AnswerTexts(n, text).body(body);
    }

    private String body(String body) {
        return body.startsWith("<")
                ? XML_TEXT.matcher(body).replaceAll(match -> Matcher.quoteReplacement(xml(match.group())))
                : json(read(body)).toString();
    }

    private String xml(String escaped) {
        String text = escaped.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        boolean encoded = text.startsWith("%7B");
        String replaced = text(encoded ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text);
        return encoded
                ? URLEncoder.encode(replaced, StandardCharsets.UTF_8)
                : NOT_XML.matcher(replaced)
                        .replaceAll("")
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;");
    }

    private JsonNode json(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), json(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(json(element)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(text(node.textValue())) : node;
    }

    private String text(String text) {
        found.add(text);
        if (found.size() - 1 == wanted) {
            return replacement;
        }
        return text.startsWith("{") ? json(read(text)).toString() : text;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
