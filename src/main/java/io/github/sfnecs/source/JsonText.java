package io.github.sfnecs.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.json.Json;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A definition in JSON. What is filled in has no line breaks, so that the lines are those of the user's file. */
final class JsonText {
    private final String text;
    private final Placeholders placeholders;
    private final FileMistakes mistakes;
    private final StringBuilder filled = new StringBuilder();
    private final Map<Integer, Set<String>> outsideStrings = new HashMap<>();
    private int line = 1;

    private JsonText(String text, Placeholders placeholders, FileMistakes mistakes) {
        this.text = text;
        this.placeholders = placeholders;
        this.mistakes = mistakes;
    }

    static Located read(String text, Placeholders placeholders, FileMistakes mistakes) {
        return new JsonText(text, placeholders, mistakes).read();
    }

    private Located read() {
        fill();
        try {
            JsonNode json = Json.parse(filled.toString());
            return new Located(
                    json,
                    Json.lines(filled.toString(), (name, first, again) -> Located.twice(mistakes, name, first, again)));
        } catch (StreamConstraintsException e) {
            Levels levels = new Levels(filled);
            throw levels.tooDeep() ? mistakes.last(levels.line, Levels.TOO_DEEP, "", "") : notJson(e);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    private RuntimeException notJson(JsonProcessingException e) {
        int at = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        Set<String> names = outsideStrings.getOrDefault(at, Set.of());
        String what = names.isEmpty()
                ? "The file is not JSON."
                : "The file is not JSON where " + String.join(" and ", names) + " is replaced.";
        return mistakes.last(at, what, reason(e), fix(e));
    }

    private String fix(JsonProcessingException e) {
        long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
        int at = (int) Math.max(0, Math.min(filled.length(), offset));
        String around = filled.substring(Math.max(0, at - 2), Math.min(filled.length(), at + 2));
        String braces = Placeholders.fix(around, "\"");
        if (!braces.isEmpty()) {
            return braces;
        }
        if (!text.stripLeading().startsWith("{")) {
            return "If it is YAML, have its name end in .yaml or .yml";
        }
        boolean closes = around.contains("}") || around.contains("]");
        return closes && filled.substring(0, at).stripTrailing().endsWith(",") ? "Take out the comma before it" : "";
    }

    /** What Jackson says, without what it says to those who program with it. */
    private static String reason(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceAll("\\[Source: [^;]{0,200}; line: (\\d+), column: \\d+\\]", "line $1")
                .replaceAll(" \\(not recognized as one since Feature '\\w+' not enabled for parser\\)", "")
                .replaceAll("(: enable|, from|\\(enable) `\\w+\\.\\w+(\\(\\))?`( to allow)?", "");
    }

    private void fill() {
        Closing closing = new Closing(text);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                int end = endOfString(at + 1);
                String string = text.substring(at + 1, end);
                filled.append('"').append(placeholders.in(string, place -> line, JsonText::escaped));
                if (end < text.length() && text.charAt(end) == '"') {
                    filled.append('"');
                    end++;
                }
                at = end;
            } else if (text.startsWith(Placeholders.OPEN, at)) {
                int close = closing.after(at + 2);
                filled.append(outside(close < 0 ? null : text.substring(at + 2, close)));
                at = close < 0 ? at + 2 : close + 1;
            } else {
                filled.append(c);
                at++;
                if (c == '\n' || (c == '\r' && !text.startsWith("\n", at))) {
                    line++;
                }
            }
        }
    }

    /** Where a string ends: before its quote or, where that is missing, before the end of the line. */
    private int endOfString(int from) {
        int at = from;
        while (at < text.length() && "\"\n\r".indexOf(text.charAt(at)) < 0) {
            at += text.charAt(at) == '\\' && at + 1 < text.length() && "\n\r".indexOf(text.charAt(at + 1)) < 0 ? 2 : 1;
        }
        return at;
    }

    /** What stands for a placeholder where JSON is needed; null where there is a mistake. */
    private String outside(String name) {
        if (name == null) {
            placeholders.notClosed(line);
            return "null";
        }
        Optional<String> value = placeholders.value(name, line);
        if (value.isPresent() && Json.tryParse(value.get()).isEmpty()) {
            mistakes.add(
                    line,
                    Placeholders.written(name) + " stands outside a string, where JSON is needed.",
                    value.get().isBlank()
                            ? "its value is empty"
                            : "its value is not JSON: '" + FileMistakes.shown(value.get()) + "'",
                    "Write \"" + Placeholders.written(name) + "\" in the file if it is a text");
            return "null";
        }
        outsideStrings.computeIfAbsent(line, ignored -> new LinkedHashSet<>()).add(Placeholders.written(name));
        return value.orElse("null").replace('\n', ' ').replace('\r', ' ');
    }

    private static String escaped(String value) {
        String string = Json.compact(Json.of(value));
        return string.substring(1, string.length() - 1);
    }

    /** How deep a text is, and the line in which it becomes too deep. */
    static final class Levels {
        static final int MOST = 1000;
        static final String TOO_DEEP = "The definition has more than " + MOST + " levels.";

        private int line = 1;
        private int open;

        private Levels(CharSequence json) {
            boolean string = false;
            for (int i = 0; i < json.length() && open <= MOST; i++) {
                char c = json.charAt(i);
                if (c == '\n') {
                    line++;
                } else if (c == '\\' && string) {
                    i++;
                } else if (c == '"') {
                    string = !string;
                } else if (!string) {
                    open += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
                }
            }
        }

        private boolean tooDeep() {
            return open > MOST;
        }
    }
}
