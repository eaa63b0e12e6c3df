package io.github.sfnecs.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects that Terraform's {@code jsonencode} gets, as JSON; what is not a literal becomes a placeholder. */
final class Hcl {
    private static final Pattern ENCODE = Pattern.compile("jsonencode\\(\\s*(?=\\{)");
    private static final Pattern BLANK = Pattern.compile("(?:\\s|,|#.*|//.*|/\\*(?s:.*?)\\*/)*");
    private static final Pattern NAME = Pattern.compile("([\\w-]+)\\s*[=:](?!=)");
    private static final Pattern STRING =
            Pattern.compile("\"(?:[^\"\\\\$]|\\\\.|\\$(?!\\{)|\\$\\{(?:[^{}\"]|\"[^\"]*\"|\\{[^{}]*\\})*\\})*\"");
    private static final Pattern LITERAL =
            Pattern.compile("(?:true|false|null|-?\\d+(?:\\.\\d+)?)(?=\\s*[,\\n}\\])#])");
    private static final Pattern COLON = Pattern.compile("\\s*[=:]");

    private final String text;
    private int at;

    private Hcl(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** What each call of {@code jsonencode} with an object writes. */
    static List<String> encoded(String text) {
        List<String> all = new ArrayList<>();
        Matcher call = ENCODE.matcher(text);
        while (call.find()) {
            all.add(new Hcl(text, call.end()).value());
        }
        return all;
    }

    /** A text in which each expression has a name that a placeholder may have. */
    static String withNames(String template) {
        StringBuilder out = new StringBuilder();
        int done = 0;
        for (int open = template.indexOf("${"); open >= 0; open = template.indexOf("${", done)) {
            int close = closing(template, open + 1);
            out.append(template, done, open);
            out.append(
                    open > 0 && template.charAt(open - 1) == '$'
                            ? template.substring(open, close + 1)
                            : placeholder(template.substring(open + 2, close)));
            done = close + 1;
        }
        return out.append(template, done, template.length()).toString();
    }

    private static int closing(String text, int from) {
        int open = 0;
        for (int i = from; i < text.length(); i++) {
            open += "{[(".indexOf(text.charAt(i)) >= 0 ? 1 : "}])".indexOf(text.charAt(i)) >= 0 ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return text.length() - 1;
    }

    private static String placeholder(String expression) {
        String name = expression.replaceAll("[^\\w.]+", "_").replaceAll("^[^A-Za-z]+|_+$", "");
        return "${" + name.substring(0, Math.min(name.length(), 100)) + "}";
    }

    private String value() {
        skip(BLANK);
        String string = skip(STRING);
        if (!string.isEmpty() && endsHere()) {
            return withNames(string);
        }
        at -= string.length();
        String literal = skip(LITERAL);
        if (!literal.isEmpty()) {
            return literal;
        }
        if (text.startsWith("{", at)) {
            return all('}');
        }
        if (text.startsWith("[", at) && !text.substring(at).matches("(?s)\\[\\s*for\\b.*")) {
            return all(']');
        }
        int end = at;
        while (end < text.length() && ",\n}])".indexOf(text.charAt(end)) < 0) {
            end = "{[(".indexOf(text.charAt(end)) >= 0 ? closing(text, end) + 1 : end + 1;
        }
        String expression = text.substring(at, end);
        at = end;
        return placeholder(expression);
    }

    private boolean endsHere() {
        return text.substring(at).matches("(?s)[ \\t]*(?:[,\\n}\\])#]|//).*");
    }

    private String all(char close) {
        StringBuilder out = new StringBuilder().append(text.charAt(at++));
        for (skip(BLANK); text.charAt(at) != close; skip(BLANK)) {
            out.append(out.length() > 1 ? ",\n" : "\n");
            if (close == '}') {
                out.append(name()).append(": ");
            }
            out.append(value());
        }
        at++;
        return out.append("\n").append(close).toString();
    }

    private String name() {
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (name.lookingAt()) {
            at = name.end();
            return '"' + name.group(1) + '"';
        }
        String written = skip(STRING);
        if (written.isEmpty()) {
            int end = closing(text, at) + 1;
            written = '"' + placeholder(text.substring(at, end)) + '"';
            at = end;
        }
        skip(COLON);
        return withNames(written);
    }

    private String skip(Pattern pattern) {
        Matcher found = pattern.matcher(text).region(at, text.length());
        if (!found.lookingAt()) {
            return "";
        }
        at = found.end();
        return found.group();
    }
}
