package io.github.sfnecs.config;

import io.github.sfnecs.rendering.ContainerOverride;
import io.github.sfnecs.rendering.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * One element of {@code <containerOverrides>}. Maven takes {@code $$} in a value for an escaped dollar, and would turn a path into the
 * context into one into the input; hence the elements as they are written in the POM, into which the properties are filled here.
 */
public final class ContainerOverrideBean {
    /** Where Maven has nothing to fill in, unless a backslash says that it is the container's. */
    private static final Pattern UNDEFINED = Pattern.compile("(?<!\\\\)\\$\\{");

    private String name;
    private PlexusConfiguration command;
    private PlexusConfiguration environment;
    private PlexusConfiguration cpu;
    private PlexusConfiguration memory;

    /** As it is written, properties not filled in. */
    public static ContainerOverrideBean of(WrittenBeans.Element written) {
        ContainerOverrideBean bean = new ContainerOverrideBean();
        bean.name = written.text("name");
        bean.command = written.child("command");
        bean.environment = written.child("environment");
        bean.cpu = written.child("cpu");
        bean.memory = written.child("memory");
        return bean;
    }

    /** The typed override. */
    ContainerOverride toOverride(ParameterReader values, MavenProperties properties, String parameter) {
        List<Value> arguments = new ArrayList<>();
        for (String argument : arguments(properties)) {
            value(values, parameter + ".command[" + arguments.size() + "]", argument)
                    .ifPresent(arguments::add);
        }
        SortedMap<String, Value> variables = new TreeMap<>();
        for (PlexusConfiguration variable : children(environment)) {
            value(values, parameter + ".environment." + variable.getName(), text(properties, variable))
                    .ifPresent(value -> variables.put(variable.getName(), value));
        }
        return new ContainerOverride(
                values.required(parameter + ".name", properties.filledInto(name), "app")
                        .orElse(""),
                arguments,
                variables,
                amount(values, parameter + ".cpu", text(properties, cpu), "256"),
                amount(values, parameter + ".memory", text(properties, memory), "512"));
    }

    /** As Maven reads lists: an element for each, or one text with commas. */
    private List<String> arguments(MavenProperties properties) {
        List<PlexusConfiguration> elements = children(command);
        if (elements.isEmpty() && command != null && command.getValue() != null) {
            return Arrays.asList(text(properties, command).split(",", -1));
        }
        return elements.stream().map(element -> text(properties, element)).toList();
    }

    private static String text(MavenProperties properties, PlexusConfiguration element) {
        return properties.filledInto(element == null ? null : element.getValue());
    }

    private static List<PlexusConfiguration> children(PlexusConfiguration parent) {
        return parent == null ? List.of() : List.of(parent.getChildren());
    }

    /** A value for the container, with its blanks: only what is not defined, or is not a path, is a mistake. */
    private static Optional<Value> value(ParameterReader values, String parameter, String text) {
        if (UNDEFINED.matcher(text).find()) {
            values.undefined(parameter, text, "; for the container's shell write \\${");
            return Optional.empty();
        }
        try {
            return Optional.of(Value.of(text));
        } catch (IllegalArgumentException e) {
            values.mistakes()
                    .add(
                            parameter,
                            text,
                            "it begins with a dollar, so it has to be a JSONPath into the execution's input or context",
                            "$.customer (input), $$.Execution.Name (context), or \\$HOME for a literal dollar");
            return Optional.empty();
        }
    }

    private static Optional<Value> amount(ParameterReader values, String parameter, String text, String example) {
        if (text.strip().startsWith("$") && !text.contains("${")) {
            return value(values, parameter, text.strip());
        }
        return values.number(parameter, text, 1, example).map(number -> new Value.Literal(number.toString()));
    }
}
