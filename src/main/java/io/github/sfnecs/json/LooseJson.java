package io.github.sfnecs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a structure as languages print it: JSON, and what Python, JavaScript, Java, Go and Ruby make of it, also where a part is missing.
 * It takes what it understands and passes over the rest, in a time that grows as the text does.
 */
public final class LooseJson {
    private static final int DEEPEST = 64;
    private static final int AHEAD = 130;
    private static final Pattern START = Pattern.compile("\\{|\\b[A-Z]\\w{1,60}\\((?=\\w{1,60}=)");
    private static final Pattern OBJECT = Pattern.compile("#?<?[A-Za-z][\\w.:]{0,60}\\((?=\\w{1,60}=)");
    private static final Pattern CALL = Pattern.compile("[A-Za-z][\\w.]{0,60}\\(");
    private static final Pattern NEXT_MEMBER = Pattern.compile("[,;]\\s{0,40}[\"']?[\\w.$-]{1,60}[\"']?\\s{0,4}[:=]");
    private static final Pattern NEXT_ELEMENT = Pattern.compile("[,;]\\s{0,40}([\\[{}\\])\"']|\\w{1,60}\\(|$)");
    private static final Pattern NEXT_OF_GO = Pattern.compile("\\s[A-Z]\\w{1,60}:(?=\\S)");

    private final String text;
    private int at;
    private boolean whole = true;

    private LooseJson(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /**
     * A structure in a text.
     *
     * @param from where it begins
     * @param to where it ends
     * @param whole whether no part of it is missing
     */
    public record Read(JsonNode node, int from, int to, boolean whole) {}

    /** The next structure in the text, from this place on. */
    public static Optional<Read> next(String text, int from) {
        Matcher start = START.matcher(text);
        if (!start.find(from)) {
            return Optional.empty();
        }
        LooseJson reader = new LooseJson(text, start.start());
        JsonNode node = reader.value(0);
        return Optional.of(new Read(node, start.start(), Math.min(reader.at, text.length()), reader.whole));
    }

    private JsonNode value(int depth) {
        skip(" \t\r\n&*");
        if (at >= text.length() || depth > DEEPEST) {
            whole = false;
            at = text.length();
            return NullNode.getInstance();
        }
        return switch (text.charAt(at)) {
            case '{' -> object('}', depth);
            case '[' -> array(depth);
            case '"', '\'' -> JsonNodeFactory.instance.textNode(string(text.charAt(at)));
            default -> named(depth);
        };
    }

    private JsonNode named(int depth) {
        Matcher object = ahead(OBJECT);
        if (object.lookingAt()) {
            at = object.end() - 1;
            return object(')', depth);
        }
        return bare();
    }

    private ObjectNode object(char close, int depth) {
        ObjectNode object = Json.object();
        at++;
        while (more(close)) {
            String name = name();
            if (at >= text.length()) {
                continue;
            }
            if (name.isEmpty()) {
                whole &= ".\u2026".indexOf(text.charAt(at)) < 0;
                at++;
            } else if (":=".indexOf(text.charAt(at)) >= 0) {
                at += text.startsWith("=>", at) ? 2 : 1;
                JsonNode value = value(depth + 1);
                if (!object.has(name)) {
                    object.set(name, value);
                }
            }
        }
        return object;
    }

    private String name() {
        skip("\"'\\:");
        int from = at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at);
        if (!name.isEmpty()) {
            skip("\"'\\ ");
        }
        return name;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$' || c == '@';
    }

    private ArrayNode array(int depth) {
        ArrayNode array = Json.array();
        at++;
        while (more(']')) {
            if (text.charAt(at) == '.' || text.charAt(at) == '\u2026') {
                whole = false;
                at++;
            } else {
                array.add(value(depth + 1));
            }
        }
        return array;
    }

    /** Whether there is more before this, which is taken; what closes something else is left to that. */
    private boolean more(char close) {
        skip(" \t\r\n,;");
        if (at >= text.length()) {
            whole = false;
            return false;
        }
        char c = text.charAt(at);
        if (c == close) {
            at++;
            return false;
        }
        if (c == '}' || c == ']' || c == ')') {
            whole = false;
            return false;
        }
        return true;
    }

    private String string(char quote) {
        StringBuilder string = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return string.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                string.append(unescaped(text.charAt(at)));
            } else {
                string.append(c);
            }
        }
        whole = false;
        return string.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    /** What has no quotes goes on to the next member or element, or to what closes it. */
    private JsonNode bare() {
        int from = at;
        int open = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if ("([{".indexOf(c) >= 0) {
                open++;
            } else if (")]}".indexOf(c) >= 0 && --open < 0) {
                break;
            } else if (open == 0 && ends(c)) {
                break;
            }
        }
        if (at == from) {
            at++;
        }
        return scalar(text.substring(from, Math.min(at, text.length())).strip());
    }

    private boolean ends(char c) {
        return switch (c) {
            case '\n' -> true;
            case ',', ';' ->
                ahead(NEXT_MEMBER).lookingAt() || ahead(NEXT_ELEMENT).lookingAt() || !hasLetters();
            case ' ' -> ahead(NEXT_OF_GO).lookingAt();
            default -> false;
        };
    }

    /** Numbers and words stand one by one in a list. */
    private boolean hasLetters() {
        return at + 1 < text.length()
                && text.charAt(at + 1) == ' '
                && !ahead(CALL).lookingAt();
    }

    private Matcher ahead(Pattern pattern) {
        return pattern.matcher(text).region(at, Math.min(text.length(), at + AHEAD));
    }

    private static JsonNode scalar(String bare) {
        return switch (bare) {
            case "true", "True" -> JsonNodeFactory.instance.booleanNode(true);
            case "false", "False" -> JsonNodeFactory.instance.booleanNode(false);
            case "", "null", "None", "nil", "<nil>", "undefined" -> NullNode.getInstance();
            default ->
                bare.matches("-?\\d{1,9}")
                        ? JsonNodeFactory.instance.numberNode(Integer.parseInt(bare))
                        : JsonNodeFactory.instance.textNode(bare);
        };
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
