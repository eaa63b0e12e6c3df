package io.github.sfnecs.matrix;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.codehaus.plexus.util.FileUtils;

/**
 * Lays out the matrix for maven-invoker-plugin, which takes a Maven and a JDK from the {@code invoker.properties} of the folder
 * around a project: a folder for every Maven on every JDK, and in each the same consumer projects.
 */
public final class Matrix {
    private static final String UNPACKED = "apache-maven-";

    private Matrix() {}

    /**
     * Lays the matrix out: the folder for it, the folder with unpacked Mavens, the home of the Maven that builds this and how it
     * calls itself, the consumer projects.
     */
    public static void main(String... arguments) throws IOException {
        Map<String, Path> mavens = new TreeMap<>(unpacked(Path.of(arguments[1])));
        mavens.put(arguments[3].replaceFirst("^Apache Maven (\\S+).*", "$1"), Path.of(arguments[2]));
        List<Jdk> jdks = Jdk.oldestAndNewest();
        System.out.println(said(mavens.keySet(), jdks));
        lay(
                Path.of(arguments[0]),
                mavens,
                jdks,
                Stream.of(arguments).skip(4).map(Path::of).toList());
    }

    private static Map<String, Path> unpacked(Path folder) throws IOException {
        Map<String, Path> mavens = new TreeMap<>();
        try (Stream<Path> homes = Files.list(folder)) {
            homes.filter(home -> home.getFileName().toString().startsWith(UNPACKED))
                    .forEach(home -> mavens.put(home.getFileName().toString().substring(UNPACKED.length()), home));
        }
        return mavens;
    }

    static String said(Iterable<String> mavens, List<Jdk> jdks) {
        String on = jdks.stream()
                .map(jdk -> jdk.version() + " (" + jdk.home() + ")")
                .collect(joining(" and "));
        String alone = jdks.size() > 1
                ? ""
                : " alone: no other was found, neither beside it nor where installers put JDKs;"
                        + " JAVA_HOME_25 may name the home of one";
        return "Matrix: Maven " + String.join(", ", mavens) + " on JDK " + on + alone + ".";
    }

    static void lay(Path matrix, Map<String, Path> mavens, List<Jdk> jdks, List<Path> projects) throws IOException {
        FileUtils.deleteDirectory(matrix.toFile());
        for (Map.Entry<String, Path> maven : mavens.entrySet()) {
            for (Jdk jdk : jdks) {
                Path folder =
                        Files.createDirectories(matrix.resolve("maven-" + maven.getKey() + "-jdk-" + jdk.version()));
                Properties properties = new Properties();
                properties.put("invoker.mavenExecutable", executable(maven.getValue()));
                properties.put(
                        "invoker.environmentVariables.JAVA_HOME", jdk.home().toString());
                try (OutputStream file = Files.newOutputStream(folder.resolve("invoker.properties"))) {
                    properties.store(file, null);
                }
                for (Path project : projects) {
                    FileUtils.copyDirectoryStructure(
                            project.toFile(),
                            folder.resolve(project.getFileName()).toFile());
                }
            }
        }
    }

    private static String executable(Path maven) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        return maven.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString();
    }
}
