package io.github.sfnecs.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Maven builds of one consumer project.
 *
 * @param folder the folder with the POM
 * @param mavenHome the Maven that builds this build
 */
record ConsumerBuild(Path folder, Path mavenHome) {
    /** How a build ended and what it printed. */
    record Result(int exitCode, String printed) {}

    /**
     * Lays the project out, so that Maven needs no option in its folder.
     *
     * @param project the folder with the POM to copy, beside its settings
     * @param repository the local repository with the plugin in it
     * @param downloaded the user's own local repository, from which comes what was downloaded already
     * @param properties more properties, as {@code name=value}
     */
    ConsumerBuild layOut(Path project, Path repository, Path downloaded, List<String> properties) throws IOException {
        Files.createDirectories(folder.resolve(".mvn"));
        Files.writeString(folder.resolve("pom.xml"), Files.readString(project.resolve("pom.xml")));
        Files.writeString(
                folder.resolve("settings.xml"),
                Files.readString(project.resolveSibling("settings.xml"))
                        .replace("@localRepositoryUrl@", downloaded.toUri().toString()));
        // Maven up to 3.8 takes a blank for the end of an argument, so the paths are relative
        Files.write(
                folder.resolve(".mvn/maven.config"),
                Stream.concat(
                                Stream.of("-s", "settings.xml", "-Dmaven.repo.local=" + folder.relativize(repository)),
                                properties.stream().map("-D"::concat))
                        .toList());
        return this;
    }

    /** Runs these goals and shows what Maven prints. */
    Result run(PrintStream out, List<String> goals) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        List<String> command = new ArrayList<>(List.of(
                mavenHome.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString(), "-B", "-ntp"));
        command.addAll(goals);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String printed =
                    lines.lines().peek(line -> out.println("  | " + line)).collect(Collectors.joining("\n"));
            return new Result(process.waitFor(), printed);
        }
    }
}
