package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** What the page on CI systems shows is what those systems can read. */
class CiPageTest {
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");

    static Stream<Snippet> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(Path.of("src/site/markdown/ci.md")))
                .results()
                .map(found -> new Snippet(found.group(1), found.group(2)));
    }

    private record Snippet(String language, String text) {}

    @Test
    void hasASnippetForEachSystem() throws IOException {
        assertThat(snippets().map(Snippet::language))
                .containsExactly("yaml", "yaml", "groovy", "yaml", "kotlin", "yaml");
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void runsTheGoalsAndPublishesWhatTheyWrote(Snippet snippet) {
        assertThat(snippet.text())
                .containsSubsequence("sfn-ecs:check", "deploy", "sfn-ecs:execute", "target/sfn-ecs")
                .contains("-B -ntp");
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void hasNoSecret(Snippet snippet) {
        assertThat(snippet.text()).doesNotContainIgnoringCase("secret", "access_key", "access-key", "password");
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void isYamlWhereItSaysSo(Snippet snippet) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        if (snippet.language().equals("yaml")) {
            Object yaml = new Yaml(strict).load(snippet.text());

            assertThat(yaml).isInstanceOf(Map.class);
        }
    }

    /** Where a step's text means another thing in YAML, as a colon and a blank do. */
    @Test
    void hasStepsThatAreTexts() throws IOException {
        assertThat(snippets()
                        .filter(snippet -> snippet.language().equals("yaml"))
                        .flatMap(snippet -> texts(new Yaml().load(snippet.text())))
                        .filter(text -> text.contains("mvn")))
                .hasSize(3 + 3 + 1 + 3);
    }

    private static Stream<String> texts(Object yaml) {
        if (yaml instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(CiPageTest::texts);
        }
        return yaml instanceof List<?> list
                ? list.stream().flatMap(CiPageTest::texts)
                : yaml instanceof String text ? Stream.of(text) : Stream.empty();
    }
}
