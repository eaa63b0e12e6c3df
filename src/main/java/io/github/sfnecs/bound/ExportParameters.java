package io.github.sfnecs.bound;

import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.diagnostic.Mistakes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what is to be exported, and where to.
 *
 * @param values takes note of mistakes
 * @param files finds the file
 * @param task what the file has placeholders for
 */
public record ExportParameters(ParameterReader values, UserFiles files, TaskOfThePom task) {
    /** Notes a definition that is a file already; null for none. */
    public void noteOwn(File definitionFile) {
        if (definitionFile != null) {
            values.mistakes()
                    .add(
                            "definitionFile",
                            definitionFile,
                            "only the definition that the plugin makes of the POM can be exported",
                            "Leave definitionFile out, or go on with that file");
        }
    }

    /**
     * Where to write what the plugin renders; empty where that is a mistake.
     *
     * @param exportFile what the user wants, or null
     * @param stateMachine gives the file its name where the user does not
     */
    public Optional<DefinitionExport> export(File exportFile, String stateMachine) {
        String usual = "src/main/sfn/" + stateMachine + ".asl.json";
        File file = exportFile == null ? new File(files.project().orElse(null), usual) : exportFile;
        return files.path("exportFile", file)
                .filter(path -> isNew(path, usual))
                .map(path -> new DefinitionExport(path, files.shown(path), task.predefined(), task.rendered()));
    }

    private boolean isNew(Path path, String usual) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return note(
                    path,
                    "by its name it would be read as YAML, and what is written is JSON",
                    Mistakes.xml("exportFile", usual));
        }
        return !Files.exists(path)
                || note(
                        path,
                        "it is there already, and no file is overwritten",
                        "Name another one with exportFile, or delete this one");
    }

    private boolean note(Path path, String wrong, String right) {
        values.mistakes().add("exportFile", files.shown(path), wrong, right);
        return false;
    }
}
