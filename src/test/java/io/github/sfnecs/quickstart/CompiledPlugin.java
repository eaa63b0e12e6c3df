package io.github.sfnecs.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The plugin as it was compiled just now.
 *
 * @param project the folder that it is compiled in
 * @param version its version
 */
record CompiledPlugin(Path project, String version) {
    private static final String NAME = "sfn-ecs-maven-plugin";

    /** Puts it into a local repository; what it depends on, Maven looks for itself. */
    void install(Path repository) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve("io/github/sfnecs").resolve(NAME).resolve(version));
        Files.writeString(folder.resolve(NAME + "-" + version + ".pom"), Files.readString(project.resolve("pom.xml")));
        try (OutputStream jar = Files.newOutputStream(folder.resolve(NAME + "-" + version + ".jar"));
                ZipOutputStream zip = new ZipOutputStream(jar)) {
            Path classes = project.resolve("target/classes");
            for (Path file : files(classes)) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
