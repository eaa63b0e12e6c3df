package io.github.sfnecs.rendering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A value of the definition: written in the POM, or read when the state runs.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html
 */
public sealed interface Value {
    /**
     * Reads a value as written in the POM: {@code $.x} and {@code $$.x} are paths, {@code \$} begins a text with a literal
     * dollar, and <code>\${</code> is a literal <code>${</code> anywhere in a text.
     *
     * @throws IllegalArgumentException if it begins with a dollar and is not a path
     */
    static Value of(String text) {
        if (text.startsWith("\\$")) {
            return literal(text.substring(1));
        }
        if (!text.startsWith("$")) {
            return literal(text);
        }
        if (!text.matches("\\$\\$?([.\\[].+)?") || text.equals("$$.") || text.equals("$.")) {
            throw new IllegalArgumentException(text);
        }
        return new Path(text);
    }

    private static Literal literal(String text) {
        return new Literal(text.replace("\\${", "${"));
    }

    /** The value inside {@code States.Array(…)}. */
    String asArgument();

    /**
     * A text that is the same in every execution.
     *
     * @param text without escapes
     */
    record Literal(String text) implements Value {
        @Override
        public String asArgument() {
            return "'" + text.replaceAll("[\\\\'{}]", "\\\\$0") + "'";
        }
    }

    /**
     * A JSONPath into the execution's input or, with two dollars, its context.
     *
     * @param path such as {@code $.customer} or {@code $$.Execution.Name}
     */
    record Path(String path) implements Value {
        @Override
        public String asArgument() {
            return path;
        }
    }

    /** Puts the value into an object, as {@code name} or {@code name.$}. */
    default void putInto(ObjectNode object, String name) {
        if (this instanceof Path path) {
            object.put(name + ".$", path.path());
        } else if (this instanceof Literal literal) {
            object.put(name, literal.text());
        }
    }

    /**
     * Puts a list into an object: as it is where all are literal, a single path as the path to the whole list,
     * and otherwise as {@code States.Array(…)}.
     */
    static void putListInto(ObjectNode object, String name, List<Value> values) {
        if (values.size() == 1 && values.get(0) instanceof Path path) {
            path.putInto(object, name);
        } else if (values.stream().anyMatch(Path.class::isInstance)) {
            object.put(
                    name + ".$",
                    values.stream().map(Value::asArgument).collect(Collectors.joining(", ", "States.Array(", ")")));
        } else {
            values.forEach(value -> object.withArray(name).add(((Literal) value).text()));
        }
    }
}
