package io.github.sfnecs.source;

import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.diagnostic.Nearest;
import io.github.sfnecs.diagnostic.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What stands in a file as {@code ${name}}, and what is written for it. */
final class Placeholders {
    static final String OPEN = "${";

    /** What the POM can have as the name of an element; JSONata has nothing in such braces that would look like it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]{0,200}");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final FileMistakes mistakes;
    private int filledIn;

    Placeholders(Map<String, String> substitutions, Map<String, String> predefined, FileMistakes mistakes) {
        values.putAll(predefined);
        values.putAll(substitutions);
        this.mistakes = mistakes;
    }

    /** What mends a line in which something else stands that is written in braces; empty where nothing does. */
    static String fix(String line, String quote) {
        return line.contains("{%")
                ? "Put the expression into quotes, " + quote + "{% … %}" + quote
                : line.contains("{{") || line.contains("%{")
                        ? "Here only ${name} is filled in: have the tool whose template it is write the file first"
                        : "";
    }

    /** The names of those that were replaced. */
    Set<String> used() {
        return Collections.unmodifiableSet(used);
    }

    /** What may be a slip. */
    List<String> warnings() {
        return warnings;
    }

    /** How many characters all values have that were written so far. */
    int filledIn() {
        return filledIn;
    }

    /** The value of a name, or a mistake. */
    Optional<String> value(String name, IntSupplier line) {
        if (!values.containsKey(name)) {
            mistakes.add(
                    line.getAsInt(),
                    written(name) + " is not defined.",
                    "",
                    meant(name) + define(name) + literal(name));
            return Optional.empty();
        }
        return Optional.of(defined(name, line));
    }

    private String defined(String name, IntSupplier line) {
        used.add(name);
        String value = values.get(name) == null ? "" : values.get(name);
        filledIn += value.length();
        if (filledIn > FileText.LIMIT) {
            throw mistakes.last(
                    line.getAsInt(),
                    FileText.TOO_LARGE,
                    "the substitutions alone are, up to " + written(name) + " here",
                    "");
        }
        return value;
    }

    /** Notes that what is open in a line is not closed there. */
    void notClosed(int line) {
        mistakes.add(
                line,
                "${ is not closed by } before its string or its line ends.",
                "",
                "Where a string means that text itself, write $${");
    }

    /**
     * A text between quotes, or a scalar, with all in it replaced.
     *
     * @param lines the line of each place of the text
     * @param form how a value is written in such a text
     */
    String in(String text, IntUnaryOperator lines, UnaryOperator<String> form) {
        if (!text.contains(OPEN)) {
            return text;
        }
        boolean jsonata = text.strip().startsWith("{%") && text.strip().endsWith("%}");
        Closing closing = new Closing(text);
        StringBuilder out = new StringBuilder();
        int done = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, done)) {
            boolean literal = open > done && text.charAt(open - 1) == '$';
            out.append(text, done, literal ? open - 1 : open);
            done = open + OPEN.length();
            int close = closing.after(done);
            String name = close < 0 ? "" : text.substring(done, close);
            if (literal || (jsonata && !values.containsKey(name))) {
                out.append(OPEN);
                if (!literal) {
                    leftToJsonata(name, lines.applyAsInt(open));
                }
            } else if (close < 0) {
                notClosed(lines.applyAsInt(open));
                out.append(OPEN);
            } else {
                int place = open;
                Optional<String> value = value(name, () -> lines.applyAsInt(place));
                out.append(value.map(form).orElse(OPEN + name + "}"));
                done = close + 1;
            }
        }
        return out.append(text, done, text.length()).toString();
    }

    private void leftToJsonata(String name, int line) {
        if (NAME.matcher(name).matches()) {
            warnings.add(
                    Text.printable(mistakes.place(line) + ": " + written(name) + " is not defined, and left to JSONata"
                            + " as it is. " + meant(name) + "W" + literal(name).substring(1) + "."));
        }
    }

    private String meant(String name) {
        return values.isEmpty()
                ? ""
                : "Did you mean " + written(Nearest.of(FileMistakes.shown(name), values.keySet())) + "? ";
    }

    private static String define(String name) {
        return NAME.matcher(name).matches()
                ? "Define it in the POM, " + Mistakes.xml("definitionSubstitutions", "<" + name + ">…</" + name + ">")
                        + "; "
                : "Only names such as ${cluster} can be defined; ";
    }

    private static String literal(String name) {
        return "where a string means that text itself, write $" + written(name);
    }

    /** A name as it stands in the file. */
    static String written(String name) {
        return OPEN + FileMistakes.shown(name) + "}";
    }
}
