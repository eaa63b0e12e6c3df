package io.github.sfnecs.rendering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.rendering.Intrinsic.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value of the definition: written in the POM, or found out when the state runs.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html
 */
public sealed interface Value {
    /** How a path or a function begins that is not written as it has to be. */
    Pattern BEGINNING = Pattern.compile("\\$\\$?[.\\[]|States\\.\\w++\\(");

    /**
     * Reads a value as written in the POM: {@code $.x} and {@code $$.x} are paths wherever they stand, {@code States.UUID()} is an
     * intrinsic function, and what has such beside other text becomes a {@code States.Format(…)}. {@code \$} is a literal dollar
     * where a text begins with it, and where a path or a <code>${</code> would begin.
     *
     * @throws Unreadable if that can't be told
     */
    static Value of(String text) {
        return new ValueReader(text).read();
    }

    /** Whether the text, or a part of it, would be found out when the state runs. */
    static boolean isFoundOut(String text) {
        try {
            return !(of(text) instanceof Literal);
        } catch (Unreadable e) {
            return BEGINNING.matcher(text).lookingAt();
        }
    }

    /** What of it is found out when the state runs: paths and calls, of several parts each. */
    default Stream<String> foundOut() {
        return this instanceof Format format
                ? format.parts().stream().flatMap(Value::foundOut)
                : Stream.of(asArgument()).filter(any -> !(this instanceof Literal));
    }

    /** The parts of a list that is written as one text: a comma within a function or a path is theirs. */
    static List<String> parted(String text) {
        return new ValueReader(text).parted();
    }

    /** The value as an argument of an intrinsic function. */
    String asArgument();

    /** What it gives when the state runs. */
    private Result result() {
        if (this instanceof Call call) {
            return call.function().result();
        }
        return this instanceof Path path ? path.result() : Result.TEXT;
    }

    /** How to get a text of it; empty where it may be one already. */
    default Optional<String> madeText() {
        return switch (result()) {
            case TEXT, ANYTHING -> Optional.empty();
            case NUMBER, TRUTH -> Optional.of("States.Format('{}', " + asArgument() + ")");
            case LIST, OBJECT -> Optional.of("States.JsonToString(" + asArgument() + ")");
        };
    }

    /** Whether it may be a number. */
    default boolean maybeNumber() {
        return result() == Result.NUMBER || result() == Result.ANYTHING;
    }

    /** Whether it may be a list. */
    default boolean maybeList() {
        return result() == Result.LIST || result() == Result.ANYTHING;
    }

    /**
     * A text that is the same in every execution.
     *
     * @param text without escapes
     */
    record Literal(String text) implements Value {
        @Override
        public String asArgument() {
            return "'" + escaped() + "'";
        }

        private String escaped() {
            return text.replaceAll("[\\\\'{}]", "\\\\$0");
        }
    }

    /**
     * A JSONPath into the execution's input or, with two dollars, its context.
     *
     * @param path such as {@code $.customer} or {@code $$.Execution.Name}
     */
    record Path(String path) implements Value {
        /** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
        private static final Map<String, Result> CONTEXT = Map.of(
                "$$", Result.OBJECT,
                "$$.Execution", Result.OBJECT,
                "$$.Execution.RedriveCount", Result.NUMBER,
                "$$.State", Result.OBJECT,
                "$$.State.RetryCount", Result.NUMBER,
                "$$.StateMachine", Result.OBJECT);

        private Result result() {
            return CONTEXT.getOrDefault(path, Result.ANYTHING);
        }

        @Override
        public String asArgument() {
            return path;
        }
    }

    /**
     * A call of an intrinsic function.
     *
     * @param function which
     * @param text as it is written, such as {@code States.JsonToString($)}
     */
    record Call(Intrinsic function, String text) implements Value {
        @Override
        public String asArgument() {
            return text;
        }
    }

    /**
     * A text of several parts.
     *
     * @param parts literals, paths and calls
     */
    record Format(List<Value> parts) implements Value {
        @Override
        public String asArgument() {
            String template = parts.stream()
                    .map(part -> part instanceof Literal literal ? literal.escaped() : "{}")
                    .collect(Collectors.joining());
            return parts.stream()
                    .filter(part -> !(part instanceof Literal))
                    .map(Value::asArgument)
                    .collect(Collectors.joining(", ", "States.Format('" + template + "', ", ")"));
        }
    }

    /** As a text, whatever of texts, numbers and truth values it is. */
    default Value asText() {
        return result() == Result.TEXT ? this : new Format(List.of(this));
    }

    /** Puts the value into an object, as {@code name} or {@code name.$}. */
    default void putInto(ObjectNode object, String name) {
        if (this instanceof Literal literal) {
            object.put(name, literal.text());
        } else {
            object.put(name + ".$", asArgument());
        }
    }

    /** Puts a number into an object. */
    default void putNumberInto(ObjectNode object, String name) {
        if (this instanceof Literal literal) {
            object.put(name, Integer.parseInt(literal.text()));
        } else {
            putInto(object, name);
        }
    }

    /**
     * Puts a list into an object: as it is where all are literal, a single path or function that may be a list as that list, and
     * otherwise as {@code States.Array(…)}.
     */
    static void putListInto(ObjectNode object, String name, List<Value> values) {
        if (values.size() == 1 && values.get(0).maybeList()) {
            values.get(0).putInto(object, name);
        } else if (values.stream().allMatch(Literal.class::isInstance)) {
            values.forEach(value -> object.withArray(name).add(((Literal) value).text()));
        } else {
            object.put(
                    name + ".$",
                    values.stream().map(Value::asArgument).collect(Collectors.joining(", ", "States.Array(", ")")));
        }
    }

    /** A text that can't be told to be a literal, a path, or both; its message says why. */
    final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String fix;

        Unreadable(String wrong, String fix) {
            super(wrong);
            this.fix = fix;
        }

        /** How it can be written. */
        public String fix() {
            return fix;
        }
    }
}
