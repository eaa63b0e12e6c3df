package io.github.sfnecs.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.ATask;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportedTest {
    private static final Map<String, String> POM = Map.ofEntries(
            Map.entry("clusterArn", "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs"),
            Map.entry("taskDefinitionArn", "arn:aws:ecs:eu-central-1:123456789012:task-definition/job:1"),
            Map.entry("subnets", "[\"subnet-1\",\"subnet-2\"]"),
            Map.entry("securityGroups", "[\"sg-1\"]"),
            Map.entry("launchType", "FARGATE"),
            Map.entry("platformVersion", "1.4.0"),
            Map.entry("cpu", "1024"),
            Map.entry("memory", "$.memory"),
            Map.entry("ephemeralStorage", "50"),
            Map.entry("taskRoleArn", "arn:aws:iam::123456789012:role/other-task"),
            Map.entry("executionRoleArn", "arn:aws:iam::123456789012:role/team/other-execution"));

    @TempDir
    Path folder;

    static Stream<Path> rendered() throws IOException, URISyntaxException {
        try (Stream<Path> files =
                Files.list(Path.of(ExportedTest.class.getResource("/golden/asl").toURI()))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void isTheSameDefinitionWhenItIsReadAgain(Path golden) throws IOException {
        Definition definition = Definition.parse(Files.readString(golden));

        Exported exported = Exported.of(definition, POM);

        DefinitionFile.Read read = read(exported, POM);
        assertThat(Json.pretty(read.definition().json())).isEqualTo(definition.text());
        assertThat(read.used()).isEqualTo(exported.used()).isNotEmpty();
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void hasAPlaceholderForAllThatThePomSays() {
        Exported exported =
                Exported.of(ATask.task().size("1024", "$.memory", "50").definition(), POM);

        assertThat(exported.text().lines().map(String::strip))
                .contains(
                        "\"Cluster\": \"${clusterArn}\",",
                        "\"LaunchType\": \"${launchType}\",",
                        "\"Subnets\": ${subnets},",
                        "\"SecurityGroups\": ${securityGroups},",
                        "\"Cpu\": \"${cpu}\",",
                        "\"Memory.$\": \"States.Format('{}', $.memory)\",",
                        "\"SizeInGiB\": ${ephemeralStorage}");
        assertThat(exported.used())
                .containsExactly(
                        "clusterArn",
                        "cpu",
                        "ephemeralStorage",
                        "launchType",
                        "securityGroups",
                        "subnets",
                        "taskDefinitionArn");
    }

    @Test
    void leavesWhatOnlyLooksLikeAPlaceholder() throws IOException {
        ObjectNode edited = (ObjectNode) ATask.task().definition().json();
        edited.put("Comment", "${clusterArn} $${x} $$${ ${${a}} \"${subnets}\" {% ${y} %} ${");
        edited.put("${subnets}", "${");
        Definition definition = new Definition(edited);

        Exported exported = Exported.of(definition, POM);

        assertThat(Json.pretty(read(exported, POM).definition().json())).isEqualTo(definition.text());
    }

    @Test
    void isTheTextItselfWhereThePomSaysNothing() {
        Definition definition = ATask.task().definition();

        assertThat(Exported.of(definition, Map.of()).text()).isEqualTo(definition.text());
        assertThat(Exported.of(definition, Map.of("subnets", "[\"subnet-2\"]")).used())
                .isEmpty();
        assertThat(Exported.names()).containsAll(List.of("clusterArn", "subnets"));
    }

    private DefinitionFile.Read read(Exported exported, Map<String, String> values) throws IOException {
        AFile file = AFile.of(folder, "exported.asl.json", exported.text());
        return new DefinitionFiles().read(file.path(), "exported.asl.json", Map.of(), values, false);
    }
}
