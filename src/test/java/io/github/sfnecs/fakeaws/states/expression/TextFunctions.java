package io.github.sfnecs.fakeaws.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The intrinsic functions of texts. */
final class TextFunctions {

    private static final List<String> ALGORITHMS = List.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private TextFunctions() {}

    static JsonNode parse(String text) {
        return text.isBlank()
                ? NullNode.getInstance()
                : Json.parse(text).orElseThrow(() -> Intrinsic.failure("Not JSON: " + text));
    }

    /** At each of the delimiters, which are single characters; nothing between two of them is left out. */
    static ArrayNode split(String text, String delimiters) {
        ArrayNode parts = Json.array();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (delimiters.indexOf(c) < 0) {
                part.append(c);
            } else if (part.length() > 0) {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        return part.length() > 0 ? parts.add(part.toString()) : parts;
    }

    static TextNode encode(String text) {
        return TextNode.valueOf(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    static TextNode decode(String text) {
        try {
            return TextNode.valueOf(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw Intrinsic.failure("Not Base64: " + text);
        }
    }

    static TextNode hash(JsonNode data, String algorithm) {
        if (!ALGORITHMS.contains(algorithm)) {
            throw Intrinsic.failure("The algorithm " + algorithm + " is none of " + ALGORITHMS);
        }
        String text = data.isTextual() ? data.asText() : Json.write(data);
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return TextNode.valueOf(HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Java prints strings, maps and lists. */
    private static String text(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> member.getKey() + "=" + text(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(TextFunctions::text)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isTextual() ? value.asText() : Json.write(value);
    }

    static TextNode format(String template, List<JsonNode> values) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '\\' && i + 1 < template.length()) {
                text.append(template.charAt(++i));
            } else if (template.startsWith("{}", i) && used < values.size()) {
                JsonNode value = values.get(used++);
                text.append(text(value));
                i++;
            } else if (c == '{' || c == '}') {
                throw Intrinsic.failure("The template '" + template + "' has a brace without an argument.");
            } else {
                text.append(c);
            }
        }
        if (used < values.size()) {
            throw Intrinsic.failure("The template '" + template + "' has fewer {} than arguments.");
        }
        return TextNode.valueOf(text.toString());
    }
}
