package io.github.sfnecs.bound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.build.Given;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.grants.AdditionalPolicy;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.source.DefinitionFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the parameters of a definition that is a file of the user's. What the POM says of the task beside it would silently do nothing,
 * unless the file has it as a placeholder.
 */
public final class DefinitionFileParameters {
    /** What a file may have as placeholders, by the parameter's name. */
    private static final List<String> TEXTS = List.of(
            "clusterArn",
            "taskDefinitionArn",
            "launchType",
            "platformVersion",
            "cpu",
            "memory",
            "ephemeralStorage",
            "taskRoleArn",
            "executionRoleArn");

    private static final List<String> LISTS = List.of("subnets", "securityGroups");

    /** What only the definition that the plugin itself renders has. */
    private static final List<String> RENDERED = List.of(
            "integrationPattern",
            "taskTokenContainer",
            "retry",
            "stateTimeout",
            "timeoutOverall",
            "onSpotInterruption",
            "heartbeat",
            "assignPublicIp",
            "capacityProviderStrategy",
            "placementConstraints",
            "placementStrategy",
            "enableExecuteCommand",
            "enableEcsManagedTags",
            "propagateTags",
            "taskTags",
            "containerOverrides");

    private static final long MOST_BYTES = 1 << 20;

    /** Paths are shorter than this on most systems; what follows it is not cut off. */
    private static final int MOST_OF_A_NAME = 260;

    private final ParameterReader values;
    private final Given given;
    private final Optional<File> project;
    private final Consumer<String> warn;

    /**
     * Reads with these.
     *
     * @param project the folder in which users type the names of files
     * @param warn is told what is not a mistake, but may not be what was meant
     */
    public DefinitionFileParameters(
            ParameterReader values, Given given, Optional<File> project, Consumer<String> warn) {
        this.values = values;
        this.given = given;
        this.project = project;
        this.warn = warn;
    }

    /** The definition; empty where the file, or something in it, is a mistake. */
    public Optional<OwnDefinition> read(File file, Map<String, String> substitutions) {
        return path("definitionFile", file).flatMap(path -> read(path, shown(path), substitutions));
    }

    private Optional<Path> path(String parameter, File file) {
        try {
            return Optional.of(file.toPath());
        } catch (InvalidPathException e) {
            values.mistakes()
                    .add(parameter, file, "no file can have this name", Mistakes.xml(parameter, "src/main/sfn/…"));
            return Optional.empty();
        }
    }

    /** A file's name as one would type it in the project's folder. */
    private String shown(Path file) {
        return project.map(File::toPath)
                .filter(folder -> file.startsWith(folder) && !file.equals(folder))
                .map(folder -> folder.relativize(file))
                .orElse(file)
                .toString();
    }

    private Optional<OwnDefinition> read(Path file, String name, Map<String, String> substitutions) {
        SortedMap<String, String> predefined = predefined();
        try {
            DefinitionFile.Read read = DefinitionFile.read(file, name, filled(substitutions), predefined);
            read.warnings().forEach(warn);
            return Optional.of(new OwnDefinition(name, read, predefined));
        } catch (ProblemException e) {
            noteIn("definitionFile", e);
            return Optional.empty();
        }
    }

    /** Without null, which Maven makes of an empty element. */
    private SortedMap<String, String> filled(Map<String, String> substitutions) {
        SortedMap<String, String> filled = new TreeMap<>();
        substitutions.forEach((name, value) -> {
            filled.put(name, Objects.requireNonNullElse(value, ""));
            // notes a property of Maven's that is not defined
            values.text("definitionSubstitutions." + name, value);
        });
        return filled;
    }

    /** Notes what is wrong in the file that a parameter names. */
    private void noteIn(String parameter, ProblemException e) {
        values.mistakes()
                .addAll(e.problems().stream()
                        .map(problem -> new Problem(
                                problem.kind(),
                                problem.what(),
                                Text.shortened(problem.where(), MOST_OF_A_NAME) + " (" + parameter + ")",
                                problem.why(),
                                problem.fix()))
                        .toList());
    }

    /**
     * What the state machine's definition comes from; empty where the policy is a mistake.
     *
     * @param marked whether its tasks get the group by which they are known as ours
     * @param policy a file with what the role may do besides, or null
     * @param dynamic the task definitions that states may run whose input decides
     */
    public Optional<DefinitionSource> source(OwnDefinition own, boolean marked, File policy, List<String> dynamic) {
        List<String> listed = values.list("dynamicTaskDefinitions", dynamic);
        Definition definition = marked ? TaskGroup.mark(own.definition()) : own.definition();
        return (policy == null
                        ? Optional.of(PolicyDocument.empty())
                        : path("additionalPermissions", policy).flatMap(file -> policy(file, shown(file))))
                .map(added -> new DefinitionSource.OfFile(definition, new Additions(added, listed)));
    }

    private Optional<PolicyDocument> policy(Path file, String name) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(name);
            }
            AdditionalPolicy policy = AdditionalPolicy.read(name, Files.readString(file));
            policy.warnings().forEach(warn);
            return Optional.of(policy.document());
        } catch (IOException e) {
            values.mistakes()
                    .add(
                            "additionalPermissions",
                            name,
                            "it is not a file that can be read, with a text in UTF-8 of at most 1 MiB",
                            Mistakes.xml("additionalPermissions", "src/main/sfn/permissions.json"));
        } catch (ProblemException e) {
            noteIn("additionalPermissions", e);
        }
        return Optional.empty();
    }

    /** Notes what only a file has a use for. */
    public void noteWithoutFile(String parameter, Optional<?> value) {
        value.ifPresent(text -> values.mistakes()
                .add(
                        parameter,
                        text,
                        "it is for the states of definitionFile, which is not set; of the task of the POM all follows",
                        "Leave " + parameter + " out"));
    }

    private SortedMap<String, String> predefined() {
        SortedMap<String, String> predefined = new TreeMap<>();
        TEXTS.forEach(name -> given.ofAnotherGoal(name)
                .flatMap(text -> values.text(name, text))
                .ifPresent(text -> predefined.put(name, text)));
        LISTS.forEach(name -> {
            List<String> list = values.list(name, given.listOfAnotherGoal(name));
            if (!list.isEmpty()) {
                ArrayNode texts = Json.array();
                list.forEach(texts::add);
                predefined.put(name, Json.compact(texts));
            }
        });
        return predefined;
    }

    /** Notes what the POM says of the task and the file does not ask for. */
    public void noteUnused(OwnDefinition own) {
        // of the cluster also the state machine's own place follows
        own.predefined().forEach((name, value) -> {
            if (!name.equals("clusterArn") && !own.read().used().contains(name)) {
                values.mistakes()
                        .add(
                                name,
                                value,
                                "it would do nothing, for " + own.file() + " does not have ${" + name + "}",
                                "Write ${" + name + "} there, or leave " + name + " out");
            }
        });
        values.mistakes()
                .addAll(RENDERED.stream()
                        .filter(given::has)
                        .map(name -> Problem.configuration(
                                name + ": it would do nothing, for " + own.file() + " says what the state machine does",
                                "Leave " + name + " out, and write into the file what it is to do"))
                        .toList());
    }
}
