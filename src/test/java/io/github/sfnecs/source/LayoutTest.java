package io.github.sfnecs.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.json.Json;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deployed is the text of the user's file, with the group of the tasks in it and nothing else changed. */
class LayoutTest {
    private static final String GROUP = "\"Group.$\": \"States.Format('sfn-ecs:{}:{}',"
            + " States.ArrayGetItem(States.StringSplit($$.Execution.Id, ':/'), 6), $$.Execution.Name)\"";
    private static final String RUN =
            "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::ecs:runTask\", \"Next\": \"B\"";
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[-+.\\w]+|[{}\\[\\]:,]");

    @TempDir
    Path folder;

    @Test
    void staysAsItIsWritten() {
        String text = """
                { "StartAt" : "A",

                \t"Comment": "\\u00e4\\/ ä {\\"Parameters\\": {}}", "n": [1.50, 1E3,-0 , 100000000000000000000],
                  "States": {"A": {"Type": "Pass", "Parameters": { "Group": 1 }, "Next": "B"}, "B": {"Type": "Succeed"}}}

                """;

        assertThat(deployed(text)).isEqualTo(text.stripTrailing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'{\"Cluster\": \"a\"}'|'{@, \"Cluster\": \"a\"}'",
                "'{ \"Cluster\": \"a\" }'|'{ @, \"Cluster\": \"a\" }'",
                "'{\n    \"Cluster\": \"a\"\n  }'|'{\n    @,\n    \"Cluster\": \"a\"\n  }'",
                "'{}'|'{@}'",
                "'{ }'|'{ @ }'",
                "'{\"Group\": \"mine\"}'|'{\"Group\": \"mine\"}'",
                "'{\"Group.$\": \"$.mine\"}'|'{\"Group.$\": \"$.mine\"}'",
                "'\"\"'|'\"\"'",
                "'{\"Tags\": [{\"Parameters\": {\"a\": {}}}]}'|'{@, \"Tags\": [{\"Parameters\": {\"a\": {}}}]}'",
            })
    void getsTheGroupWhereTheArgumentsBegin(String arguments, String marked) {
        assertThat(deployed(around("\"Parameters\": " + arguments)))
                .isEqualTo(around("\"Parameters\": " + marked.replace("@", GROUP)));
    }

    @Test
    void getsTheGroupInEachState() {
        String task = "{" + RUN.replace("\"Next\": \"B\"", "\"End\": true") + ", \"Parameters\": {\"Cluster\": \"a\"}}";
        String text = around("\"Parameters\": {\"LaunchType\": \"EC2\"}")
                .replace(
                        "\"Succeed\"}",
                        "\"Parallel\", \"End\": true, \"Branches\": [{\"StartAt\": \"C\", \"States\": {\"C\": " + task
                                + "}}]},\n\"D\": {\"Type\": \"Map\", \"Parameters\": {\"x.$\": \"$\"}, \"End\": true,"
                                + " \"Iterator\": {\"StartAt\": \"E\", \"States\": {\"E\": " + task + "}}}");

        assertThat(deployed(text))
                .isEqualTo(text.replace("{\"LaunchType", "{" + GROUP + ", \"LaunchType")
                        .replace("{\"Cluster", "{" + GROUP + ", \"Cluster"));
    }

    @Test
    void getsTheGroupInJsonata() {
        assertThat(deployed(around("\"QueryLanguage\": \"JSONata\", \"Arguments\": {\"Cluster\": \"{% $c %}\"}")))
                .contains("\"Arguments\": {\"Group\": \"{% 'sfn-ecs:' & ")
                .contains(" & $states.context.Execution.Name %}\", \"Cluster\": \"{% $c %}\"}");
    }

