package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.rendering.ContainerOverride;
import io.github.sfnecs.rendering.ContainerOverride.ResourceRequirement;
import io.github.sfnecs.rendering.Value;
import java.util.ArrayList;
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
    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html */
    private static final Pattern ENVIRONMENT_FILE = Pattern.compile("arn:[^:]{1,20}:s3:::[^/]{1,255}/.{1,1020}\\.env");

    private static final int MOST_FILES = 10;
    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
    private static final int LEAST_MEMORY = 6;

    private String name;
    private PlexusConfiguration command;
    private PlexusConfiguration environment;
    private PlexusConfiguration environmentFiles;
    private PlexusConfiguration cpu;
    private PlexusConfiguration memory;
    private PlexusConfiguration memoryReservation;
    private List<TypedBean> resourceRequirements = List.of();

    /** As it is written, properties not filled in. */
    public static ContainerOverrideBean of(WrittenBeans.Element written) {
        ContainerOverrideBean bean = new ContainerOverrideBean();
        bean.name = written.text("name");
        bean.command = written.child("command");
        bean.environment = written.child("environment");
        bean.environmentFiles = written.child("environmentFiles");
        bean.cpu = written.child("cpu");
        bean.memory = written.child("memory");
        bean.memoryReservation = written.child("memoryReservation");
        bean.resourceRequirements = written.beans("resourceRequirements", TypedBean.with("value"));
        return bean;
    }

    /** The typed override. */
    ContainerOverride toOverride(ParameterReader reader, MavenProperties properties, String parameter) {
        Values values = new Values(reader, properties);
        // in the order in which they are told
        String container =
                reader.required(parameter + ".name", values.filled(name), "app").orElse("");
        List<Value> words = values.texts(parameter + ".command", list(values, command));
        SortedMap<String, Value> variables = new TreeMap<>();
        for (PlexusConfiguration variable : children(environment)) {
            values.text(parameter + ".environment." + variable.getName(), variable.getValue())
                    .ifPresent(value -> variables.put(variable.getName(), value));
        }
        List<Value> files = environmentFiles(reader, values, parameter + ".environmentFiles");
        Optional<Value> units = values.number(parameter + ".cpu", text(cpu), 1, "256");
        Optional<Value> most = values.number(parameter + ".memory", text(memory), LEAST_MEMORY, "512");
        Optional<Value> kept =
                values.number(parameter + ".memoryReservation", text(memoryReservation), LEAST_MEMORY, "256");
        if (literal(kept)
                .filter(amount -> amount >= literal(most).orElse(Integer.MAX_VALUE))
                .isPresent()) {
            reader.mistakes()
                    .add(
                            parameter + ".memoryReservation",
                            text(memoryReservation),
                            "it has to be less than memory, which is the most that the container may take",
                            "Lower memoryReservation, or raise memory");
        }
        List<ResourceRequirement> resources = new ArrayList<>();
        for (TypedBean resource : resourceRequirements) {
            resource.toRequirement(reader, properties, parameter + ".resourceRequirements[" + resources.size() + "]")
                    .ifPresent(resources::add);
        }
        List<String> types = resources.stream().map(ResourceRequirement::type).toList();
        if (types.stream().distinct().count() < types.size()) {
            reader.mistakes()
                    .add(
                            parameter + ".resourceRequirements",
                            String.join(", ", types),
                            "each type is there once",
                            xml("value", "" + types.size()));
        }
        return new ContainerOverride(container, words, variables, units, most, kept, files, resources);
    }

    private static Optional<Integer> literal(Optional<Value> value) {
        return value.filter(Value.Literal.class::isInstance)
                .map(number -> Integer.valueOf(((Value.Literal) number).text()));
    }

    private List<Value> environmentFiles(ParameterReader reader, Values values, String parameter) {
        List<Value> files = new ArrayList<>();
        for (String file : list(values, environmentFiles)) {
            String each = parameter + "[" + files.size() + "]";
            Optional<Value> value = values.text(each, file.strip());
            if (value.filter(text -> text instanceof Value.Literal literal && !isFile(literal))
                    .isPresent()) {
                reader.mistakes()
                        .add(
                                each,
                                file,
                                "it is not the ARN of a file in Amazon S3 whose name ends with .env",
                                xml("environmentFile", "arn:aws:s3:::my-bucket/app.env"));
            }
            value.ifPresent(files::add);
        }
        if (files.size() > MOST_FILES) {
            reader.mistakes()
                    .add(
                            parameter,
                            files.size() + " of them",
                            "ECS takes at most " + MOST_FILES,
                            "Put the variables of several files into one");
        }
        return files;
    }

    private static boolean isFile(Value.Literal literal) {
        return ENVIRONMENT_FILE.matcher(literal.text()).matches();
    }

    /** As Maven reads lists: an element for each, or one text with commas. */
    private static List<String> list(Values values, PlexusConfiguration written) {
        List<PlexusConfiguration> elements = children(written);
        if (elements.isEmpty() && written != null && written.getValue() != null) {
            return Value.parted(values.filled(written.getValue()));
        }
        return elements.stream().map(ContainerOverrideBean::text).toList();
    }

    private static String text(PlexusConfiguration element) {
        return element == null || element.getValue() == null ? "" : element.getValue();
    }

    private static List<PlexusConfiguration> children(PlexusConfiguration parent) {
        return parent == null ? List.of() : List.of(parent.getChildren());
    }
}
