package io.github.sfnecs.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.json.Lines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A definition in JSON. What is filled in has no line breaks, so that the lines are those of the user's file. */
final class JsonText {
    private final String text;
    private final Placeholders placeholders;
    private final FileMistakes mistakes;
    private final StringBuilder filled;
    private final List<Outside> outsideStrings = new ArrayList<>();
    private final Map<String, String> escaped = new HashMap<>();
    private final Map<String, Optional<String>> inOneLine = new HashMap<>();
    private final LineCount lines;

    /** A placeholder where JSON is needed, and its place. */
    private record Outside(String name, int place) {}

    private JsonText(String text, Placeholders placeholders, FileMistakes mistakes) {
        this.text = text;
        this.filled = new StringBuilder(text.length());
        this.placeholders = placeholders;
        this.mistakes = mistakes;
        this.lines = new LineCount(text);
    }

    static Located read(String text, Placeholders placeholders, FileMistakes mistakes) {
        return new JsonText(text, placeholders, mistakes).read();
    }

    private Located read() {
        fill();
        String all = filled.toString();
        try {
            Json.Read read = Json.read(all, TaskGroup.MARKED);
            if (read.repeats()) {
                Json.lines(all, (name, first, again) -> Located.twice(mistakes, name, first, again));
            }
            return new Located(read.value(), Lines.later(() -> Json.lines(all)), new Layout(all, read.placed())::text);
        } catch (StreamConstraintsException e) {
            Levels levels = new Levels(filled);
            throw levels.tooDeep() ? mistakes.last(levels.line, Levels.TOO_DEEP, "", "") : notJson(e);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    private RuntimeException notJson(JsonProcessingException e) {
        int at = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        LineCount counted = new LineCount(text);
        List<String> names = outsideStrings.stream()
                .filter(one -> counted.of(one.place) == at)
                .map(one -> Placeholders.written(one.name))
                .distinct()
                .toList();
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

    /** Looks only at lines with a placeholder, since no string goes on in the next line: most of a text is copied as it is. */
    private void fill() {
        Closing closing = new Closing(text);
        int done = 0;
        int at = 0;
        for (int open = text.indexOf(Placeholders.OPEN); open >= 0; open = text.indexOf(Placeholders.OPEN, done)) {
            int place = open;
            int start = startOfString(startOfLine(at, open), open);
            if (start >= 0) {
                int end = endOfString(start);
                filled.append(text, done, start)
                        .append(placeholders.in(text.substring(start, end), ignored -> lines.of(place), this::escaped));
                done = end;
                at = text.startsWith("\"", end) ? end + 1 : end;
            } else {
                int close = closing.after(open + 2);
                filled.append(text, done, open)
                        .append(outside(close < 0 ? null : text.substring(open + 2, close), open));
                done = close < 0 ? open + 2 : close + 1;
                at = done;
            }
        }
        filled.append(text, done, text.length());
    }

    /** Where the line begins that has the second place, or the first place where that is in it. */
    private int startOfLine(int from, int to) {
        int start = to;
        while (start > from && !isBreak(start - 1)) {
            start--;
        }
        return start;
    }

    /** Where the string begins, behind its quote, that goes on at a place of the same line; less than 0 where none does. */
    private int startOfString(int from, int place) {
        int start = -1;
        for (int at = from; at < place; at++) {
            char c = text.charAt(at);
            if (c == '"') {
                start = start < 0 ? at + 1 : -1;
            } else if (c == '\\' && start >= 0) {
                at++;
            }
        }
        return start;
    }

    /** Where a string ends: before its quote or, where that is missing, before the end of the line. */
    private int endOfString(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '"' && !isBreak(end)) {
            boolean escape = text.charAt(end) == '\\' && end + 1 < text.length() && !isBreak(end + 1);
            end += escape ? 2 : 1;
        }
        return end;
    }

    private boolean isBreak(int place) {
        return text.charAt(place) == '\n' || text.charAt(place) == '\r';
    }

    /** What stands for a placeholder where JSON is needed; null where there is a mistake. */
    private String outside(String name, int place) {
        if (name == null) {
            placeholders.notClosed(lines.of(place));
            return "null";
        }
        Optional<String> value = placeholders.value(name, () -> lines.of(place));
        Optional<String> json = value.isPresent() ? inOneLine(value.get()) : Optional.of("null");
        if (json.isEmpty()) {
            mistakes.add(
                    lines.of(place),
                    Placeholders.written(name) + " stands outside a string, where JSON is needed.",
                    value.get().isBlank()
                            ? "its value is empty"
                            : "its value is not JSON: '" + FileMistakes.shown(value.get()) + "'",
                    "Write \"" + Placeholders.written(name) + "\" in the file if it is a text");
            return "null";
        }
        outsideStrings.add(new Outside(name, place));
        return json.get();
    }

    private String escaped(String value) {
        return escaped.computeIfAbsent(value, any -> {
            String string = Json.compact(Json.of(value));
            return string.substring(1, string.length() - 1);
        });
    }

    /** A value without its line breaks; empty where it is not JSON. */
    private Optional<String> inOneLine(String value) {
        return inOneLine.computeIfAbsent(
                value,
                any -> Json.tryParse(value).map(json -> value.replace('\n', ' ').replace('\r', ' ')));
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
