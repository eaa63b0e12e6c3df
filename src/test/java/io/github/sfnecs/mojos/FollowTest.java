package io.github.sfnecs.mojos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code follow} and {@code status} make of their parameters, and leave behind. */
class FollowTest {
    private static final String RUN = "arn:aws:states:us-east-1:000000000000:execution:hello:run";

    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final FollowMojo follow = new FollowMojo();

    @TempDir
    Path output;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    private void start(TaskScript script) {
        scene.account.script("python-web-hello", script.atOnce());
        assertThat(new Hello(scene.endpoint(), output).deploy()).isEmpty();
        scene.sfn.startExecution(
                start -> start.stateMachineArn(scene.stateMachineArn("hello")).name("run"));
        scene.account.forgetCalls();
        for (String file : new String[] {"trust-policy.json", "permissions-policy.json", "state-machine.asl.json"}) {
            assertThat(output.resolve(file).toFile().delete()).isTrue();
        }
    }

    @Test
    void takesTheNewestExecutionOfItsStateMachineAndWritesWhatBecameOfIt() throws Exception {
        start(TaskScript.exits(0));

        Screen screen = Goals.run(follow, scene, output, Set.of());

        assertThat(screen.failure()).isEmpty();
        assertThat(screen.lines()).contains("Execution run SUCCEEDED.");
        assertThat(Files.readString(output.resolve("execution.json"))).contains(RUN);
        assertThat(scene.writes()).isEmpty();
    }

    @Test
    void failsAsTheExecutionFailed() {
        start(TaskScript.exits(1));

        assertThat(Goals.run(follow, scene, output, Set.of()).message().strip()).startsWith("Execution run FAILED.");
        assertThat(output).isDirectoryContaining("glob:**/execution.json");
    }

    /** The last line before the verdict, which Maven prints. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void saysWhereTheReportIsHoweverTheExecutionEnds(int exitCode) {
        start(TaskScript.exits(exitCode));

        Screen screen = Goals.run(follow, scene, output, Set.of());

        assertThat(screen.lines()).endsWith("Report: " + output.resolve("execution.html"));
        assertThat(screen.lines())
                .filteredOn(line -> line.contains("execution.html"))
                .hasSize(1);
        assertThat(output.resolve("execution.html")).isRegularFile();
    }

    @Test
    void withoutAPomItFollowsAnExecutionAndWritesNoFile() {
        start(TaskScript.exits(1));
        withoutPom();
        Goals.set(follow, "executionArn", RUN);

        assertThat(Goals.message(follow)).startsWith("Execution run FAILED.");
        assertThat(output).isEmptyDirectory();
        assertThat(scene.calls()).doesNotContain("ListExecutions");
    }

    @Test
    void withoutAPomItHasToBeToldWhichExecution() {
        withoutPom();

        assertThat(Goals.message(follow))
                .contains(
                        "executionArn is not set: without a POM it is required",
                        "-Dsfn-ecs.executionArn=arn:aws:states:")
                .doesNotContain("clusterArn");
        assertThat(scene.calls()).isEmpty();
    }

    @Test
    void wantsAnExecutionOfAStandardStateMachine() {
        Goals.set(follow, "executionArn", "arn:aws:states:us-east-1:000000000000:express:hello:run:1");
        Goals.set(follow, "timeout", "soon");

        assertThat(Goals.run(follow, scene, output, Set.of("timeout")).message())
                .contains("it is not the ARN of an execution of a STANDARD state machine", "timeout 'soon'");
        assertThat(scene.calls()).isEmpty();
    }

    @Test
    void aBuildThatIsCancelledLeavesTheExecutionAlone() throws Exception {
        start(TaskScript.runsForever());
        Hello hello = new Hello(scene.endpoint(), output);
        FutureTask<String> outcome = new FutureTask<>(() -> hello.outcome(follow));
        Thread build = new Thread(outcome, "build");
        scene.account.onceAfter("GetExecutionHistory", build::interrupt);
        build.start();

        assertThat(outcome.get()).contains("The build was interrupted while it waited for AWS.");
        assertThat(hello.log().warnings)
                .containsExactly("Interrupted: the execution goes on: " + RUN, "To follow it again: " + follow(RUN));
        assertThat(scene.writes()).isEmpty();
    }

    @Test
    void executeThatDoesNotWaitSaysHowToWatchLater() {
        start(TaskScript.runsForever());
        ExecuteMojo execute = new ExecuteMojo();
        Goals.set(execute, "wait", "false");
        Goals.set(execute, "executionName", "later");

        assertThat(Goals.run(execute, scene, output, Set.of("wait")).lines())
                .contains("To follow it: " + follow(RUN.replace("run", "later")));
    }

    @Test
    void statusShowsAndWritesWhatThereIs() throws Exception {
        start(TaskScript.runsForever());

        Screen screen = Goals.run(new StatusMojo(), scene, output, Set.of());

        assertThat(screen.failure()).isEmpty();
        assertThat(String.join("\n", screen.lines()))
                .contains(
                        "State machine hello is ACTIVE.",
                        "  run  ",
                        "1 running task on ",
                        " per hour (estimate, prices of");
        assertThat(Files.readString(output.resolve("status.json"))).contains(RUN, "\"usdPerHour\": ");
        assertThat(scene.writes()).isEmpty();
    }

    @Test
    void statusSaysHowManyExecutionsItCanShow() {
        for (String count : new String[] {"0", "101", "-1", "many", "1e2"}) {
            StatusMojo status = new StatusMojo();
            Goals.set(status, "count", count);

            assertThat(Goals.run(status, scene, output, Set.of()).message())
                    .contains("count '" + count + "': it is ", "<count>");
        }
        assertThat(scene.calls()).isEmpty();
    }

    /** With the version and the endpoint of this very build, as it works outside the project. */
    private String follow(String arn) {
        return "mvn io.github.sfnecs:sfn-ecs-maven-plugin:1.2.3:follow -Dsfn-ecs.executionArn=" + arn
                + " -Dsfn-ecs.endpoint=" + scene.endpoint();
    }

    private void withoutPom() {
        Goals.ready(follow, scene, output, new ListLog());
        Goals.set(follow, "project", new MavenProject());
    }
}
