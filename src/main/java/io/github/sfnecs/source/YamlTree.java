package io.github.sfnecs.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.json.Lines;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;

/** The JSON that grows while YAML is read, no larger and no deeper than a definition may be. */
final class YamlTree {
    private final FileMistakes mistakes;
    private final Deque<Open> open = new ArrayDeque<>();
    private JsonNode root = MissingNode.getInstance();
    private Lines lines = new Lines(1);
    private int size;

    YamlTree(FileMistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** An object or array that is not at its end. */
    private static final class Open {
        private final JsonNode json;
        private final Lines lines;
        private final Optional<Anchor> anchor;
        private final int before;
        private String name;
        private Lines member;

        private Open(JsonNode json, Lines lines, Optional<Anchor> anchor, int before) {
            this.json = json;
            this.lines = lines;
            this.anchor = anchor;
            this.before = before;
        }
    }

    /**
     * One that is at its end.
     *
     * @param size how much it makes the definition grow
     */
    record Closed(JsonNode json, int size, Optional<Anchor> anchor) {}

    Located whole() {
        return new Located(root, () -> lines, () -> Json.pretty(root));
    }

    /** Whether the next scalar is the name of a member. */
    boolean wantsName() {
        return !open.isEmpty() && open.peek().json.isObject() && open.peek().name == null;
    }

    void name(String name, int line) {
        Open object = open.peek();
        boolean again = object.lines.has(name);
        object.name = name;
        object.member = object.lines.put(name, line);
        if (again) {
            Located.twice(mistakes, name, object.member.line(), line);
        }
    }

    /** Notes that the definition gets larger. */
    void grow(int by, int line) {
        size += by;
        if (size > FileText.LIMIT) {
            throw mistakes.last(line, FileText.TOO_LARGE, "", "");
        }
    }

    void open(JsonNode json, int line, Optional<Anchor> anchor) {
        int before = size;
        grow(1, line);
        open.push(new Open(json, add(json, line), anchor, before));
        if (open.size() > JsonText.Levels.MOST) {
            throw mistakes.last(line, JsonText.Levels.TOO_DEEP, "", "");
        }
    }

    Closed close() {
        Open closed = open.pop();
        return new Closed(closed.json, size - closed.before, closed.anchor);
    }

    /** Puts a value where one is due. */
    Lines add(JsonNode json, int line) {
        Open around = open.peek();
        if (around == null) {
            root = json;
            lines = new Lines(line);
            return lines;
        }
        if (around.json instanceof ArrayNode array) {
            array.add(json);
            return around.lines.put(String.valueOf(array.size() - 1), line);
        }
        ((ObjectNode) around.json).set(around.name, json);
        around.name = null;
        return around.member;
    }
}
