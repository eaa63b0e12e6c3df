package io.github.sfnecs.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one Maven build of a consumer project printed, and the files that it wrote. What differs each time stands there as
 * {@code <id>}, {@code <time>}, {@code <version>}, {@code <endpoint>} and {@code <execution>}, what takes time and money {@code <hours>} and {@code <usd>}.
 */
public final class Build {
    private static final Pattern FAILURE =
            Pattern.compile("on project \\S+:(?<message>.*?)-> \\[Help 1]", Pattern.DOTALL);

    private static final Pattern NOT_THE_BUILD =
            Pattern.compile("WARNING: |(Running|Finished) (pre|post)-build script: "
                    + "|Apache Maven |\\d[\\w.-]+$|Maven home: |Java version: |Default locale: |OS name: ");

    private final Path basedir;
    private final Predicate<String> line;
    private int page;

    /** The builds of the project in this folder, of whose output these lines count. */
    Build(Path basedir, Predicate<String> line) {
        this.basedir = basedir;
        this.line = line;
    }

    /** The next build begins here. */
    void turnPage() {
        page = log().length();
    }

    /** The build prints these lines, together and in this order. */
    public void says(String... lines) {
        assertThat(level("INFO")).contains(block(lines));
    }

    /** The build warns with these lines, together and in this order. */
    public void warns(String... lines) {
        assertThat(level("WARNING")).contains(block(lines));
    }

    /** The build does not warn of anything. */
    public void warnsOfNothing() {
        assertThat(level("WARNING")).isEmpty();
    }

    /** The build prints nothing; what Maven's JVM, the option {@code -V} and maven-invoker-plugin add does not count. */
    public void saysNothing() {
        assertThat(printed()
                        .lines()
                        .filter(line ->
                                !line.isBlank() && !NOT_THE_BUILD.matcher(line).lookingAt()))
                .isEmpty();
    }

    /** The build fails with exactly this message, as a user reads it between Maven's own lines. */
    public void failsWith(String... lines) {
        assertThat(failure()).isEqualTo(block(lines));
    }

    private String failure() {
        assertThat(printed()).as("no stack trace").doesNotContain("\tat io.github.sfnecs");
        Matcher failure = FAILURE.matcher(level("ERROR"));
        assertThat(failure.find()).as("Maven says why in\n" + printed()).isTrue();
        return failure.group("message").strip();
    }

    /** The build fails with the message in this file of the folder {@code expected}. */
    public void failsAs(String name) {
        assertExpected(name, failure() + "\n");
    }

    /** The goals print together what is in this file of the folder {@code expected}. */
    public void prints(String name) {
        assertExpected(name, goals());
    }

    /** The same up to {@code execute}, which tells what is going on: how much of it depends on who looks when. */
    public void printsBeforeExecuting(String name) {
        assertExpected(name, goals().split("(?m)^(?=mvn sfn-ecs:execute$)", 2)[0]);
    }

    /** What the goals printed, without the lines that are Maven's. */
    public String goals() {
        return printed()
                .lines()
                .filter(line -> line.startsWith("["))
                .map(line -> line.replaceFirst("^\\[INFO] --- .*:([a-z-]+) \\(.*", "mvn sfn-ecs:$1"))
                .dropWhile(line -> !line.startsWith("mvn sfn-ecs:"))
                .takeWhile(line -> !line.startsWith("[INFO] -----"))
                .filter(line -> !line.matches("\\[INFO] (Download(ing|ed) .*)?"))
                .map(line -> line + "\n")
                .collect(joining());
    }

    /** All that was printed on a level, without the level. */
    public String level(String level) {
        String prefix = "[" + level + "]";
        return printed()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).replaceFirst("^ ", ""))
                .collect(joining("\n"));
    }

    /** All that was printed. */
    public String printed() {
        return log().substring(page);
    }

    /** The build wrote these files to {@code target/sfn-ecs}, each as it is in the folder {@code expected}. */
    public void wrote(String... names) {
        for (String name : names) {
            assertExpected(name, file(name));
        }
    }

    /** Leaves what is there instead in the folder {@code actual}, from where it can be copied once it is found right. */
    private void assertExpected(String name, String actual) {
        write(basedir.resolve("actual").resolve(name), actual);
        Path expected = basedir.resolve("expected").resolve(name);
        assertThat(expected).isRegularFile();
        assertThat(actual)
                .as("what belongs into src/it/%s/%s if the change is meant; there is a copy in the folder actual of %s"
                        .formatted(basedir.getFileName(), basedir.relativize(expected), basedir))
                .isEqualTo(text(expected));
    }

    /** The names of the files in {@code target/sfn-ecs}. */
    public List<String> files() {
        String[] names = basedir.resolve("target/sfn-ecs").toFile().list();
        return names == null ? List.of() : Arrays.stream(names).sorted().toList();
    }

    /** A file in {@code target/sfn-ecs}. */
    public String file(String name) {
        // Step Functions gives times as milliseconds, and with ECS's answer the headers that it came with
        return plain(text(written(name)))
                .replaceAll("(?<=At\": )\\d{13}", "<time>")
                .replaceAll("\\w{3}, \\d{1,2} \\w{3} \\d{4} [\\d:]{8} GMT", "<time>")
                .replaceAll("(\"Content-Length\"\\s*:[\\s\\[]*\")\\d+", "$1<number>")
                .replaceAll("(?<=\"usd\": |Hours\": )[\\d.]+", "<number>")
                .replaceAll("(?<= timestamp=\")[\\d:T-]+", "<time>")
                .replaceAll("(?<= time=\")[\\d.]+", "<number>");
    }

    /** A file in {@code target/sfn-ecs}. */
    public JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(plain(text(written(name))));
        } catch (JsonProcessingException e) {
            throw new AssertionError(name + " is no JSON", e);
        }
    }

    private String log() {
        return plain(text(basedir.resolve("build.log")))
                .lines()
                .filter(line)
                .map(printed -> printed + "\n")
                .collect(joining());
    }

    private String plain(String text) {
        return text.replaceAll("\u001B\\[[0-9;]*m", "")
                .replace(basedir.toString(), "<basedir>")
                .replaceAll("mvn-\\d{8}-\\d{6}-[0-9a-f]{8}", "<execution>")
                .replaceAll("(?<=mvn io\\.github\\.sfnecs:sfn-ecs-maven-plugin:)[^:\\s]+(?=:)", "<version>")
                .replaceAll("(?<= -Dsfn-ecs\\.endpoint=| --endpoint-url )http[^\\s\\\\\"]+", "<endpoint>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.]+Z", "<time>")
                .replaceAll("(?<=prices of )\\d{4}-\\d\\d-\\d\\d", "<date>")
                .replaceAll("\\d[\\d.]* (?=vCPU-h|GB-h)", "<hours> ")
                .replaceAll("(about |less than )?\\$\\d[\\d.]*(?= so far| \\(estimate)", "<usd>")
                .replaceAll("\\b[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\\b", "<id>")
                .replaceAll("(assumed-role/[^/\\s]+/)\\w{32}", "$1<id>")
                .replaceAll("\\b[0-9a-f]{32}\\b", "<id>");
    }

    private static String block(String... lines) {
        return String.join("\n", lines).stripIndent().strip();
    }

    private Path written(String name) {
        return basedir.resolve("target/sfn-ecs").resolve(name);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
