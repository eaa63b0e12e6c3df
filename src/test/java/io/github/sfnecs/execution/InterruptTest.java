package io.github.sfnecs.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.ChildJvm;
import io.github.sfnecs.testing.Tables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** One of them ends each kind of waiting; with {@code -Dtables=all} both end both. */
    private static Stream<Signal> signals(Signal one) {
        return Tables.whole() ? Stream.of(Signal.values()) : Stream.of(one);
    }

    private static Stream<Signal> signalsToStop() {
        return signals(Signal.INT);
    }

    private static Stream<Signal> signalsToLeave() {
        return signals(Signal.TERM);
    }

    @ParameterizedTest
    @MethodSource("signalsToStop")
    void theExecutionIsStoppedAtOnceAndTheUserIsTold(Signal signal) throws Exception {
        Process process = run("STOP");
        CompletableFuture<Moment> stopped = new CompletableFuture<>();
        scene.account.onceAfter("StopExecution", () -> stopped.complete(Moment.of(process)));

        Interrupted interrupted = interrupted(process, signal);

        assertThat(interrupted.said).contains("Interrupted: the execution was stopped: arn:aws:states:");
        assertThat(status()).isEqualTo("ABORTED");
        assertThat(stopped.join().work().minus(interrupted.at.work()))
                .as("CPU time from the signal until the account knows: what it takes where nothing else runs")
                .isLessThan(Duration.ofSeconds(2));
        assertThat(stopped.join().time().minus(interrupted.at.time()))
                .as("from the signal until the account knows, on a machine that is busy with other tests")
                .isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @MethodSource("unending")
    void theJvmEndsThoughAnAnswerDoesNot(String operation, Fault fault) throws Exception {
        scene.account.faults().always(operation, fault);

        Interrupted interrupted = interrupted(run("STOP"), Signal.TERM);

        assertThat(interrupted.said).contains("Interrupted: the execution was stopped: arn:aws:states:");
        assertThat(Duration.ofNanos(System.nanoTime()).minus(interrupted.at.time()))
                .as("from the signal until the JVM has ended, on a machine that is busy with other tests")
                .isLessThan(Duration.ofSeconds(20));
        scene.account.faults().clear();
        assertThat(status()).isEqualTo("ABORTED");
    }

    private static Stream<Arguments> unending() {
        Fault trickle = new Fault.Trickle(Duration.ofSeconds(10));
        return Tables.whole()
                ? Stream.of("GetExecutionHistory", "DescribeExecution", "StopExecution")
                        .flatMap(operation ->
                                Stream.of(arguments(operation, trickle), arguments(operation, new Fault.Silent())))
                : Stream.of(arguments("GetExecutionHistory", trickle));
    }

    @Test
    void saysThatTheExecutionCouldNotBeStopped() throws Exception {
        scene.account.faults().always("StopExecution", new Fault.Denied("Not you."));

        assertThat(interrupted(run("STOP"), Signal.TERM).said)
                .contains(
                        "Interrupted: the execution could not be stopped, and may still be running, and costing. You are"
                                + " not allowed to do this.",
                        "\nTo stop it: aws stepfunctions stop-execution --execution-arn arn:aws:states:");
        assertThat(status()).isEqualTo("RUNNING");
    }

    @Test
    void saysThatTheExecutionWasStoppedThoughItCanNotBeSeenAnyMore() throws Exception {
        scene.account.faults().always("DescribeExecution", new Fault.Throttle());

        assertThat(interrupted(run("STOP"), Signal.TERM).said)
                .contains("Interrupted: the execution was stopped: arn:aws:states:");
        assertThat(status()).isEqualTo("ABORTED");
    }

    @Test
    void anExecutionThatSomebodyElseStartedGoesOn() throws Exception {
        scene.account.answers(
                "StartExecution",
                answer -> answer.put("startDate", answer.path("startDate").asDouble() - 86_000));
        Process process = run("STOP");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).contains(" is running already, started at ");
            Signal.TERM.send(process);

            assertThat(lines.lines().collect(Collectors.joining("\n")))
                    .contains("Interrupted: the execution goes on: arn:aws:states:");
        } finally {
            process.destroyForcibly();
        }
        assertThat(status()).isEqualTo("RUNNING");
    }

    @ParameterizedTest
    @MethodSource("signalsToLeave")
    void theExecutionGoesOnWhereTheUserWantsIt(Signal signal) throws Exception {
        assertThat(interrupted(run("LEAVE"), signal).said)
                .contains(
                        "Interrupted: the execution goes on: arn:aws:states:",
                        "\nTo follow it: mvn io.github.sfnecs:sfn-ecs-maven-plugin:1.0:follow -Dsfn-ecs.executionArn=arn:aws:states:");
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

    /** What the terminal sends on Ctrl-C, and what a CI server sends that cancels a job. */
    private enum Signal {
        INT,
        TERM;

        void send(Process process) throws IOException, InterruptedException {
            if (this == INT) {
                assumeThat(Path.of("/proc/self/status"))
                        .as("a JVM that was started in the background of a shell ignores Ctrl-C, as this one does")
                        .satisfiesAnyOf(
                                file -> assertThat(file).doesNotExist(),
                                file -> assertThat(file).content().containsPattern("SigIgn:\\s*[0-9a-f]+[014589cd]\n"));
            }
            // the process itself would close its streams before it has said all
            assertThat(new ProcessBuilder("kill", "-" + this, "" + process.pid())
                            .start()
                            .waitFor())
                    .isZero();
        }
    }

    private record Interrupted(Moment at, String said) {}

    /**
     * When it is, and how much a process has worked by then.
     *
     * @param time since some beginning
     * @param work its CPU time, where the system tells
     */
    private record Moment(Duration time, Duration work) {
        static Moment of(Process process) {
            return new Moment(
                    Duration.ofNanos(System.nanoTime()),
                    process.info().totalCpuDuration().orElse(Duration.ZERO));
        }
    }

    /** Ends a waiting JVM as soon as it says that the execution is started, and returns what it says after that. */
    private Interrupted interrupted(Process process, Signal signal) throws IOException, InterruptedException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("Execution started: ");
            signal.send(process);
            Moment at = Moment.of(process);
            String said = lines.lines().collect(Collectors.joining("\n"));
            assertThat(process.waitFor()).isNotZero();
            return new Interrupted(at, said);
        } finally {
            // one that could not be ended would wait for an hour
            process.destroyForcibly();
        }
    }

    private Process run(String onInterrupt) throws IOException {
        return ChildJvm.start(
                Scene.ACCOUNT,
                InterruptedRun.class,
                scene.endpoint().toString(),
                "arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster",
                "hello",
                onInterrupt);
    }
}
