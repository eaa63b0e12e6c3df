package io.github.sfnecs.execution;

import static io.github.sfnecs.asl.IntegrationPattern.REQUEST_RESPONSE;
import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static io.github.sfnecs.execution.Runs.plain;
import static io.github.sfnecs.execution.Runs.problem;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.aws.Time;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an execution when the build does not wait for it any longer. */
class TimeoutTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Lab lab = new Lab();
    private final Runs runs = new Runs(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void stopsTheExecutionAndWithItTheTask() {
        lab.deploy(ATask.task());

        ExecutionReport report = runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP));

        assertThat(report.execution().status()).isEqualTo("ABORTED");
        assertThat(lab.runningTasks()).isEmpty();
        assertThat(lab.time.waited()).isEqualTo(MINUTE);
        assertGolden("execution/timeout-stopped.txt", problem(report));
    }

    @Test
    void leavesTheExecutionAlone() {
        lab.deploy(ATask.task());

        ExecutionReport report = runs.run(Runs.waiting(MINUTE, OnInterrupt.LEAVE));

        assertThat(report.execution().status()).isEqualTo("RUNNING");
        assertThat(lab.runningTasks()).hasSize(1);
        assertThat(lab.writes()).containsExactly("StartExecution");
        assertGolden("execution/timeout-left.txt", problem(report));
    }

    @Test
    void namesTheTasksThatOutliveIt() {
        lab.deploy(ATask.task().pattern(WAIT_FOR_TASK_TOKEN).timeout(Duration.ofHours(2)));

        ExecutionReport report = runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP));

        assertThat(report.execution().status()).isEqualTo("ABORTED");
        assertThat(lab.time.waited()).isEqualTo(MINUTE);
        assertGolden("execution/timeout-survivors.txt", problem(report));
    }

    @Test
    void doesNotTakeATaskForASurvivorThatIsBeingStopped() {
        lab.account.script("job", TaskScript.runsForever().stopping(Duration.ofMinutes(2)));
        lab.deploy(ATask.task());

        assertThat(problem(runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP)))).doesNotContain("costing");
    }

    @Test
    void namesTheTasksThatOutliveCtrlC() throws IOException {
        lab.deploy(ATask.task().pattern(WAIT_FOR_TASK_TOKEN).timeout(Duration.ofHours(2)));

        assertThat(plain(interrupted())).endsWith("""
                        Still running, and costing:
                          arn:aws:ecs:eu-central-1:123456789012:task/jobs/TASK
                        To stop: mvn sfn-ecs:cleanup-tasks
                        """);
        assertThat(lab.runningTasks()).hasSize(1);
    }

    @Test
    void doesNotSayThatItStoppedWhatHadEnded() throws IOException {
        lab.account.script("job", TaskScript.runsForever());
        lab.deploy(ATask.task().pattern(REQUEST_RESPONSE));

        assertThat(plain(interrupted())).isEqualTo("""
                        Interrupted: the execution had ended already, SUCCEEDED: %s
                        Still running, and costing:
                          arn:aws:ecs:eu-central-1:123456789012:task/jobs/TASK
                        To stop: mvn sfn-ecs:cleanup-tasks
                        """.formatted(Lab.SCOPE.execution(Lab.MACHINE, "run")));
        assertThat(lab.writes()).containsExactly("StartExecution");
    }

    /** What a build in a JVM of its own says when that is ended in its first wait. */
    private String interrupted() throws IOException {
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Daws.accessKeyId=" + Lab.ACCOUNT,
                        "-Daws.secretAccessKey=not-needed-here",
                        InterruptedBuild.class.getName(),
                        lab.aws.endpoint().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Waits once, and is interrupted. */
    static final class InterruptedBuild implements Time, Console {
        public static void main(String[] arguments) {
            InterruptedBuild build = new InterruptedBuild();
            AwsClients clients = new AwsClients(new AwsSettings(
                    Lab.SCOPE.region(), Optional.empty(), Optional.of(URI.create(arguments[0])), Optional.empty()));
            ExecutionReport never = new RunExecution(
                            clients, Lab.SCOPE, build, build, Prices.shipped(), denied -> PolicyInPlace.UNKNOWN)
                    .run(Runs.waiting(MINUTE, OnInterrupt.STOP));
            System.out.println("was not interrupted: " + never.json());
        }

        @Override
        public Instant now() {
            return Lab.START;
        }

        @Override
        public void pause(Duration duration) {
            System.exit(130);
        }

        @Override
        public void info(String message) {
            // only what is said when it ends is looked at
        }

        @Override
        public void warn(String message) {
            System.out.println(message);
        }
    }
}
