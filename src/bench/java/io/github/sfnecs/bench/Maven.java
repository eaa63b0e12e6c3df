package io.github.sfnecs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Maven builds of the benchmark's consumer project, offline, with the plugin from a repository of its own.
 *
 * @param home the Maven that builds this build
 * @param repository the local repository with the plugin in it
 * @param folder the consumer project
 * @param jvm options of Maven's JVM
 */
record Maven(Path home, Path repository, Path folder, String jvm) {
    /**
     * Lays out the consumer project, and the plugin that it is compared with: its sources, where it is to be, the user's own local
     * repository, our version.
     */
    static Maven layOut(Path home, Path repository, Path project, Path folder, Path downloaded, String version)
            throws IOException {
        // with a .mvn of its own it is a project of its own, not a part of the one around it
        Files.createDirectories(folder.resolve(".mvn"));
        Files.writeString(
                folder.resolve("pom.xml"),
                Files.readString(project.resolve("pom.xml")).replace("@project.version@", version));
        Files.writeString(
                folder.resolve("settings.xml"),
                Files.readString(project.resolve("../../it/settings.xml"))
                        .replace("@localRepositoryUrl@", downloaded.toUri().toString()));
        SdkPlugin.install(repository, version);
        return new Maven(home, repository, folder, "");
    }

    /** The same with these options for its JVM. */
    Maven with(String options) {
        return new Maven(home, repository, folder, options);
    }

    /** The same with this jar of the plugin, from another repository. */
    Maven withPlugin(Path jar) throws IOException {
        Path other = folder.resolve("other-repository");
        try (Stream<Path> files = Files.walk(repository)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = other.resolve(repository.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    boolean plugin = file.getFileName().toString().matches("sfn-ecs-maven-plugin-.*\\.jar");
                    Files.copy(plugin ? jar : file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return new Maven(home, other, folder, jvm);
    }

    /** A build that takes what is missing from the user's local repository. */
    List<String> online(String... arguments) {
        return new ArrayList<>(Stream.concat(
                        Stream.of(
                                "env",
                                "MAVEN_OPTS=" + jvm,
                                home.resolve("bin/mvn").toString(),
                                "-B",
                                "-ntp",
                                "-s",
                                folder.resolve("settings.xml").toString(),
                                "-Dmaven.repo.local=" + repository,
                                "-f",
                                folder.resolve("pom.xml").toString()),
                        Stream.of(arguments))
                .toList());
    }

    /** A build. */
    List<String> offline(String... arguments) {
        List<String> command = online(arguments);
        command.add("-o");
        return command;
    }

    /** Where the plugin writes its files. */
    Path output() {
        return folder.resolve("target/sfn-ecs");
    }
}
