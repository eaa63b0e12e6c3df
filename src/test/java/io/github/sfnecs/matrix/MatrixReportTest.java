package io.github.sfnecs.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MatrixReportTest {
    @TempDir
    private Path folder;

    @Test
    void countsWhatHasRun() throws IOException {
        ran("maven-3.6.3-jdk-17.0.1", "a", "success", "3.6.3", "17.0.1", "3.6.3", "17.0.1");
        ran("maven-4.0.0-rc-5-jdk-25", "a", "success", "4.0.0-rc-5", "25");
        ran("maven-4.0.0-rc-5-jdk-25", "b", "success", "4.0.0-rc-5", "25");
        ran("maven-4.0.0-rc-5-jdk-17.0.1", "b", "skipped");

        assertThat(MatrixReport.of(folder))
                .isEqualTo("Matrix: 2 Mavens (3.6.3, 4.0.0-rc-5) x 2 JDKs (17.0.1, 25) x 2 projects (a, b):"
                        + " 3 of 8 have run.");
    }

    @Test
    void countsNothingThatRanOnAnotherMavenOrJdkThanItSays() throws IOException {
        ran("maven-3.6.3-jdk-17.0.1", "a", "success", "3.6.3", "17.0.1", "3.6.3", "25");

        assertThatIllegalStateException()
                .isThrownBy(() -> MatrixReport.of(folder))
                .withMessageContaining("maven-3.6.3-jdk-17.0.1")
                .withMessageEndingWith("ran on Maven 3.6.3 and JDK 25");
    }

    private void ran(String in, String project, String result, String... versions) throws IOException {
        Path log = folder.resolve(in + project + ".log");
        StringBuilder printed = new StringBuilder("Running pre-build script\n");
        for (int i = 0; i < versions.length; i += 2) {
            printed.append("\u001b[1mApache Maven " + versions[i] + "\u001b[m (848fbb4)\nMaven home: /somewhere\n"
                    + "Java version: " + versions[i + 1] + ", vendor: Somebody\n[INFO] done\n");
        }
        Files.writeString(log, printed);
        Files.writeString(
                folder.resolve("BUILD-" + in + "_" + project + ".xml"),
                "<build-job project=\"%s/%s/pom.xml\" buildlog=\"%s\" result=\"%s\"/>"
                        .formatted(in, project, log, result));
    }
}
