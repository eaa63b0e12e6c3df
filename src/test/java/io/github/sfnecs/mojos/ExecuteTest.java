package io.github.sfnecs.mojos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.house.PluginDescriptorTest;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code execute} leaves behind for whatever comes after it. */
class ExecuteTest {
    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final ExecuteMojo execute = new ExecuteMojo();

    @TempDir
    Path output;

    @BeforeEach
    void deploy() {
        assertThat(Goals.run(new EnsureRoleMojo(), scene, output, Set.of()).failure())
                .isEmpty();
        assertThat(Goals.run(new DeployStateMachineMojo(), scene, output, Set.of())
                        .failure())
                .isEmpty();
    }

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    @Test
    void itsOutputInAFileAndInPropertiesOfTheProject() throws Exception {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
        Path file = output.resolve("saved").resolve("output.json");
        Goals.set(execute, "outputFile", file.toFile());

        assertThat(Goals.run(execute, scene, output, Set.of()).failure()).isEmpty();

        assertThat(properties().getProperty("sfn-ecs.startedExecutionArn"))
                .startsWith("arn:aws:states:us-east-1:000000000000:execution:hello:mvn-");
        assertThat(properties().getProperty("sfn-ecs.executionStatus")).isEqualTo("SUCCEEDED");
        assertThat(properties().getProperty("sfn-ecs.output")).contains("\"StopCode\":\"EssentialContainerExited\"");
        assertThat(Files.readString(file))
                .isEqualTo(properties().getProperty("sfn-ecs.output") + "\n")
                .startsWith("{");
        assertThat(file.getParent()).isDirectoryContaining(file::equals);
        assertThat(Files.readString(output.resolve("execution.json")))
                .contains("\"name\": \"RunTask\"", "\"outcome\": \"LEFT\"");
    }

    /** A container may print it, and a later plugin would fill it in. */
    @Test
    void nothingThatMavenEvaluatesInItsProperties() throws Exception {
        String secret = "a \"${user.home}\\${user.dir}$${java.home}";
        scene.account.script(
                "python-web-hello", TaskScript.exits(0).stopReason(secret).atOnce());

        assertThat(withoutLogs().failure()).isEmpty();

        MavenSession session = (MavenSession) Goals.get(execute, "session");
        session.setProjects(List.of((MavenProject) Goals.get(execute, "project")));
        PluginParameterExpressionEvaluator maven =
                new PluginParameterExpressionEvaluator(session, new MojoExecution(new MojoDescriptor()));
        String evaluated = (String) maven.evaluate("${sfn-ecs.output}");
        assertThat(new ObjectMapper().readTree(evaluated).get("StoppedReason").asText())
                .isEqualTo(secret);
        assertThat(maven.evaluate("{\"input\": ${sfn-ecs.output}}")).isEqualTo("{\"input\": " + evaluated + "}");
    }

    @Test
    void noPropertyThatIsAParameterOfAGoal() throws Exception {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());

        assertThat(withoutLogs().failure()).isEmpty();

        assertThat(properties().stringPropertyNames())
                .hasSize(3)
                .doesNotContainAnyElementsOf(PluginDescriptorTest.parameters()
                        .map(parameter -> "sfn-ecs." + parameter.name())
                        .toList());
    }

    /** As on a disk that is full when the run is over. */
    @Test
    void whyItFailedAlsoWhereItsFilesCanNoLongerBeWritten() throws Exception {
        scene.account.script("python-web-hello", TaskScript.exits(3).atOnce());
        Files.createDirectories(output.resolve("execution.json").resolve("in the way"));

        Screen screen = withoutLogs();

        assertThat(screen.message()).contains("The container ended with an error of its own");
        assertThat(screen.lines())
                .contains("The file " + output.resolve("execution.json") + " can't be written.")
                .doesNotContain("The file " + output.resolve("execution.html") + " can't be written.");
        assertThat(output.resolve("execution.html")).isRegularFile();
        assertThat(properties().getProperty("sfn-ecs.executionStatus")).isEqualTo("FAILED");
    }

    @Test
    void aFailureWhereAFileCanNotBeWrittenThatALaterStepMayRead() throws Exception {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
        Files.createDirectories(output.resolve("execution.html").resolve("in the way"));

        Screen screen = withoutLogs();

        assertThat(screen.message()).contains("The file " + output.resolve("execution.html") + " can't be written.");
        assertThat(screen.lines()).anyMatch(line -> line.endsWith(" SUCCEEDED."));
        assertThat(output.resolve("execution.json")).isRegularFile();
    }

    @Test
    void noOutputWhereItFailed() throws Exception {
        scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
        Path file = Files.writeString(output.resolve("output.json"), "of an earlier run");
        Goals.set(execute, "outputFile", file.toFile());

        assertThat(Goals.run(execute, scene, output, Set.of()).failure()).isPresent();

        assertThat(properties().getProperty("sfn-ecs.executionStatus")).isEqualTo("FAILED");
        assertThat(properties()).doesNotContainKey("sfn-ecs.output");
        assertThat(file).hasContent("of an earlier run");
        assertThat(Files.readString(output.resolve("execution.json")))
                .contains("\"outcome\": \"FAILED\"", "\"error\": \"States.TaskFailed\"");
    }

    @Test
    void nothingWhereTheFileCanNotBeOne() {
        Goals.set(execute, "outputFile", output.toFile());

        assertThat(Goals.message(Goals.ready(execute, scene, output, new ListLog())))
                .contains("outputFile '" + output + "': no file can be written there: it is a folder, or no file");
        assertThat(scene.account.calls()).noneMatch(call -> call.operation().equals("StartExecution"));
    }

    @Test
    void nothingWhereAFileIsInTheWayOrTheNameIsTooLong() throws Exception {
        Path file = Files.writeString(output.resolve("a-file"), "");
        for (Path nowhere : List.of(file.resolve("output.json"), output.resolve("x".repeat(256)))) {
            Goals.set(execute, "outputFile", nowhere.toFile());

            assertThat(Goals.message(Goals.ready(execute, scene, output, new ListLog())))
                    .contains("outputFile '", "no file can be written there: ");
        }
        assertThat(scene.account.calls()).noneMatch(call -> call.operation().equals("StartExecution"));
    }

    /** A run costs money, and what comes of it is what it was for. */
    @Test
    void nothingWhereItsFilesCanNotBeWritten() throws Exception {
        Path file = Files.writeString(output.resolve("a-file"), "");

        assertThat(Goals.run(execute, scene, file, Set.of()).message())
                .contains("No file can be written to the folder " + file + ".");
        assertThat(scene.account.calls()).noneMatch(call -> call.operation().equals("StartExecution"));
    }

    /** Else each waits for lines that CloudWatch Logs may still get. */
    private Screen withoutLogs() {
        Goals.set(execute, "followLogs", "false");
        return Goals.run(execute, scene, output, Set.of());
    }

    private Properties properties() {
        return ((MavenProject) Goals.get(execute, "project")).getProperties();
    }
}
