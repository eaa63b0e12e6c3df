package io.github.sfnecs.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.asl.Definition;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from somewhere else, read and written again. */
class JsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"1e999", "1.10", "0.1234567890123456789", "12345678901234567890123"})
    void aNumberStaysTheNumberThatItIs(String number) {
        assertThat(Json.pretty(Json.tryParse(number).orElseThrow())).isEqualToIgnoringCase(number.replace("e9", "e+9"));
    }

    @Test
    void aNumberBeyondAllIsNone() {
        assertThat(Json.tryParse("[1e9999999999]")).isEmpty();
    }

    @Test
    void definitionsWithNumbersBeyondThoseOfJavaCanBeCompared() {
        Definition definition = Definition.parse("{\"TimeoutSeconds\": 1e999}");

        assertThat(definition.means(Definition.parse("{\"TimeoutSeconds\": 1E+999}")))
                .isTrue();
        assertThat(definition.means(Definition.parse("{\"TimeoutSeconds\": 60}")))
                .isFalse();
    }

    @Test
    void whatCanBeReadCanBeAPartOfWhatIsWritten() {
        JsonNode deepest = Json.tryParse("[".repeat(1000) + "]".repeat(1000)).orElseThrow();

        assertThat(Json.pretty(Json.object().set("output", deepest)))
                .startsWith("{\n  \"output\": [")
                .endsWith("]\n}");
        assertThat(Json.tryParse("[".repeat(1001) + "]".repeat(1001))).isEmpty();
    }

    @Test
    void whatATerminalWouldObeyIsWrittenAsAnEscape() {
        String text = "\u001b[31m \u009b31m \u202e \ud83d \u0000 caf\u00e9 \ud83d\ude00";

        String json = Json.pretty(Json.object().put("cause", text));

        assertThat(json).contains("\\u001B[31m \\u009b31m \\u202e \\ud83d \\u0000 caf\u00e9 \ud83d\ude00");
        assertThat(Json.tryParse(json).orElseThrow().path("cause").textValue()).isEqualTo(text);
    }

    @Test
    void writesNothingThatATerminalOrACiServerWouldObey() {
        assertThat(Json.pretty(Json.of("a\ud800b\u007fc\u202ed##vso[x]\u001b")))
                .isEqualTo("\"a\\ud800b\\u007fc\\u202ed\\u0023#vso[x]\\u001B\"");
        assertThat(Json.pretty(Json.of("\ud800"))).isEqualTo("\"\\ud800\"");
        assertThat(Json.pretty(Json.of("\u007f"))).isEqualTo("\"\\u007f\"");
        assertThat(Json.pretty(Json.of("##[x]"))).isEqualTo("\"\\u0023#[x]\"");
    }

    @Test
    void tellsWhereObjectsBeginThatAreAskedForByName() throws JsonProcessingException {
        String text = "{\"a\": [1, {\"p\": {\"q\": {}, \"p\":\n{}}}], \"p\": 2, \"b\": {\"b\": 1, \"p\" : {}}}";

        assertThat(Json.read(text, Set.of("p", "c")).placed())
                .allMatch(placed -> text.startsWith("{", placed.at()))
                .extracting(placed -> text.lastIndexOf("p", placed.at()))
                .containsExactly(text.indexOf("p"), text.indexOf("p", text.indexOf("q")), text.lastIndexOf("p"));
    }
}
