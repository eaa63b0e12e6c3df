package io.github.sfnecs.config;

import static io.github.sfnecs.config.Reading.execution;
import static io.github.sfnecs.config.Reading.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.execution.ExecutionRequest;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionParametersTest {
    private static final int MOST_BYTES = 256 * 1024;
    private static final String INPUT_EXAMPLE = "<input>{\"customer\": 42}</input>";

    @TempDir
    Path folder;

    static Stream<Reading> mistakes() {
        return Stream.of(
                new Reading(
                        "a syntax error in the first line",
                        input("{\"a\": }"),
                        "input '{\"a\": }': it is not JSON: line 1, column 7: Unexpected character ('}' (code 125)): expected"
                                + " a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                        INPUT_EXAMPLE),
                new Reading(
                        "a syntax error in the third line",
                        input("{\n  \"a\": 1,\n  \"b\" 2\n}"),
                        "input '{\n    \"a\": 1,\n    \"b\" 2\n  }': it is not JSON: line 3, column 7: Unexpected character ('2'"
                                + " (code 50)): was expecting a colon to separate field name and value",
                        INPUT_EXAMPLE),
                new Reading(
                        "two documents",
                        input("{} {}"),
                        "input '{} {}': it is not JSON: line 1, column 4: there is more after the end of the JSON value",
                        INPUT_EXAMPLE),
                new Reading(
                        "a name that Step Functions refuses",
                        values -> execution(values).request(null, null, "a b", null, null, null, "true"),
                        "executionName 'a b': a name has at most 80 characters, no blanks, and none of"
                                + " <>{}[]?*\"#%\\^|~`$&,;:/",
                        "<executionName>my-name</executionName>"),
                new Reading(
                        "a timeout in words",
                        values -> execution(values).request(null, null, null, null, "an hour", null, "true"),
                        "timeout 'an hour': it is a positive duration in ISO-8601",
                        "<timeout>PT1H</timeout>"),
                new Reading(
                        "waiting neither on nor off",
                        values -> execution(values).request(null, null, null, "maybe", null, null, "true"),
                        "wait 'maybe': it is either true or false",
                        "<wait>true</wait>"),
                new Reading(
                        "stopping neither on nor off",
                        values -> execution(values).request(null, null, null, null, null, "TRUE", "true"),
                        "stopOnInterrupt 'TRUE': it is either true or false",
                        "<stopOnInterrupt>true</stopOnInterrupt>"),
                new Reading(
                        "following logs neither on nor off",
                        values -> execution(values).request(null, null, null, null, null, null, "on"),
                        "followLogs 'on': it is either true or false",
                        "<followLogs>true</followLogs>"),
                new Reading(
                        "an age without a number",
                        values -> values.duration("olderThan", "P", "PT2H"),
                        "olderThan 'P': it is a positive duration in ISO-8601",
                        "<olderThan>PT2H</olderThan>"),
                new Reading(
                        "an age that no clock can go back",
                        values -> values.duration("olderThan", "PT9223372036854775807S", "PT2H"),
                        "olderThan 'PT9223372036854775807S': it is longer than a hundred years",
                        "<olderThan>PT2H</olderThan>"),
                new Reading(
                        "an input deeper than it can be read",
                        input("[".repeat(1001) + "]".repeat(1001)),
                        "input '" + "[".repeat(120)
                                + "… (2002 characters)': it is not JSON: it is more than 1000 levels deep,"
                                + " or has a number of more than 1000 digits",
                        "<input>{\"customer\": 42}</input>"),
                new Reading(
                        "a number that there is not",
                        input("1e9999999999"),
                        "input '1e9999999999': it is not JSON: line 1, column 1: a number has an exponent that is out of range",
                        "<input>{\"customer\": 42}</input>"),
                new Reading(
                        "a file that can't be one",
                        inputFile(new File("a\0b")),
                        "inputFile 'a\\u0000b': it can't be read (InvalidPathException)",
                        "<inputFile>${project.basedir}/input.json</inputFile>"));
    }

    private static Consumer<ParameterReader> input(String input) {
        return values -> execution(values).request(input, null, null, null, null, null, "true");
    }

    private static Consumer<ParameterReader> inputFile(File file) {
        return values -> execution(values).request(null, file, null, null, null, null, "true");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldInAWholeSentence(Reading mistake) {
        mistake.assertTold();
    }

    @Test
    void takesNoInputFromBoth() throws IOException {
        File file = file("{}");

        assertThat(told(values -> execution(values).request("{\"a\": 1}", file, null, null, null, null, "true")))
                .isEqualTo(
                        "input '{\"a\": 1}': input and inputFile exclude each other\n  fix:   Leave one of them out");
    }

    @Test
    void saysThatTheFileIsNotThere() {
        File file = folder.resolve("none.json").toFile();

        assertUnreadable(file, "there is no such file");
    }

    @Test
    void saysThatTheFileIsNoUtf8() throws IOException {
        Path file = Files.write(folder.resolve("input.json"), new byte[] {'"', (byte) 0xfc, '"'});

        assertUnreadable(file.toFile(), "it is not a text in UTF-8");
    }

    @Test
    void saysWhereInTheFileTheSyntaxErrorIs() throws IOException {
        File file = file("{\n  a: 1\n}");

        assertThat(told(inputFile(file)))
                .startsWith("inputFile '" + file + "': it is not JSON: line 2, column 3: Unexpected character ('a'")
                .endsWith("\n  fix:   Have JSON in it, such as {\"customer\": 42}");
    }

    @Test
    void saysThatTheFileIsEmpty() throws IOException {
        File file = file(" \n");

        assertThat(told(inputFile(file)))
                .isEqualTo(
                        "inputFile '" + file + "': it is empty\n  fix:   Have JSON in it, such as {\"customer\": 42}");
    }

    @Test
    void saysThatTheFileIsAFolder() {
        assertUnreadable(folder.toFile(), "it is a folder");
    }

    private static void assertUnreadable(File file, String why) {
        assertThat(told(inputFile(file)))
                .isEqualTo("inputFile '" + file + "': " + why
                        + "\n  fix:   <inputFile>${project.basedir}/input.json</inputFile>");
    }

    @Test
    void takesAFileThatBeginsWithAByteOrderMark() throws IOException {
        File file = file("\uFEFF{\"a\": 1}");

        assertThat(execution(new ParameterReader())
                        .request(null, file, null, null, null, null, "true")
                        .orElseThrow()
                        .input())
                .isEqualTo("{\"a\": 1}");
    }

    @Test
    void takes256KibibytesAndNoByteMore() throws IOException {
        String tooLong = "it has 262145 bytes, and an execution takes at most 262144 (256 KiB)\n"
                + "  fix:   Put the data into S3 and give only its key";

        assertThat(told(input(json(MOST_BYTES)))).isEmpty();
        assertThat(told(input(json(MOST_BYTES + 1))))
                .startsWith("input '\"xxx")
                .endsWith("xxx… (262145 characters)': " + tooLong);
        assertThat(told(inputFile(file(json(MOST_BYTES))))).isEmpty();
        assertThat(told(inputFile(file(json(MOST_BYTES + 1)))))
                .startsWith("inputFile '" + folder)
                .endsWith("': " + tooLong);
    }

    @Test
    void countsBytesAndNotCharacters() {
        String umlauts = "\"" + "ü".repeat(MOST_BYTES / 2 - 1) + "\"";

        assertThat(told(input(umlauts))).isEmpty();
        assertThat(told(input(umlauts.replaceFirst("ü", "üx")))).contains("it has 262145 bytes");
    }

    @Test
    void givesDefaultsToWhatIsNotSet() {
        assertThat(request(null, null, null, null))
                .isEqualTo(new ExecutionRequest(
                        "nightly",
                        List.of("arn:aws:ecs:eu-central-1:123456789012:cluster/jobs"),
                        Optional.empty(),
                        "{}",
                        Optional.of(Duration.ofHours(1)),
                        OnInterrupt.LEAVE,
                        ExecutionRequest.Logs.FOLLOW));
    }

    @Test
    void readsWhatIsSet() throws IOException {
        assertThat(new ExecutionParameters(new ParameterReader(), Optional.of(Reading.TARGET))
                        .request(null, file("{\"a\": 1}"), "run-1", "true", "PT5M", "true", "true"))
                .contains(new ExecutionRequest(
                        "nightly",
                        List.of("arn:aws:ecs:eu-central-1:123456789012:cluster/jobs"),
                        Optional.of("run-1"),
                        "{\"a\": 1}",
                        Optional.of(Duration.ofMinutes(5)),
                        OnInterrupt.STOP,
                        ExecutionRequest.Logs.FOLLOW_ITEMS));
    }

    private static ExecutionRequest request(String input, String name, String timeout, String stop) {
        return execution(new ParameterReader())
                .request(input, null, name, "true", timeout, stop, null)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null, FOLLOW", "' ', FOLLOW", "true, FOLLOW_ITEMS", "false, LEAVE_OUT"})
    void followsTheLogsThatAreAskedFor(String followLogs, ExecutionRequest.Logs logs) {
        assertThat(execution(new ParameterReader())
                        .request("{}", null, "run-1", "true", null, null, followLogs)
                        .orElseThrow()
                        .logs())
                .isEqualTo(logs);
    }

    private File file(String text) throws IOException {
        return Files.writeString(folder.resolve("input.json"), text).toFile();
    }

    private static String json(int bytes) {
        String json = "\"" + "x".repeat(bytes - 2) + "\"";
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
        return json;
    }
}
