package io.github.sfnecs.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.rendering.Value.Literal;
import io.github.sfnecs.rendering.Value.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
    @ParameterizedTest
    @ValueSource(strings = {"$", "$$", "$.x", "$.a.b[0]", "$['a b']", "$[0]", "$$.Execution.Name", "$$['Map']"})
    void readsWhatBeginsWithADollarAsAPath(String text) {
        assertThat(Value.of(text)).isEqualTo(new Path(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain,plain",
                "a$.x,a$.x",
                "\\$HOME,$HOME",
                "\\$.x,$.x",
                "\\\\$,\\\\$",
                "a\\$5,a\\$5",
                "\\${A}\\${B},${A}${B}",
                "\\$5 \\${A},$5 ${A}",
                "a \\${B},a ${B}",
                " $.x, $.x",
                "\\n,\\n"
            })
    void readsTheRestAsItIsButForTheEscapedDollar(String text, String literal) {
        assertThat(Value.of(text)).isEqualTo(new Literal(literal));
    }

    @Test
    void readsAnEmptyTextAsItIs() {
        assertThat(Value.of("")).isEqualTo(new Literal(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$HOME", "$ 5", "$5", "$.", "$$.", "$$$.x", "$[", "${x}"})
    void refusesADollarThatBeginsNoPath(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Value.of(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "plain,'plain'",
                "it's,'it\\'s'",
                "{},'\\{\\}'",
                "a\\b,'a\\\\b'",
                "{\\'},'\\{\\\\\\'\\}'",
                "\\$5,'$5'",
                "$.x,$.x"
            })
    void escapesWhatIntrinsicFunctionsGiveAMeaning(String text, String argument) {
        assertThat(Value.of(text).asArgument()).isEqualTo(argument);
    }

    @Test
    void leavesAListOfLiteralsAsItIs() {
        assertThat(command("a", "it's {}", "\\$5")).isEqualTo("{\"Command\":[\"a\",\"it's {}\",\"$5\"]}");
    }

    @Test
    void makesAListThatMixesLiteralsAndPathsAnArrayOfTheIntrinsicFunctions() {
        assertThat(command("--for", "$.x", "it's"))
                .isEqualTo("{\"Command.$\":\"States.Array('--for', $.x, 'it\\\\'s')\"}");
    }

    @Test
    void makesAListOfPathsAnArrayToo() {
        assertThat(command("$.x", "$$.Execution.Id"))
                .isEqualTo("{\"Command.$\":\"States.Array($.x, $$.Execution.Id)\"}");
    }

    @Test
    void takesASinglePathForTheWholeList() {
        assertThat(command("$.command")).isEqualTo("{\"Command.$\":\"$.command\"}");
    }

    @Test
    void putsNothingForAnEmptyList() {
        assertThat(command()).isEqualTo("{}");
    }

    private static String command(String... values) {
        ObjectNode node = Json.object();
        Value.putListInto(node, "Command", Arrays.stream(values).map(Value::of).toList());
        return node.toString();
    }
}
