package io.github.sfnecs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is filled into a file; the places are those of a Pass state's result. */
class SubstitutionTest {
    @TempDir
    private Path folder;

    @Test
    void isTextInAStringAndJsonElsewhere() {
        AFile file = json("{\"${key}\": \"a-${text}-${text}\", \"n\": ${n}, \"list\": ${list}}")
                .with("key", "K")
                .with("text", "\"\\\n")
                .with("n", "1.50")
                .with("list", "[\n\"x\",\r\n {\"y\": 1e3}]");

        assertThat(result(file.json()))
                .isEqualTo("{\"K\":\"a-\\\"\\\\\\n-\\\"\\\\\\n\",\"n\":1.50,\"list\":[\"x\",{\"y\":1E+3}]}");
        assertThat(file.read().used()).containsExactlyInAnyOrder("key", "text", "n", "list");
        assertThat(file.read().warnings()).isEmpty();
    }

    @Test
    void isTextBetweenQuotesThatAreEscaped() {
        AFile file = json("\"say \\\"${a}\\\" to ${a}\\\\\"").with("a", "x\"y");

        assertThat(result(file.json())).isEqualTo("\"say \\\"x\\\"y\\\" to x\\\"y\\\\\"");
    }

    /** No string of JSON goes on in the next line, so one that is not closed hides no other mistake. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void isTextOnlyUpToTheEndOfTheLine(String end) {
        AFile file = json(String.join(end, "{\"a\": \"${b}\\", "\"b\": ${b},", "\"c\": \"open,", "\"d\": \"${b}\"}"))
                .with("b", "x");

        assertThat(file.mistakes())
                .hasSize(2)
                .anyMatch(mistake -> mistake.startsWith("The file is not JSON."))
                .anyMatch(mistake -> mistake.startsWith("${b} stands outside a string, where JSON is needed.\n"
                        + "  where: nightly.asl.json:3\n  why:"));
    }

    @Test
    void isByScalarInYaml() {
        AFile file = yaml("""
                {"flow": [${n}, "${n}", ${list}],
                      "text": 'a ${text}'}
                """).with("n", "60").with("list", "[subnet-a, \"b\"]").with("text", "it's \"x\"\nand: [");

        assertThat(result(file.json()))
                .isEqualTo("{\"flow\":[60,\"60\",[\"subnet-a\",\"b\"]],\"text\":\"a it's \\\"x\\\"\\nand: [\"}");
    }

    @Test
    void isTextOrJsonInAPlainScalar() {
        AFile file = yaml("""

                      ${key}: ${cluster}
                      arn: arn:aws:ecs:${region}:${account}:cluster/${cluster}
                      both: ${account}${account}
                      n: ${n}
                      yes: ${yes}
                      sharp: ${sharp}
                      map: ${map}
                      quoted: ${quoted}
                      block: |
                        echo ${cluster}
                        echo ${sharp}
                      # ${nobody} knows this
                """)
                .with("key", "K: k")
                .with("cluster", "jobs")
                .with("region", "eu-central-1")
                .with("account", "12")
                .with("n", "-1.50")
                .with("yes", "true")
                .with("sharp", "a: b # c")
                .with("map", "{\"a\": [1]}")
                .with("quoted", "\"60\"");

        assertThat(result(file.json()))
                .isEqualTo("{\"K: k\":\"jobs\",\"arn\":\"arn:aws:ecs:eu-central-1:12:cluster/jobs\",\"both\":1212,"
                        + "\"n\":-1.50,\"yes\":true,\"sharp\":\"a: b # c\",\"map\":{\"a\":[1]},\"quoted\":\"60\","
                        + "\"block\":\"echo jobs\\necho a: b # c\\n\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNotReplacedAgain(boolean yaml) {
        AFile file =
                (yaml ? yaml("\"${a} $${a} $$${a} $a {a}\"") : json("\"${a} $${a} $$${a} $a {a}\"")).with("a", "${b}");

        assertThat(result(file.json())).isEqualTo("\"${b} ${a} $${a} $a {a}\"");
    }

    @Test
    void ofTheUserComesBeforeWhatIsPredefined() {
        AFile file = json("\"${a} ${b}\"")
                .with("a", "1")
                .predefining("a", "2")
                .predefining("b", "3")
                .predefining("c", "4");

        assertThat(result(file.json())).isEqualTo("\"1 3\"");
        assertThat(file.read().used()).containsExactlyInAnyOrder("a", "b");
        assertThat(file.read().warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thatIsNotUsedIsAWarning(boolean yaml) {
        AFile file =
                (yaml ? yaml("a # ${c}") : json("\"a $${b}\"")).with("b", "1").with("c", "2");

        assertThat(file.read().warnings())
                .containsExactly(
                        "The substitution b is not used: nightly.asl." + (yaml ? "yaml" : "json")
                                + " does not have ${b}.",
                        "The substitution c is not used: nightly.asl." + (yaml ? "yaml" : "json")
                                + " does not have ${c}.");
        assertThat(file.read().used()).isEmpty();
    }

    @Test
    void thatIsUndefinedIsAMistakeWithItsLinesAndTheNearestName() {
        AFile file = json("{\"a\": \"${clustr}\",\n\"b\": ${n},\n\"c\": \"${clustr}-${AWS::Region}\"}")
                .with("cluster", "x");

        assertThat(file.mistakes()).containsExactly("""
                        ${clustr} is not defined.
                          where: nightly.asl.json:2
                                 nightly.asl.json:4
                          fix:   Did you mean ${cluster}? Define it in the POM, <definitionSubstitutions><clustr>…</clustr></definitionSubstitutions>; where a string means that text itself, write $${clustr}""", """
                        ${n} is not defined.
                          where: nightly.asl.json:3
                          fix:   Did you mean ${cluster}? Define it in the POM, <definitionSubstitutions><n>…</n></definitionSubstitutions>; where a string means that text itself, write $${n}""", """
                        ${AWS::Region} is not defined.
                          where: nightly.asl.json:4
                          fix:   Did you mean ${cluster}? Only names such as ${cluster} can be defined; where a string means that text itself, write $${AWS::Region}""");
    }

    @Test
    void thatIsUndefinedIsToldByTheLineOfAYamlFileAlsoInABlock() {
        assertThat(yaml("|\n        a\n\n        ${x}").mistakes())
                .singleElement()
                .asString()
                .isEqualTo("""
                        ${x} is not defined.
                          where: nightly.asl.yaml:9
                          fix:   Define it in the POM, <definitionSubstitutions><x>…</x></definitionSubstitutions>; where a string means that text itself, write $${x}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a${b\"", "\"${\"", "${b\n", "[1, ${b]\n"})
    void thatIsNotClosedIsAMistake(String text) {
        assertThat(json(text).with("b", "1").mistakes())
                .singleElement()
                .asString()
                .startsWith("${ is not closed by }")
                .contains("where: nightly.asl.json:2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ${b", "'${'", "\"a ${b\" # }", "[a, ${b]"})
    void thatIsNotClosedIsAMistakeInYaml(String text) {
        assertThat(yaml(text).with("b", "1").mistakes().get(0))
                .startsWith("${ is not closed by }")
                .contains("where: nightly.asl.yaml:6\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesToJsonataWhatNobodyDefines(boolean yaml) {
        String text = "\"{% $x${a: $sum(b)} & '${c}' & '$${c}' & $y${ 'k': { 'l': 1 } } & '${' %}\"";
        AFile file = (yaml ? yaml(text) : json(text)).with("c", "it");

        assertThat(result(file.json()))
                .isEqualTo("\"{% $x${a: $sum(b)} & 'it' & '${c}' & $y${ 'k': { 'l': 1 } } & '${' %}\"");
        assertThat(file.read().warnings()).isEmpty();
    }

    @Test
    void warnsOfAnUndefinedNameInJsonataWhichJsonataWouldNotTake() {
        AFile file = json("\"{% '${clustr}' %}\"").with("cluster", "x");

        assertThat(file.read().warnings())
                .contains("nightly.asl.json:2: ${clustr} is not defined, and left to JSONata as it is."
                        + " Did you mean ${cluster}? Where a string means that text itself, write $${clustr}.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "jobs   | its value is not JSON: 'jobs'",
                "``     | its value is empty",
                "[1,]   | its value is not JSON: '[1,]'",
                "1 2    | its value is not JSON: '1 2'",
                "\"a    | its value is not JSON: '\"a'"
            })
    void thatIsNotJsonIsAMistakeOutsideAString(String value, String why) {
        assertThat(json("[1,\n${x}, \"${x}\"]").with("x", value).mistakes()).containsExactly("""
                        ${x} stands outside a string, where JSON is needed.
                          where: nightly.asl.json:3
                          why:   %s
                          fix:   Write "${x}" in the file if it is a text""".formatted(why));
    }

    @Test
    void thatBreaksTheJsonIsNamed() {
        assertThat(json("[${x}${y}]").with("x", "\"a\"").with("y", "2").mistakes())
                .singleElement()
                .asString()
                .contains("${x} and ${y}")
                .contains("nightly.asl.json:2");
        assertThat(json("{${x}: 1}").with("x", "1").mistakes())
                .singleElement()
                .asString()
                .contains("${x}")
                .contains("nightly.asl.json:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "{a: b", "\"a", "'a", "[a] b", ""})
    void thatIsNotYamlIsAMistakeInAPlainScalar(String value) {
        assertThat(yaml("${x}").with("x", value).mistakes())
                .singleElement()
                .asString()
                .startsWith("${x} stands outside quotes, where its value is taken as YAML.")
                .contains("where: nightly.asl.yaml:6");
    }

    @Test
    void ofSeveralLinesLeavesTheLinesOfTheFileAsTheyAre() {
        AFile file = json("[${x},\n\"${x}\",\n1]").with("x", "[1,\r\n2\n\n]");

        assertThat(file.read().definition().place("/States/P/Result/2")).isEqualTo("nightly.asl.json:4");
    }

    /** Whatever stands for a placeholder while YAML is read. */
    @Test
    void takesNothingInTheFileForAPlaceholderThatIsNone() {
        String text =
                "[\"\\ue0000\\ue001\", \"\\uE0000\\uE000\", '\ue0000\ue001', \ue0000\ue000, \"\ue0009\ue000 ${a}\"]";
        AFile file = yaml(text).with("a", "1");

        assertThat(result(file.json()))
                .isEqualTo(
                        "[\"\ue0000\ue001\",\"\ue0000\ue000\",\"\ue0000\ue001\",\"\ue0000\ue000\",\"\ue0009\ue000 1\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'${x}'", "${x}", "${list}"})
    void isNotUnfoldedByAliasesBeyondWhatADefinitionMayHave(String anchored) {
        String laughs = "\n      a: &a " + anchored + "\n      b: [" + "*a, ".repeat(100_000) + "]";
        AFile file = yaml(laughs).with("x", "x".repeat(100_000)).with("list", "[" + "1,".repeat(50_000) + "1]");

        assertThat(file.mistakes()).first().asString().startsWith("The definition is larger than 1 MiB");
    }

    private AFile json(String result) {
        return AFile.of(
                folder,
                "nightly.asl.json",
                "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Pass\", \"End\": true, \"Result\":\n" + result
                        + "}}}\n");
    }

    private AFile yaml(String result) {
        return AFile.of(
                folder,
                "nightly.asl.yaml",
                "StartAt: P\nStates:\n  P:\n    Type: Pass\n    End: true\n    Result: " + result + "\n");
    }

    private static String result(String json) {
        return json.substring(json.indexOf("\"Result\":") + 9, json.length() - 3);
    }
}
