package io.github.sfnecs.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Maven downloads for the plugin, and loads its classes from.
 *
 * @param jars the jars, as they are in the local repository
 */
public record ClassPath(List<Path> jars) {
    private static final Pattern REALM = Pattern.compile(
            "Populating class realm plugin>io\\.github\\.sfnecs:sfn-ecs-maven-plugin:.*\\R((?:.* Included: .*\\R)+)");
    private static final Pattern JAR = Pattern.compile("Included: ([^:]+):([^:]+):jar:(\\S+)");

    /** Of a build with the plugin and {@code -X}, which printed this. */
    public static ClassPath of(String printed, Path repository) {
        return new ClassPath(REALM.matcher(printed)
                .results()
                .flatMap(realm -> JAR.matcher(realm.group(1)).results())
                .map(jar -> repository
                        .resolve(jar.group(1).replace('.', '/'))
                        .resolve(jar.group(2))
                        .resolve(jar.group(3))
                        .resolve(jar.group(2) + "-" + jar.group(3) + ".jar"))
                .toList());
    }

    /** How large they are together. */
    public long bytes() {
        return jars.stream().map(Path::toFile).mapToLong(File::length).sum();
    }
}
