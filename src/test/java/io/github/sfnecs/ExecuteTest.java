package io.github.sfnecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
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

        assertThat(properties().getProperty("sfn-ecs.executionArn"))
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

    private Properties properties() {
        return ((MavenProject) Goals.get(execute, "project")).getProperties();
    }
}
