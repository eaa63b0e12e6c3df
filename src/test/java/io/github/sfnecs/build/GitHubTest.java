package io.github.sfnecs.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.ExecuteMojo;
import io.github.sfnecs.mojos.FollowMojo;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.mojos.Hello;
import io.github.sfnecs.mojos.Screen;
import io.github.sfnecs.testing.Hostile;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.RecordingConsole;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code execute} and {@code follow} tell GitHub Actions. */
class GitHubTest {
    private static final String RUN = "arn:aws:states:us-east-1:000000000000:execution:hello:run";
    private static final byte[] NEARLY_FULL = new byte[1024 * 1024 - 100];

    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final RecordingConsole console = new RecordingConsole();

    @TempDir
    Path output;

    private Path summary;

    @BeforeEach
    void deploy() {
        summary = output.resolve("summary.md");
        scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
        assertThat(new Hello(scene.endpoint(), output).deploy()).isEmpty();
    }

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    private GitHub job() {
        return new GitHub(Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()), printed);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Screen execute(GitHub github, Map<String, String> parameters) {
        ExecuteMojo execute = new ExecuteMojo();
        Goals.set(execute, "github", github);
        Goals.set(execute, "githubSummary", "true");
        Goals.set(execute, "githubAnnotation", "true");
        parameters.forEach((name, value) -> Goals.set(execute, name, value));
        return Goals.run(execute, scene, output, Set.of());
    }

    @Test
    void getsASummaryAndAnErrorOfAFailedExecution() throws Exception {
        Files.writeString(summary, "what was there\n");

        assertThat(execute(job(), Map.of()).failure()).isPresent();

        assertThat(Files.readString(summary))
                .startsWith("what was there\n### Execution <code>mvn-")
                .contains("</code> <code>FAILED</code>\n", "<pre>\nExecution mvn-", "| <code>web</code> | yes | 1 |")
                .endsWith("\n\n");
        assertThat(printed())
                .matches(
                        "::error title=Execution mvn-\\S+ FAILED\\.::Execution mvn-\\S+ FAILED\\.%0A  where: [^\n]*\n");
    }

    @Test
    void getsASummaryAndNoErrorWhereItSucceeded() throws Exception {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());

        assertThat(execute(job(), Map.of()).failure()).isEmpty();

        assertThat(Files.readString(summary)).contains("<code>SUCCEEDED</code>").doesNotContain("<pre>");
        assertThat(printed()).isEmpty();
    }

    @Test
    void getsNothingThatIsNotWanted() {
        execute(job(), Map.of("githubSummary", "false"));
        assertThat(summary).doesNotExist();
        assertThat(printed()).startsWith("::error ");

        printed.reset();
        execute(job(), Map.of("githubAnnotation", "false"));
        assertThat(summary).exists();
        assertThat(printed()).isEmpty();
    }

    @Test
    void getsNothingInADryRunOrWhereTheGoalIsSkipped() {
        execute(job(), Map.of("dryRun", "true"));
        execute(job(), Map.of("skip", "true"));

        assertThat(summary).doesNotExist();
        assertThat(printed()).isEmpty();
    }

    @Test
    void isNotThereElsewhere() {
        execute(new GitHub(Map.of(), printed), Map.of());
        execute(new GitHub(Map.of("GITHUB_ACTIONS", "false", "GITHUB_STEP_SUMMARY", " "), printed), Map.of());

        assertThat(output).isDirectoryNotContaining("glob:**.md");
        assertThat(printed()).isEmpty();
    }

    @Test
    void warnsWhereTheSummaryCanNotBeWritten() throws Exception {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
        Files.createDirectory(summary);

        Screen screen = execute(job(), Map.of());

        assertThat(screen.failure()).isEmpty();
        assertThat(screen.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("The summary for GitHub Actions is not written: ", summary.toString()));
    }

    @Test
    void leavesASummaryOutThatGitHubWouldNotShow() throws Exception {
        Files.write(summary, NEARLY_FULL);

        job().summarise(() -> "x".repeat(200), console);

        assertThat(summary).hasSize(NEARLY_FULL.length);
        assertThat(console.warnings()).singleElement().asString().contains("1 MiB");
    }

    @Test
    void makesNoSummaryForNobody() {
        new GitHub(Map.of(), printed).summarise(() -> Assertions.fail("nobody asks for it"), console);

        assertThat(console.warnings()).isEmpty();
    }

    @Test
    void alsoGetsAnExecutionThatIsFollowedWithoutAPom() throws Exception {
        scene.sfn.startExecution(
                start -> start.stateMachineArn(scene.stateMachineArn("hello")).name("run"));
        FollowMojo follow = new FollowMojo();
        Goals.set(follow, "github", job());
        Goals.set(follow, "githubSummary", "true");
        Goals.set(follow, "githubAnnotation", "true");
        Goals.set(follow, "executionArn", RUN);

        assertThat(Goals.run(follow, scene, output, Set.of()).failure()).isPresent();

        assertThat(Files.readString(summary)).startsWith("### Execution <code>run</code> <code>FAILED</code>\n");
        assertThat(printed()).startsWith("::error title=Execution run FAILED.::");
    }

    @Test
    void readsOneCommandWhateverIsInIt() {
        for (String text : Hostile.texts()) {
            printed.reset();
            job().annotate("title, " + text + "::", text + "\r\n::error::x\n##[error]100%", console);

            assertThat(printed().lines()).hasSize(1);
            assertThat(printed()).startsWith("::error title=title%2C ").endsWith("100%25\n");
            String properties = printed().substring(2, printed().indexOf("::", 2));
            assertThat(properties.substring("error title=".length())).doesNotContain(",", ":", "\n");
            assertThat(printed().codePoints().filter(c -> Character.isISOControl(c) && c != '\t'))
                    .containsExactly((int) '\n');
        }
    }
}