    @Test
    void hasWhatIsFilledIn() {
        AFile file = AFile.of(
                        folder,
                        "nightly.asl.json",
                        around("\"Parameters\": {\"Cluster\": \"${cluster}\", \"Count\": ${count}}"))
                .with("cluster", "\"a\"")
                .with("count", "[1,  2]");

        assertThat(file.marked().definition().deployed())
                .contains("{" + GROUP + ", \"Cluster\": \"\\\"a\\\"\", \"Count\": [1,  2]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r"})
    void isTheSameFromEverySystem(String lineEnd) {
        String text = around("\"Parameters\": {\n  \"Cluster\": \"a\"}\n\n");

        assertThat(deployed(text.replace("\n", lineEnd)))
                .isEqualTo(deployed(text).replace("\n", lineEnd.equals("\r") ? "" : "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u009b2J", "\u007f", "\u202e", "##vso[task.complete]"})
    void hasNothingThatATerminalWouldObey(String hostile) throws JsonProcessingException {
        Definition read = read(around("\"Parameters\": {}, \"Comment\": \"" + hostile + "\""));

        assertThat(read.deployed()).doesNotContain(hostile);
        assertThat(Json.parse(read.deployed())).isEqualTo(read.json());
    }

    @Test
    void hasNothingThatNoEncodingHas() {
        AFile file = AFile.of(folder, "nightly.asl.json", around("\"Comment\": \"${half}\""));

        assertThat(file.with("half", "\ud83d").marked().definition().deployed()).contains("\"Comment\": \"\\ud83d\"");
    }

    @Test
    void ofYamlIsIndented() {
        Definition read = AFile.of(folder, "nightly.asl.yaml", "StartAt: A\nStates: {A: {Type: Succeed}} # the end\n")
                .marked()
                .definition();

        assertThat(read.deployed()).isEqualTo("""
                        {
                          "StartAt": "A",
                          "States": {
                            "A": {
                              "Type": "Succeed"
                            }
                          }
                        }""");
    }

    @Test
    void isLeftOutWhereItIsTooLong() {
        Definition read = read(around("\"Parameters\": {}," + " ".repeat((1 << 20) - 250) + "\"Comment\": \"c\""));

        assertThat(read.text()).hasSizeGreaterThan(1 << 20);
        assertThat(read.deployed()).isEqualTo(Json.compact(read.json())).hasSizeLessThan(1000);
    }

    @Test
    void isTooLongWithTheGroupInIt() {
        String text = around("\"Parameters\": {}, \"Comment\": \"" + "c".repeat((1 << 20) - 250) + "\"");

        assertThat(AFile.of(folder, "nightly.asl.json", text)
                        .read()
                        .definition()
                        .deployed())
                .isEqualTo(text);
        assertThat(AFile.of(folder, "nightly.asl.json", text).mistakesWhenMarked())
                .first()
                .asString()
                .startsWith("The definition is larger than 1 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightly.asl.json", "nightly.asl.yaml"})
    void isTooLongWithManyGroupsInIt(String name) {
        String states = IntStream.range(0, 4_800)
                .mapToObj(i -> "\"" + i + "\": {" + RUN + ", \"Parameters\": {}}")
                .collect(Collectors.joining(", "));
        AFile file = AFile.of(folder, name, "{\"StartAt\": \"A\", \"States\": {" + states + "}}");

        assertThat(file.read().definition().text()).isNotEmpty();
        assertThat(file.mistakesWhenMarked()).first().asString().startsWith("The definition is larger than 1 MiB");
    }

    @Test
    void meansTheSameInWhateverLayout() throws JsonProcessingException {
        Random random = new Random(1);
        String text = around(
                "\"Parameters\": {\"Cluster\": \"a {\", \"Tags\": [{}, {\"Parameters\": {\"Group\": 1}}]}, \"Retry\": []");
        for (int i = 0; i < 500; i++) {
            Definition read = read(TOKEN.matcher(text)
                    .replaceAll(token -> Matcher.quoteReplacement(space(random) + token.group() + space(random))));

            assertThat(Json.parse(read.deployed())).isEqualTo(read.json());
            assertThat(TaskGroup.isIn(read.deployed())).isTrue();
        }
    }

    private static String space(Random random) {
        return random.ints(random.nextInt(4), 0, 4)
                .mapToObj(any -> " \t\n\r".substring(any, any + 1))
                .collect(Collectors.joining());
    }

    private static String around(String members) {
        return "{\"StartAt\": \"A\", \"States\": {\"A\": {" + RUN + ", " + members
                + "}, \"B\": {\"Type\": \"Succeed\"}}}";
    }

    private String deployed(String text) {
        return read(text).deployed();
    }

    private Definition read(String text) {
        return AFile.of(folder, "nightly.asl.json", text).marked().definition();
    }
}
