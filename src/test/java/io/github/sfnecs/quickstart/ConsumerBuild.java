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

/**
 * Maven builds of one consumer project, with the plugin from a repository of its own.
 *
 * @param project the folder with the POM; the build works in a copy beside the repository
 * @param repository the local repository with the plugin in it
 * @param downloaded the user's own local repository, from which comes what was downloaded already
 * @param mavenHome the Maven that builds this build
 * @param properties more properties, as {@code name=value}
 */
record ConsumerBuild(Path project, Path repository, Path downloaded, Path mavenHome, List<String> properties) {
    /** How a build ended and what it printed. */
    record Result(int exitCode, String printed) {}

    /** Runs these goals and shows what Maven prints. */
    Result run(PrintStream out, List<String> goals) throws IOException, InterruptedException {
        Path folder = repository.resolveSibling("quickstart");
        // with a .mvn of its own it is a project of its own, not a part of the one around it
        Files.createDirectories(folder.resolve(".mvn"));
        Files.writeString(folder.resolve("pom.xml"), Files.readString(project.resolve("pom.xml")));
        Path settings = folder.resolve("settings.xml");
        Files.writeString(
                settings,
                Files.readString(project.resolveSibling("settings.xml"))
                        .replace("@localRepositoryUrl@", downloaded.toUri().toString()));
        Process process = new ProcessBuilder(command(folder, settings, goals))
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

    private List<String> command(Path folder, Path settings, List<String> goals) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        List<String> command = new ArrayList<>(List.of(
                mavenHome.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString(),
                "-B",
                "-ntp",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + repository,
                "-f",
                folder.resolve("pom.xml").toString()));
        command.addAll(goals);
        properties.forEach(property -> command.add("-D" + property));
        return command;
    }
}
