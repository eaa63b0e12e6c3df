package io.github.sfnecs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MatrixTest {
    @TempDir
    private Path folder;

    @Test
    void laysOutEveryProjectForEveryMavenOnEveryJdk() throws IOException {
        Path matrix = folder.resolve("matrix");
        Files.createDirectories(matrix.resolve("maven-of-before"));
        Path project = Files.createDirectories(folder.resolve("it/hello"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");

        Matrix.lay(
                matrix,
                Map.of("3.6.3", folder.resolve("m3"), "4.0.0", folder.resolve("m4")),
                List.of(new Jdk(folder.resolve("j17"), "17.0.1"), new Jdk(folder.resolve("j25"), "25")),
                List.of(project));

        assertThat(matrix)
                .isDirectoryContaining(path -> path.endsWith("maven-3.6.3-jdk-17.0.1"))
                .isDirectoryContaining(path -> path.endsWith("maven-4.0.0-jdk-25"))
                .isDirectoryNotContaining(path -> path.endsWith("maven-of-before"));
        assertThat(matrix.toFile().list()).hasSize(4);
        assertThat(matrix.resolve("maven-4.0.0-jdk-25/hello/pom.xml")).content().isEqualTo("<project/>");
        assertThat(matrix.resolve("maven-4.0.0-jdk-25/invoker.properties"))
                .content()
                .contains("j25")
                .contains("m4");
    }

    @Test
    void saysWhereThereIsOneJdkOnly() {
        Jdk running = new Jdk(Path.of("here"), "17.0.15");

        assertThat(Matrix.said(List.of("3.6.3", "3.9.12"), List.of(running)))
                .isEqualTo(
                        "Matrix: Maven 3.6.3, 3.9.12 on JDK 17.0.15 (here) alone: no other was found, neither beside it"
                                + " nor where installers put JDKs; JAVA_HOME_25 may name the home of one.");
    }
}
