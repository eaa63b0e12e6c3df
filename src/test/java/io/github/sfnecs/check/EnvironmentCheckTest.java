package io.github.sfnecs.check;

import static io.github.sfnecs.testing.ATask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.rendering.ContainerOverride;
import io.github.sfnecs.rendering.RunTaskDefinition;
import io.github.sfnecs.rendering.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a variable whose value is known not to be a text. */
class EnvironmentCheckTest {
    private static final String INPUT =
            "{\"limit\": 7, \"name\": \"a\", \"on\": true, \"list\": [\"x\", 8], \"o\": {\"a-b\": null, \"c d\": 1.5}}";

    @ParameterizedTest
    @CsvSource({
        "$.limit, a number",
        "$.on, a truth value",
        "$.list, a list",
        "$.list[1], a number",
        "$.o, an object",
        "$['limit'], a number",
        "$.o['c d'], a number",
        "$.o.a-b, null",
        "$, an object",
        "$$.Execution.Input, an object",
        "$$.Execution.Input.limit, a number",
        "$$.Execution.Input['limit'], a number",
        "$$.Execution.Input.list[1], a number",
    })
    void anythingButATextIsAWarning(String path, String kind) {
        assertThat(findings(path, Optional.of(INPUT))).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Finding.Result.WARNING);
            assertThat(finding.says()).isEqualTo("The variable LIMIT of app gets " + path + ", which is " + kind + ".");
            assertThat(finding.fix()).contains(path + ")");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "7",
                "$.name",
                "$.list[0]",
                "$.gone",
                "$.list[*]",
                "$..limit",
                "$.limit.more",
                "$$.Execution.Name",
                "$$.Execution.Input.name",
                "$$.Execution.StartTime",
                "$$.Task.Token"
            })
    void whatIsATextOrUnknownIsNone(String value) {
        assertThat(findings(value, Optional.of(INPUT))).isEmpty();
    }

    @Test
    void withoutTheInputNothingIsKnown() {
        assertThat(findings("$.limit", Optional.empty())).isEmpty();
        assertThat(findings("$.limit", Optional.of("{"))).isEmpty();
        assertThat(findings("$$.Execution.Input", Optional.of("\"a text\""))).isEmpty();
    }

    private static List<Finding> findings(String value, Optional<String> input) {
        return EnvironmentCheck.with(input)
                .findings(RunTaskDefinition.outline(task().override(new ContainerOverride(
                                        "app",
                                        List.of(),
                                        new TreeMap<>(Map.of("LIMIT", Value.of(value))),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(),
                                        List.of()))
                                .runTask())
                        .taskUses()
                        .get(0));
    }
}
