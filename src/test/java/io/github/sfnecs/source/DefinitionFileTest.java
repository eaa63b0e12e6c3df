package io.github.sfnecs.source;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.json.Json;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionFileTest {
    private static final String WHOLE = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}";

    @TempDir
    private Path folder;

    @Test
    void keepsEveryMemberInItsOrderAndNumbersAsTheyAreWritten() {
        String text =
                "{\"Zeta\":[1.50,-0,12345678901234567890,0.1E+2,true,null],\"States\":{\"B\":{\"Type\":\"Pass\",\"Unheard\":{}},"
                        + "\"A\":{\"Type\":\"Succeed\"}},\"StartAt\":\"B\"}";

        assertThat(json(text).json())
                .isEqualTo(text.replace("-0,", "0,").replace("0.1E+2", "1.E+1".replace("1.", "1")));
        assertThat(yaml(text).json()).isEqualTo(json(text).json());
    }

    @Test
    void knowsTheLineOfEachValueOfJson() {
        Definition definition = json("""
                {
                  "StartAt": "A/B",

                  "States": {
                    "A/B": {"Type": "Choice", "Choices": [
                      {"Next": "C"},
                      {"Next":
                         "D"}]},
                    "C": {"Type": "Succeed"}, "D": {"Type": "Fail"}}
                }""").read().definition();

        assertThat(definition.place("/States/A/B")).isEqualTo("nightly.asl.json:5");
        assertThat(definition.place("/States/A/B/Choices/0")).isEqualTo("nightly.asl.json:6");
        assertThat(definition.place("/States/A/B/Choices/1/Next")).isEqualTo("nightly.asl.json:7");
        assertThat(definition.place("/States/A/B/Choices/7")).isEqualTo("nightly.asl.json:5");
        assertThat(definition.place("/States/D/Type")).isEqualTo("nightly.asl.json:9");
        assertThat(definition.states()).hasSize(3);
    }

    @Test
    void readsYamlAsTheJsonThatItMeans() {
        DefinitionFile.Read read = yaml("""
                # nightly
                StartAt: A
                States:
                  A: &a
                    Type: Pass
                    Result:
                      - 1.50
                      - 0x1F
                      - +7
                      - .5
                      - 5.
                      - 1e3
                      - true
                      - yes
                      - ~
                      - 2026-01-01
                      - "60"
                      - !!str 60
                      - folded
                        here
                      - |-
                        {% $x %}
                    Next: B
                  B:
                    Type: Pass
                    Retry: &retry [{ErrorEquals: [States.ALL]}]
                    1: one
                  C:
                    Type: Pass
                    Retry: *retry
                """).read();

        assertThat(Json.compact(read.definition().json()))
                .isEqualTo(
                        "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Result\":[1.50,31,7,0.5,5,1E+3,true,\"yes\",null,"
                                + "\"2026-01-01\",\"60\",\"60\",\"folded here\",\"{% $x %}\"],\"Next\":\"B\"},"
                                + "\"B\":{\"Type\":\"Pass\",\"Retry\":[{\"ErrorEquals\":[\"States.ALL\"]}],\"1\":\"one\"},"
                                + "\"C\":{\"Type\":\"Pass\",\"Retry\":[{\"ErrorEquals\":[\"States.ALL\"]}]}}}");
        assertThat(read.definition().place("/States/A")).isEqualTo("nightly.asl.yaml:4");
        assertThat(read.definition().place("/States/A/Result/1")).isEqualTo("nightly.asl.yaml:8");
        assertThat(read.definition().place("/States/B/Retry/0/ErrorEquals")).isEqualTo("nightly.asl.yaml:26");
        assertThat(read.definition().place("/States/C/Retry/0")).isEqualTo("nightly.asl.yaml:30");
        assertThat(read.definition().json().at("/States/B/Retry"))
                .isNotSameAs(read.definition().json().at("/States/C/Retry"));
    }

    @Test
    void readsAFileThatWindowsMarksAsUtf8() {
        assertThat(json("\ufeff" + WHOLE).json()).isEqualTo(WHOLE);
        assertThat(yaml("\ufeff" + WHOLE).json()).isEqualTo(WHOLE);
        assertThat(json(WHOLE.replace("{", "{\r\n")).read().definition().place("/States/A"))
                .isEqualTo("nightly.asl.json:3");
        assertThat(json(WHOLE.replace("{", "{\r")).read().definition().place("/States/A"))
                .isEqualTo("nightly.asl.json:3");
    }

    @Test
    void isThereAndAFile() {
        assertMistake(
                new AFile(folder.resolve("nightly.asl.json"), Map.of(), Map.of()),
                "There is no such file.",
                "nightly.asl.json",
                "");
        assertMistake(
                new AFile(folder, Map.of(), Map.of()),
                "That is a directory, not a file.",
                folder.getFileName() + "",
                "");
    }

    @Test
    void isNotLargerThanADefinitionMayBe() {
        String large = WHOLE.replace("Succeed", "Succeed\", \"Comment\": \"" + "x".repeat(1 << 20));

        assertMistake(
                json(large),
                "The definition is larger than 1 MiB, which is the limit of Step Functions.",
                "nightly.asl.json",
                "");
        assertMistake(
                json(WHOLE.replace("Succeed", "Succeed\", \"Comment\": \"${a}${a}"))
                        .with("a", "x".repeat(1 << 19)),
                "The definition is larger than 1 MiB, which is the limit of Step Functions.",
                "nightly.asl.json",
                "");
    }

    @Test
    void isUtf8() {
        assertMistake(bytes(WHOLE.getBytes(UTF_16)), "The file is in UTF-16, not in UTF-8.", "nightly.asl.json", "");
        assertMistake(bytes(WHOLE.getBytes(UTF_16LE)), "The file is in UTF-16, not in UTF-8.", "nightly.asl.json", "");
        byte[] latin = ("\n\n\"\u00fc" + WHOLE).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertMistake(bytes(latin), "The file is not in UTF-8.", "nightly.asl.json:3", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                            | The file is empty.                                      | 1",
                "`\n \n`                       | The file is empty.                                      | 1",
                "[]                            | The definition is an array, not an object.              | 1",
                "`\n\"a\"`                     | The definition is a string, not an object.              | 2",
                "`\n{}`                        | The definition has no States.                           | 2",
                "`{\n\"States\": {}}`          | The definition has no States.                           | 2",
                "`{\n\"States\": [1]}`         | States is an array, not an object.                      | 2",
                "`{\"States\": {\n\"A\": 1}}`  | The state A is a number, not an object.                 | 2",
                "`{\"States\": {\n\"A\": {}}}` | The state A has no Type.                                | 2",
                "`{\"States\": {\"A\": {\n\"Type\": \"Tsk\"}}}` | The state A has an unknown Type, 'Tsk'. | 2"
            })
    void isAnObjectWithStatesOfKnownTypes(String text, String what, int line) {
        assertThat(json(text).mistakes())
                .singleElement()
                .asString()
                .startsWith(what)
                .contains("nightly.asl.json:" + line);
        assertThat(yaml(text).mistakes())
                .singleElement()
                .asString()
                .startsWith(what)
                .contains("nightly.asl.yaml:" + line);
    }

    @Test
    void namesTheNearestType() {
        assertMistake(
                json("{\"States\": {\"A\": {\"Type\": \"Tsk\"}}}"),
                "The state A has an unknown Type, 'Tsk'.",
                "nightly.asl.json:1",
                "Did you mean Task? The types are Task, Pass, Choice, Wait, Succeed, Fail, Parallel, and Map");
    }

    @Test
    void tellsAllMistakesAtOnceInTheOrderOfTheFile() {
        String text = """
                {"States": {
                  "A": {"Type": "Parallel", "Type": "Parallel", "Branches": [
                    {"States": {"B": {"Type": "Psas"}}},
                    {"States": {"B": {"Type": "Pass", "Comment": "${x}"}}}]},
                  "C": {"Type": "Map", "ItemProcessor": {"States": {
                    "A": {"Type": "Pass"}}}}}}""";
        String[] mistakes = {
            "Type stands twice in the same object, first in line 2.",
            "The state B has an unknown Type, 'Psas'.",
            "${x} is not defined.",
            "The name B is that of two states, the first in line 3.",
            "The name A is that of two states, the first in line 2."
        };

        for (AFile file : new AFile[] {json(text), yaml(text)}) {
            assertThat(file.mistakes())
                    .extracting(mistake -> mistake.lines().findFirst().orElseThrow())
                    .containsExactly(mistakes);
        }
        assertThat(json(text).mistakes().get(4)).contains("where: nightly.asl.json:6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\n\"a\" 1}`            | 2 | was expecting a colon",
                "`{\n\"a\": 1,}`          | 2 | was expecting double-quote",
                "`{\"a\": 1}\n\n{}`       | 3 | there is more after the end",
                "`{\"a\":\n 1`            | 2 | Unexpected end-of-input",
                "`{\"a\":\n \"b\nc\"}`    | 2 | Illegal unquoted character",
                "`{\n\"a\": 01}`          | 2 | Leading zeroes not allowed",
                "`{\n\"a\": NaN}`         | 2 | NaN",
                "`{\n// no\n}`            | 2 | comment",
                "`{\"a\":\n 1e99999999999}` | 2 | exponent"
            })
    void tellsWhereItIsNotJson(String text, int line, String why) {
        assertThat(json(text).mistakes())
                .singleElement()
                .asString()
                .startsWith("The file is not JSON.\n  where: nightly.asl.json:" + line + "\n  why:   ")
                .containsIgnoringCase(why)
                .doesNotContain("Source:", "JsonParser", "StreamReadConstraints");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a:\n\tb: 1`             | 2 | The line is indented with a tab",
                "`a: [\n1, 2`             | 2 | The file is not YAML.",
                "`a: 1\na b`              | 2 | The file is not YAML.",
                "`a: 1\n---\nb: 1`        | 2 | There is a second document",
                "`a: 1\nb: !Sub x`        | 2 | The tag !Sub is not known here.",
                "`a:\n  - !!javax.script.ScriptEngineManager []` | 2 | The tag !!javax.script.ScriptEngineManager is not known here.",
                "`a: 1\nb: \"\\${x}\"`     | 2 | `The file is not YAML.\n  where: nightly.asl.yaml:2\n  why:   found unknown escape character $ while`",
                "`a: 1\nb: *c`            | 2 | The alias *c has no anchor before it.",
                "`a: &c\n - *c`           | 2 | The alias *c has no anchor before it.",
                "`a: 1\n<<: {b: 1}`       | 2 | The merge key << is not part of YAML 1.2.",
                "`a: 1\nb: .inf`          | 2 | .inf is not a number that JSON has.",
                "`a: 1\nb: 012`           | 2 | 012 is a number that begins with 0.",
                "`a: 1\nb: 1e99999999999` | 2 | 1e99999999999 is not a number that JSON has.",
                "`a: 1\n? [b]\n: c`       | 2 | The name of a member is not a text.",
                "`a: 1\nb: {% $x %}`      | 2 | The file is not YAML.",
                "`a: 1\nb: \"\u0007\"`    | 2 | The file is not YAML."
            })
    void tellsWhereYamlIsNotWhatJsonHas(String text, int line, String what) {
        assertThat(yaml(text).mistakes())
                .anySatisfy(mistake -> assertThat(mistake)
                        .startsWith(what)
                        .contains("where: nightly.asl.yaml:" + line)
                        .doesNotContain("reader", "snakeyaml"));
    }

    @Test
    void doesNotUnfoldABillionLaughs() {
        String laughs = IntStream.range(1, 12)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(10) + "]")
                .collect(Collectors.joining("\n", "a0: &a0 lol\n", "\n"));

        assertThat(yaml(laughs).mistakes().get(0))
                .startsWith("The definition is larger than 1 MiB")
                .contains("nightly.asl.yaml:7");
    }

    @Test
    void doesNotUnfoldLaughsOfLongTexts() {
        String laughs = "a: &a \"" + "x".repeat(100_000) + "\"\nb: [" + "*a,".repeat(100_000) + "]";

        assertThat(yaml(laughs).mistakes().get(0)).startsWith("The definition is larger than 1 MiB");
    }

    @Test
    void isNotDeeperThanAThousandLevels() {
        for (String text : new String[] {"[".repeat(1001) + "]".repeat(1001), "{\"a\":".repeat(200_000)}) {
            assertThat(json(text).mistakes().get(0))
                    .contains("nightly.asl.json:1")
                    .contains("1000");
            assertThat(yaml(text).mistakes().get(0))
                    .startsWith("The definition has more than 1000 levels.")
                    .contains("nightly.asl.yaml:1");
        }
        assertThat(yaml("- ".repeat(1001) + "a").mistakes().get(0))
                .startsWith("The definition has more than 1000 levels.");
    }

    @Test
    void readsStatesThatAreAsDeepAsTheyMayBe() {
        String text = "{\"States\": {\"A\": {\"Type\": \"Succeed\"}}}";
        for (int i = 0; i < 240; i++) {
            text = "{\"States\": {\"P" + i + "\":\n {\"Type\": \"Parallel\", \"Branches\": [" + text + "]}}}";
        }

        for (AFile file : new AFile[] {json(text), yaml(text)}) {
            Definition definition = file.read().definition();
            assertThat(definition.states()).hasSize(241);
            assertThat(definition.place("/States/P239" + "/Branches/0/States/P0".repeat(3)))
                    .endsWith(":2");
            assertThat(definition
                            .states()
                            .map(state -> definition.line(state.location()))
                            .max(Integer::compare))
                    .contains(241);
        }
    }

    @Test
    void readsTenThousandStatesInNoTime() {
        String states = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"S" + i + "\":\n{\"Type\": \"Task\", \"Resource\": \"${arn}\", \"Next\": \"S1\"}")
                .collect(Collectors.joining(",", "{\"States\": {", "}}"));

        for (AFile file : new AFile[] {json(states), yaml(states)}) {
            assertThat(seconds(file.with("arn", "x"))).isLessThan(3);
            assertThat(file.with("arn", "x").read().definition().states()).hasSize(10_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${x", "\"${", "\"", "{%", "[${x},", "$${"})
    void takesATimeThatGrowsAsTheTextDoes(String part) {
        String text = "{\"a\": \"" + part.repeat((1 << 19) / part.length());

        for (AFile file : new AFile[] {json(text), yaml(text)}) {
            assertThat(seconds(file)).isLessThan(4);
        }
    }

    @Test
    void showsNothingThatATerminalWouldObey() {
        String text =
                "{\"States\": {\"A\\u001b[31m\": {\"Type\": \"\\u001b[2J\"}, \n\"B\": {\"Type\": \"${x\\u001b[31m}\"}}}";

        assertThatThrownBy(() -> json(text).read())
                .hasMessageContaining("A\\u001b[31m")
                .message()
                .doesNotContain("\u001b");
        AFile file = json(WHOLE).with("x\u001b[31m", "1");
        assertThat(file.read().warnings()).singleElement().asString().doesNotContain("\u001b");
        assertThat(new DefinitionFiles()
                        .read(file.path(), "a\u001b[31m", Map.of(), Map.of(), false)
                        .definition()
                        .place("/States"))
                .isEqualTo("a\\u001b[31m:1");
    }

    /** What reading takes of the processor, whatever else that does. */
    private static double seconds(AFile file) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try {
            file.read();
        } catch (ProblemException e) {
            // that takes a time, too
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    }

    private static void assertMistake(AFile file, String what, String where, String fix) {
        assertThat(file.mistakes())
                .singleElement()
                .asString()
                .startsWith(what + "\n  where: " + where)
                .contains(fix);
    }

    private AFile json(String text) {
        return AFile.of(folder, "nightly.asl.json", text);
    }

    private AFile bytes(byte[] text) {
        return AFile.of(folder, "nightly.asl.json", text);
    }

    private AFile yaml(String text) {
        return AFile.of(folder, "nightly.asl.yaml", text);
    }
}
