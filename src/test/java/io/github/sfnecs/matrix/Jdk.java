package io.github.sfnecs.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK on this machine.
 *
 * @param home what {@code JAVA_HOME} has to be
 * @param version all of it, such as {@code 17.0.15}
 */
record Jdk(Path home, String version) {
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"([^\"]+)\"", Pattern.MULTILINE);
    /** {@code JAVA_HOME_25_X64} is what the images of GitHub Actions have, {@code JDK_25} and {@code JAVA25_HOME} others. */
    private static final Pattern VARIABLE = Pattern.compile("(JAVA|JDK)(_?\\d+)?(_HOME)?(_\\d+.*)?");

    private static final String USER = System.getProperty("user.home");
    /** The folders into which installers put one JDK beside the other. */
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/usr/java"),
            Path.of("/opt"),
            Path.of("/opt/java"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of("C:\\Program Files\\Java"),
            Path.of("C:\\Program Files\\Eclipse Adoptium"),
            Path.of(USER, ".sdkman", "candidates", "java"),
            Path.of(USER, ".asdf", "installs", "java"),
            Path.of(USER, ".gradle", "jdks"),
            Path.of(USER, ".m2", "jdks"),
            Path.of(USER, ".jdks"));

    /** The JDK in this folder, if it is the home of one. */
    static Optional<Jdk> at(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isDirectory(home.resolve("bin"))) {
            return Optional.empty();
        }
        Matcher version = VERSION.matcher(Files.readString(release));
        return version.find() ? Optional.of(new Jdk(home.toRealPath(), version.group(1))) : Optional.empty();
    }

    /** The oldest JDK of this machine that the plugin runs on, and the newest; only one where there is no other. */
    static List<Jdk> oldestAndNewest() throws IOException {
        Path running = Path.of(System.getProperty("java.home"));
        Stream<Path> siblings = Stream.concat(Stream.of(running.getParent()), PLACES.stream());
        return oldestAndNewest(running, System.getenv(), siblings.toList());
    }

    static List<Jdk> oldestAndNewest(Path running, Map<String, String> environment, Collection<Path> places)
            throws IOException {
        TreeMap<Integer, Jdk> found = new TreeMap<>();
        for (Path home : homes(running, environment, places)) {
            at(home).filter(jdk -> jdk.feature() >= 17).ifPresent(jdk -> found.putIfAbsent(jdk.feature(), jdk));
        }
        return Stream.of(found.firstEntry().getValue(), found.lastEntry().getValue())
                .distinct()
                .toList();
    }

    private static List<Path> homes(Path running, Map<String, String> environment, Collection<Path> places)
            throws IOException {
        Stream.Builder<Path> homes = Stream.builder();
        homes.add(running);
        environment.forEach((name, value) -> {
            if (VARIABLE.matcher(name).matches()) {
                homes.add(Path.of(value));
            }
        });
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> inside = Files.list(place)) {
                    // the second is how macOS does it
                    inside.sorted().forEach(home -> homes.add(home).add(home.resolve("Contents/Home")));
                }
            }
        }
        return homes.build().toList();
    }

    /** 17 of 17.0.15. */
    int feature() {
        return Integer.parseInt(version.split("\\D", 2)[0]);
    }
}
