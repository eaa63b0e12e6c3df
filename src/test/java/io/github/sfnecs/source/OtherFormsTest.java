package io.github.sfnecs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in which a definition stands in another way than alone, as JSON or YAML: other tools' templates. */
class OtherFormsTest {
    private static final String YAML = "StartAt: A\nStates:\n  A: {Type: Succeed}\n";
    private static final String JSON = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.yaml", "a.asl.yml", "a.asl.yaml.tpl", "a.yml.tftpl", "A.YAML.J2", "a.json.yaml"})
    void theLastExtensionThatNamesAFormDecides(String name) {
        assertThat(AFile.of(folder, name, YAML).json()).isEqualTo(JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.asl", "a", "a.json.tpl", "a.yaml.json", "yaml", "a.yamlish"})
    void allElseIsJson(String name) {
        assertThat(AFile.of(folder, name, JSON).json()).isEqualTo(JSON);
        assertThat(AFile.of(folder, name, YAML).mistakes())
                .containsExactly("The file is not JSON.\n  where: " + name + ":1\n"
                        + "  why:   Unrecognized token 'StartAt': was expecting (JSON String, Number, Array, Object or token"
                        + " 'null', 'true' or 'false')\n"
                        + "  fix:   If it is YAML, have its name end in .yaml or .yml");
    }

    @Test
    void whatJsonDoesNotHaveIsSaidWithoutWhatAProgramCouldDo() {
        assertThat(AFile.of(folder, "a.json", "{\n  // first\n" + JSON.substring(1))
                        .mistakes())
                .containsExactly("The file is not JSON.\n  where: a.json:2\n"
                        + "  why:   Unexpected character ('/' (code 47)): maybe a (non-standard) comment?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"StartAt\":\"A\",\n}", "{\"States\":{\"A\":{\"Retry\":[1,\n  ]}}}"})
    void aCommaThatNothingFollowsIsNamed(String text) {
        assertThat(AFile.of(folder, "a.json", text).mistakes())
                .singleElement()
                .asString()
                .contains("  where: a.json:2")
                .endsWith("  fix:   Take out the comma before it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.json | {\"StartAt\":\"A\",¶%{ if x }¶\"States\":{}} | 2",
                "a.json | {\"StartAt\":\"A\",¶{{- if .X }}¶\"States\":{}} | 2",
                "a.json | {\"StartAt\":\"A\",¶\"TimeoutSeconds\": {{ .X }}} | 2",
                "a.yaml | StartAt: A¶TimeoutSeconds: {{ x }}¶States: {} | 2",
                "a.yaml | StartAt: A¶%{ if x }¶States: {} | 2",
            })
    void anotherToolsTemplateIsThatToolsToFillIn(String name, String text, int line) {
        assertThat(AFile.of(folder, name, text.replace('¶', '\n')).mistakes())
                .singleElement()
                .asString()
                .contains("  where: " + name + ":" + line)
                .endsWith(
                        "  fix:   Here only ${name} is filled in: have the tool whose template it is write the file first");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "a.yaml # name: x¶definition:¶  StartAt: A¶  States: {A: {Type: Succeed}} # 1 # 4 # definition",
                "a.yaml # R:¶  DefinitionString:¶    Fn::Sub:¶    - |¶      {\"StartAt\": \"A\",¶      \"States\": {}}¶    - {} # 1 # 4 # R/DefinitionString/Fn::Sub/0",
                "a.json # {\"name\": \"x\",¶\"definition\": \"{\\\"States\\\":{}}\"} # 1 # 2 # definition",
                "a.json # {\"Resources\":¶{\"M\":{\"Properties\":¶{\"Definition\":¶{\"States\":{}}}}}} # 1 # 4 # Resources/M/Properties/Definition",
            })
    void aDefinitionThatIsPartOfSomethingElseIsFound(String name, String text, int line, int found, String within) {
        assertThat(AFile.of(folder, name, text.replace('¶', '\n')).mistakes())
                .containsExactly("The definition has no States.\n  where: " + name + ":" + line + "\n"
                        + "  why:   there are some in line " + found + ", in " + within + "\n"
                        + "  fix:   Put what is in " + within + " into a file of its own");
    }
}
