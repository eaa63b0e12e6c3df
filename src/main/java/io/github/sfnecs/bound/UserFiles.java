package io.github.sfnecs.bound;

import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.diagnostic.Mistakes;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that parameters name.
 *
 * @param values takes note of what no file can be called
 * @param project the folder in which users type the names of files; empty outside of a project
 */
public record UserFiles(ParameterReader values, Optional<File> project) {
    /** Where a file is; empty where the name is a mistake. */
    Optional<Path> path(String parameter, File file) {
        try {
            return Optional.of(file.toPath());
        } catch (InvalidPathException e) {
            values.mistakes()
                    .add(parameter, file, "no file can have this name", Mistakes.xml(parameter, "src/main/sfn/…"));
            return Optional.empty();
        }
    }

    /** A file's name as one would type it in the project's folder. */
    String shown(Path file) {
        return project.map(File::toPath)
                .filter(folder -> file.startsWith(folder) && !file.equals(folder))
                .map(folder -> folder.relativize(file))
                .orElse(file)
                .toString();
    }
}
