package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Commands that are printed for users to copy. */
class PrintedCommandsTest {
    /** An option, and the first thing that is put together with it. */
    private static final Pattern OPTION =
            Pattern.compile("(?<option>--[a-z-]+ |-Dsfn-ecs\\.\\w*=)\"\\s*\\+\\s*\\(*(?<value>[\\w.]+)");

    @Test
    void haveOnlyWordsToAShellInTheirOptions() throws IOException {
        assertThat(options())
                .contains("-Dsfn-ecs.roleName= Command.word", "--role-name  Command.word")
                .filteredOn(option -> !option.endsWith(" Command.word"))
                .containsExactlyInAnyOrder(
                        // examples of ours
                        "-Dsfn-ecs.executionArn= ResourceKind.EXECUTION.example",
                        "-Dsfn-ecs.executionArn= ResourceKind.EXECUTION.example",
                        // from an ARN in the POM, which has only letters, digits and hyphens there
                        "--region  cluster.scope",
                        "--region  cluster.scope",
                        // from an ARN in the POM, checked as it is read
                        "--cluster  cluster.name",
                        // each of them is made a word as it is listed
                        "--capacity-providers  Stream.concat",
                        "--default-capacity-provider-strategy  byDefault.isEmpty");
    }

    private static List<String> options() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(PrintedCommandsTest::read)
                    .flatMap(source -> OPTION.matcher(source).results())
                    .map((MatchResult found) -> found.group(1) + " " + found.group(2))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
