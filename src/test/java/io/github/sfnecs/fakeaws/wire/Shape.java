package io.github.sfnecs.fakeaws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The members that a request may have, written as in {@code "cluster overrides{cpu containerOverrides{name command}}"}. A
 * member without braces may hold anything; lists are checked item by item.
 */
public record Shape(Map<String, Shape> members) {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z]+|[{}]");
    private static final Shape ANYTHING = new Shape(Map.of());

    public static Shape of(String text) {
        return parse(TOKEN.matcher(text));
    }

    private static Shape parse(Matcher tokens) {
        Map<String, Shape> members = new LinkedHashMap<>();
        String last = "";
        while (tokens.find() && !tokens.group().equals("}")) {
            if (tokens.group().equals("{")) {
                members.put(last, parse(tokens));
            } else {
                last = tokens.group();
                members.put(last, ANYTHING);
            }
        }
        return new Shape(members);
    }

    /** A member that should not be there. */
    public record Stranger(String parent, String name) {}

    public Optional<Stranger> stranger(JsonNode value) {
        return stranger(value, "", UnaryOperator.identity());
    }

    /** As {@link #stranger(JsonNode)}, with the names in the value spelled otherwise than in the shape. */
    public Optional<Stranger> stranger(JsonNode value, String path, UnaryOperator<String> spelling) {
        if (value.isArray()) {
            int index = 0;
            Optional<Stranger> found = Optional.empty();
            for (Iterator<JsonNode> items = value.elements(); items.hasNext() && found.isEmpty(); index++) {
                found = stranger(items.next(), path + "[" + index + "]", spelling);
            }
            return found;
        }
        return value.properties().stream()
                .map(member -> member(member.getKey(), member.getValue(), path, spelling))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Stranger> member(String name, JsonNode value, String path, UnaryOperator<String> spelling) {
        Shape shape = members.get(spelling.apply(name));
        if (shape == null) {
            return Optional.of(new Stranger(path, name));
        }
        return shape.members.isEmpty() ? Optional.empty() : shape.stranger(value, path + "/" + name, spelling);
    }
}
