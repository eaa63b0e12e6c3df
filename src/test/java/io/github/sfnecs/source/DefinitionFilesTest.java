package io.github.sfnecs.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFilesTest {
    private static final String DEFINITION = """
            {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": ${seconds}, "End": true}}}
            """;

    private final DefinitionFiles files = new DefinitionFiles();

    @TempDir
    Path folder;

    @Test
    void takesAFileApartOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("wait.asl.json"), DEFINITION);

        assertThat(read(file, "5")).isSameAs(read(file, "5"));
    }

    @Test
    void readsWhatChangedInBetween() throws IOException {
        Path file = Files.writeString(folder.resolve("wait.asl.json"), DEFINITION);

        assertThat(seconds(read(file, "5"))).isEqualTo(5);
        assertThat(seconds(read(file, "6"))).isEqualTo(6);

        Files.writeString(file, DEFINITION.replace("${seconds}", "7"));

        assertThat(seconds(read(file, "6"))).isEqualTo(7);
    }

    @Test
    void marksTasksForThoseOnlyWhoWantIt() throws IOException {
        Path file = Files.writeString(folder.resolve("run.asl.json"), """
                {"StartAt": "Run", "States": {"Run": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync",
                  "Parameters": {"TaskDefinition": "report"}, "End": true}}}
                """);

        assertThat(parameters(file, true).has("Group.$")).isTrue();
        assertThat(parameters(file, false).has("Group.$")).isFalse();
    }

    private JsonNode parameters(Path file, boolean marked) {
        return files.read(file, "run.asl.json", Map.of(), Map.of(), marked)
                .definition()
                .json()
                .at("/States/Run/Parameters");
    }

    private DefinitionFile.Read read(Path file, String seconds) {
        return files.read(file, "wait.asl.json", Map.of(), Map.of("seconds", seconds), true);
    }

    private static int seconds(DefinitionFile.Read read) {
        return read.definition().json().at("/States/Wait/Seconds").asInt();
    }
}
