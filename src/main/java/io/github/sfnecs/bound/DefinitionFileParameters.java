package io.github.sfnecs.bound;

import io.github.sfnecs.asl.EndlessStart;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.iam.AdditionalPolicy;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.source.DefinitionFile;
import io.github.sfnecs.source.DefinitionFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads the parameters of a definition that is a file of the user's. */
public final class DefinitionFileParameters {
    private static final long MOST_BYTES = 1 << 20;

    /** Paths are shorter than this on most systems; what follows it is not cut off. */
    private static final int MOST_OF_A_NAME = 260;

    private final ParameterReader values;
    private final UserFiles files;
    private final DefinitionFiles definitions;
    private final TaskOfThePom task;
    private final Consumer<String> warn;

    /**
     * Reads with these.
     *
     * @param definitions reads the definition
     * @param warn is told what is not a mistake, but may not be what was meant
     */
    public DefinitionFileParameters(
            ParameterReader values,
            UserFiles files,
            DefinitionFiles definitions,
            TaskOfThePom task,
            Consumer<String> warn) {
        this.values = values;
        this.files = files;
        this.definitions = definitions;
        this.task = task;
        this.warn = warn;
    }

    /**
     * The definition; empty where the file, or something in it, is a mistake.
     *
     * @param marked whether its tasks get the group by which they are known as ours
     */
    public Optional<OwnDefinition> read(File file, Map<String, String> substitutions, boolean marked) {
        return files.path("definitionFile", file).flatMap(path -> read(path, files.shown(path), substitutions, marked));
    }

    private Optional<OwnDefinition> read(Path file, String name, Map<String, String> substitutions, boolean marked) {
        SortedMap<String, String> predefined = task.predefined();
        try {
            DefinitionFile.Read read = definitions.read(file, name, filled(substitutions), predefined, marked);
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
     * @param policy a file with what the role may do besides, or null
     * @param dynamic the task definitions that states may run whose input decides
     */
    public Optional<DefinitionSource> source(OwnDefinition own, File policy, List<String> dynamic) {
        List<String> listed = values.list("dynamicTaskDefinitions", dynamic);
        return (policy == null
                        ? Optional.of(PolicyDocument.empty())
                        : files.path("additionalPermissions", policy).flatMap(file -> policy(file, files.shown(file))))
                .map(added -> new DefinitionSource.OfFile(own.definition(), new Additions(added, listed)));
    }

    /** Notes a state by which each execution starts another one; where it does not wait for that, it is only told of. */
    public void noteEndless(OwnDefinition own, String stateMachineArn) {
        EndlessStart.in(own.definition(), stateMachineArn).ifPresent(endless -> {
            Problem problem = new Problem(
                    Problem.Kind.CONFIGURATION,
                    "Each execution starts another one of the same state machine"
                            + (endless.waits()
                                    ? " and waits for its end, so that none ends."
                                    : ", so that there is no last one."),
                    endless.use().state().place() + " (definitionFile)",
                    "",
                    "Put a Choice before it that leads past it, or start another state machine");
            if (endless.waits()) {
                values.mistakes().addAll(List.of(problem));
            } else {
                warn.accept(problem.text());
            }
        });
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
}
