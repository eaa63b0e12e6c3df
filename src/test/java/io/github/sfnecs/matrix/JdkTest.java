package io.github.sfnecs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JdkTest {
    @TempDir
    private Path machine;

    @Test
    void takesTheOldestThatThePluginRunsOnAndTheNewest() throws IOException {
        Path running = jdk("jvm/a", "21.0.2");
        jdk("jvm/b", "25.0.3");
        jdk("jvm/c", "17.0.15");
        jdk("jvm/d", "1.8.0_462");
        jdk("jvm/e", "11.0.2");
        Files.createDirectories(machine.resolve("jvm/sources of one/bin"));

        assertThat(found(running, Map.of(), "jvm", "nowhere")).containsExactly("17.0.15", "25.0.3");
    }

    @Test
    void takesOneWhereThereIsNoOther() throws IOException {
        Path running = jdk("jvm/a", "17.0.15");
        jdk("jvm/b", "17.0.16");

        assertThat(found(running, Map.of(), "jvm")).containsExactly("17.0.15");
    }

    @Test
    void findsWhatVariablesNameAndWhatIsLaidOutAsOnMacOs() throws IOException {
        Path running = jdk("jvm/a", "17.0.15");
        String arm = jdk("ci/Java_Temurin/25.0.3/arm64", "25.0.3").toString();
        jdk("Library/temurin-26.jdk/Contents/Home", "26");

        assertThat(found(running, Map.of("JAVA_HOME_25_ARM64", arm))).containsExactly("17.0.15", "25.0.3");
        assertThat(found(running, Map.of("JAVA_HOME", arm))).containsExactly("17.0.15", "25.0.3");
        assertThat(found(running, Map.of("JAVA25_HOME", arm))).containsExactly("17.0.15", "25.0.3");
        assertThat(found(running, Map.of("JAVA_HOME_25_X64", arm), "Library")).containsExactly("17.0.15", "26");
    }

    private List<String> found(Path running, Map<String, String> environment, String... places) throws IOException {
        return Jdk.oldestAndNewest(
                        running,
                        environment,
                        List.of(places).stream().map(machine::resolve).toList())
                .stream()
                .map(Jdk::version)
                .toList();
    }

    private Path jdk(String folder, String version) throws IOException {
        Path home = machine.resolve(folder);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"any\"\n");
        return home;
    }
}
