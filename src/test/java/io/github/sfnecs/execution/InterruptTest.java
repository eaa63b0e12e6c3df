package io.github.sfnecs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.it.Scene;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an execution when the JVM that waits for it is told to end, as by Ctrl-C or a cancelled CI job. */
class InterruptTest {
    private final Scene scene = new Scene();

    @BeforeEach
    void deployAStateMachineThatWaitsForEver() {
        scene.sfn.createStateMachine(machine -> machine.name("hello")
                .roleArn(scene.createRole("waiter", Scene.trust("states.amazonaws.com")))
                .definition("""
                        {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 99999999, "End": true}}}"""));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void theExecutionIsStoppedAndTheUserIsTold() throws Exception {
        assertThat(interrupted("STOP")).contains("Interrupted: the execution was stopped: arn:aws:states:");
        assertThat(status()).isEqualTo("ABORTED");
    }

    @Test
    void theExecutionGoesOnWhereTheUserWantsIt() throws Exception {
        assertThat(interrupted("LEAVE")).contains("Interrupted: the execution goes on: arn:aws:states:");
        assertThat(status()).isEqualTo("RUNNING");
    }

    @Test
    void anExecutionOfAGivenNameThatMayBeAnotherOnesIsOnlyNamed() throws Exception {
        Process process = run("STOP");
        scene.account.onceAfter("StartExecution", () -> {
            process.toHandle().destroy();
            // the answer, which would say that it is ours, comes later than the end
            process.onExit().join();
        });

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("Interrupted while the execution was being started: arn:aws:states:")
                .contains("\nTo stop it: aws stepfunctions stop-execution --execution-arn arn:aws:states:");
        assertThat(status()).isEqualTo("RUNNING");
    }

    private String status() {
        return scene
                .sfn
                .listExecutions(list -> list.stateMachineArn(scene.stateMachineArn("hello")))
                .executions()
                .stream()
                .map(execution -> execution.statusAsString())
                .collect(Collectors.joining());
    }

    /** Ends a waiting JVM as soon as it says that the execution is started, and returns what it says after that. */
    private String interrupted(String onInterrupt) throws IOException, InterruptedException {
        Process process = run(onInterrupt);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("Execution started: ");
            // the process itself would close its streams before it has said all
            process.toHandle().destroy();
            String said = lines.lines().collect(Collectors.joining("\n"));
            assertThat(process.waitFor()).isNotZero();
            return said;
        }
    }

    private Process run(String onInterrupt) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Daws.accessKeyId=" + Scene.ACCOUNT,
                        "-Daws.secretAccessKey=not-needed-here",
                        InterruptedRun.class.getName(),
                        scene.endpoint().toString(),
                        "arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster",
                        "hello",
                        onInterrupt))
                .redirectErrorStream(true)
                .start();
    }
}
