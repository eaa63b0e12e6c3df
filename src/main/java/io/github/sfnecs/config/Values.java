package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.rendering.TaskSize;
import io.github.sfnecs.rendering.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads what may come from the execution's input or context, as it is written in the POM. */
final class Values {
    /** Where Maven has nothing to fill in, unless a backslash says that it is the container's. */
    private static final Pattern UNDEFINED = Pattern.compile("(?<!\\\\)\\$\\{");

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html */
    private static final int LEAST_STORAGE = 21;

    private static final int MOST_STORAGE = 200;

    private final ParameterReader values;
    private final MavenProperties properties;

    Values(ParameterReader values, MavenProperties properties) {
        this.values = values;
        this.properties = properties;
    }

    /** The text with its properties filled in; empty where there is none. */
    String filled(String text) {
        return properties.filledInto(text);
    }

    /** Notes what would be found out when the state runs, where nothing is. */
    static boolean isLiteral(Mistakes mistakes, String parameter, String text) {
        boolean later = Value.isFoundOut(text);
        if (later) {
            mistakes.add(
                    parameter,
                    text,
                    "it is the same in every execution, so neither a path nor a function may be in it",
                    "Write what it is; paths and functions may be in command, environment, environmentFiles and the sizes of"
                            + " containerOverrides, and in cpu, memory and ephemeralStorage");
        }
        return !later;
    }

    /** A value that is a text, with its blanks. */
    Optional<Value> text(String parameter, String written) {
        return value(parameter, filled(written)).filter(value -> isText(parameter, value));
    }

    /** Texts, or one value that is a list. */
    List<Value> texts(String parameter, List<String> written) {
        return IntStream.range(0, written.size())
                .mapToObj(i -> value(parameter + "[" + i + "]", filled(written.get(i)))
                        .filter(value ->
                                (written.size() == 1 && value.maybeList()) || isText(parameter + "[" + i + "]", value)))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean isText(String parameter, Value value) {
        value.madeText()
                .ifPresent(text -> values.mistakes()
                        .add(
                                parameter,
                                value.asArgument(),
                                "it does not give a text, which a container takes only",
                                text));
        return value.madeText().isEmpty();
    }

    /** A number of at least {@code least}, written or found out. */
    Optional<Value> number(String parameter, String written, int least, String example) {
        String text = filled(written).strip();
        // what Maven fills in by itself where a top-level parameter is not given
        if (text.equals("${sfn-ecs." + parameter + "}")) {
            return Optional.empty();
        }
        boolean found = text.startsWith("$") || text.startsWith("States.");
        if (!found || text.contains("${")) {
            return values.number(parameter, text, least, example).map(number -> new Value.Literal(number.toString()));
        }
        return value(parameter, text).filter(value -> {
            if (!value.maybeNumber()) {
                values.mistakes()
                        .add(
                                parameter,
                                text,
                                "it is a number, or the path of one in the input",
                                xml(parameter, example));
            }
            return value.maybeNumber();
        });
    }

    /** How much a whole task gets. */
    TaskSize size(Capacity capacity, String cpu, String memory, String ephemeralStorage) {
        Optional<Value> storage = number("ephemeralStorage", ephemeralStorage, LEAST_STORAGE, "50");
        if (storage.isPresent() && capacity.notOnFargate()) {
            values.mistakes()
                    .add(
                            "ephemeralStorage",
                            ephemeralStorage,
                            "only tasks on Fargate have it",
                            "Leave ephemeralStorage out");
        }
        storage.filter(value ->
                        value instanceof Value.Literal literal && Integer.parseInt(literal.text()) > MOST_STORAGE)
                .ifPresent(value -> values.mistakes()
                        .add(
                                "ephemeralStorage",
                                ephemeralStorage,
                                "Fargate has at most " + MOST_STORAGE + " GiB for a task",
                                xml("ephemeralStorage", "" + MOST_STORAGE)));
        return new TaskSize(number("cpu", cpu, 1, "1024"), number("memory", memory, 1, "2048"), storage);
    }

    private Optional<Value> value(String parameter, String text) {
        if (UNDEFINED.matcher(text).find()) {
            values.undefined(parameter, text, "; for the container's shell write \\${");
            return Optional.empty();
        }
        try {
            return Optional.of(Value.of(text));
        } catch (Value.Unreadable e) {
            values.mistakes().add(parameter, text, e.getMessage(), e.fix());
            return Optional.empty();
        }
    }
}
