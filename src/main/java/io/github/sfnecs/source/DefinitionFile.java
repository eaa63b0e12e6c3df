package io.github.sfnecs.source;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.Origin;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.diagnostic.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A definition in a file of the user's own, in JSON or in YAML. */
public final class DefinitionFile {
    /** Whether what has such an extension is YAML. */
    private static final Map<String, Boolean> FORMS = Map.of("json", false, "yaml", true, "yml", true);

    private DefinitionFile() {}

    /**
     * What was read.
     *
     * @param used the names that stand in the file as {@code ${name}} and were replaced
     * @param warnings what the user should look at, though the definition can be used
     */
    public record Read(Definition definition, Set<String> used, List<String> warnings) {}

    /** Reads one whose text is read already; for what all of it is, see {@link DefinitionFiles#read}. */
    static Read read(
            Path file,
            String text,
            Map<String, String> substitutions,
            Map<String, String> predefined,
            boolean marked,
            FileMistakes mistakes) {
        Placeholders placeholders = new Placeholders(substitutions, predefined, mistakes);
        Located located = isYaml(file)
                ? YamlText.read(text, placeholders, mistakes)
                : JsonText.read(text, placeholders, mistakes);
        Definition definition =
                new Definition(located.json(), new Origin.File(mistakes.file(), located.lines()), located.text());
        StateRules.check(definition, mistakes);
        mistakes.throwIfAny();
        if (marked) {
            TaskGroup.mark(definition);
        }
        if (definition.deployed().length() > FileText.LIMIT) {
            throw mistakes.last(FileText.TOO_LARGE, "", "");
        }
        List<String> warnings = new ArrayList<>(placeholders.warnings());
        substitutions.keySet().stream()
                .filter(name -> !placeholders.used().contains(name))
                .map(name -> Text.printable("The substitution " + FileMistakes.shown(name) + " is not used: "
                        + mistakes.file() + " does not have " + Placeholders.written(name) + "."))
                .forEach(warnings::add);
        return new Read(definition, placeholders.used(), List.copyOf(warnings));
    }

    /** Behind the extension that names the form there may be one that names a tool, such as {@code .tpl}. */
    private static boolean isYaml(Path file) {
        return Stream.of(file.getFileName().toString().toLowerCase(Locale.ROOT).split("\\.", -1))
                .skip(1)
                .filter(FORMS::containsKey)
                .reduce(false, (before, extension) -> FORMS.get(extension), (one, other) -> other);
    }
}
