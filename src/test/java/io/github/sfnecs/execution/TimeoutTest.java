package io.github.sfnecs.execution;

import static io.github.sfnecs.asl.IntegrationPattern.REQUEST_RESPONSE;
import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static io.github.sfnecs.execution.Runs.plain;
import static io.github.sfnecs.execution.Runs.problem;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.Tables;
import io.github.sfnecs.time.Time;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** What fifty builds that time out together bring about, and what an outage does. */
    @ParameterizedTest
    @MethodSource("unseen")
    void stopsTheExecutionWhateverItsLastLookIsAnswered(Fault fault) {
        lab.deploy(ATask.task());
        lab.time.after(MINUTE.minusSeconds(1), () -> lab.account.faults().always("DescribeExecution", fault));

        ExecutionReport report = runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP));

        assertThat(lab.writes()).containsExactly("StartExecution", "StopExecution");
        assertThat(lab.runningTasks()).isEmpty();
        assertThat(report.execution().status()).isEqualTo("ABORTED");
        assertThat(report.execution().stopDate()).contains(Lab.START.plus(MINUTE));
        assertThat(report.problem().orElseThrow().kind()).isEqualTo(Problem.Kind.FAILED);
        assertThat(problem(report)).startsWith("""
                        Execution run took too long and was stopped.
                          where: state RunTask, attempt 1
                          why:   It did not end within timeout, PT1M.
                                 How it is by now could not be seen. AWS\s""").doesNotContain("after retries");
    }

    private static Stream<Fault> unseen() {
        return Stream.of(
                new Fault.Throttle(),
                new Fault.ServerError(503),
                new Fault.DropBeforeHandling(),
                new Fault.TruncatedAnswer(),
                new Fault.ExpiredToken());
    }

    @Test
    void saysWhyItDoesNotKnowHowItEnded() {
        lab.deploy(ATask.task());
        lab.time.after(
                MINUTE.minusSeconds(1), () -> lab.account.faults().always("DescribeExecution", new Fault.Throttle()));

        assertGolden("execution/timeout-stopped-unseen.txt", problem(runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP))));
    }

    @Test
    void waitsForTheOthersThatStopTheirsToo() {
        lab.deploy(ATask.task());
        for (int others = 0; others < 5; others++) {
            lab.account.faults().next("StopExecution", new Fault.Throttle());
        }

        assertGolden("execution/timeout-stopped.txt", problem(runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP))));
        assertThat(lab.runningTasks()).isEmpty();
        assertThat(lab.time.waited()).isEqualTo(MINUTE.plusSeconds(1 + 2 + 4 + 5 + 5));
    }

    @Test
    void stopsAgainWhereTheAnswerIsLost() {
        lab.deploy(ATask.task());
        lab.account.faults().next("StopExecution", new Fault.DropAfterHandling());

        assertGolden("execution/timeout-stopped.txt", problem(runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP))));
    }

    @Test
    void looksWhetherItWasStoppedThoughNoAnswerSaysSo() {
        lab.deploy(ATask.task());
        lab.account.faults().always("StopExecution", new Fault.DropAfterHandling());

        assertGolden("execution/timeout-stopped.txt", problem(runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP))));
    }

    @Test
    void saysThatItCouldNotStopIt() {
        lab.deploy(ATask.task());
        lab.account.faults().always("StopExecution", new Fault.Denied("User: ci is not authorized."));

        ExecutionReport report = runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP));

        assertThat(report.execution().status()).isEqualTo("RUNNING");
        assertThat(lab.time.waited()).isEqualTo(MINUTE);
        assertGolden("execution/timeout-unstopped.txt", problem(report));
    }

    @Test
    void saysThatItCouldNotStopItWhileAwsWasBusy() {
        lab.deploy(ATask.task());
        lab.account.faults().always("StopExecution", new Fault.Throttle());

        ExecutionReport report = runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP));

        assertThat(report.problem().orElseThrow().kind()).isEqualTo(Problem.Kind.UNREACHABLE);
        assertThat(problem(report))
                .startsWith(
                        "Execution run took too long, and could not be stopped: it may still be running, and costing.")
                .contains("AWS did not answer as it should.", "ThrottlingException: Rate exceeded")
                .doesNotContain("after retries");
        assertThat(lab.time.waited()).isEqualTo(MINUTE.multipliedBy(2));
    }

    @Test
    void judgesWhatEndedByItselfThoughItCouldNotBeStopped() {
        lab.account.script("job", TaskScript.exits(0).after(MINUTE));
        lab.deploy(ATask.task());
        lab.account.faults().always("StopExecution", new Fault.Throttle());
        lab.account.faults().always("GetExecutionHistory", new Fault.Throttle());

        ExecutionReport report = runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP));

        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().status()).isEqualTo("SUCCEEDED");
    }

    @Test
    void goesOnThoughItsLastLookIsThrottled() {
        lab.deploy(ATask.task());
        lab.time.after(
                MINUTE.minusSeconds(1), () -> lab.account.faults().always("DescribeExecution", new Fault.Throttle()));

        assertThat(problem(runs.run(Runs.waiting(MINUTE, OnInterrupt.LEAVE))))
                .startsWith("Execution run takes too long, and goes on.")
                .contains("How it is by now could not be seen. AWS did not answer as it should.")
                .endsWith("--execution-arn " + Lab.SCOPE.execution(Lab.MACHINE, "run") + " --region eu-central-1");
        assertThat(lab.writes()).containsExactly("StartExecution");
    }

    /** The clock is the machine's: what hangs takes real time. */
    @ParameterizedTest
    @MethodSource("unending")
    void isUpThoughACallHangs(String operation, Fault fault) {
        lab.registerPrinting("app");
        lab.deploy(ATask.task().newestRevision());
        lab.account.script("job", TaskScript.runsForever().atOnce().prints("app", Duration.ZERO, "one"));
        lab.account.faults().always(operation, fault);
        Time time = Time.system();
        Instant begun = time.now();
        List<Instant> stopped = new CopyOnWriteArrayList<>();
        lab.account.onceAfter("StopExecution", () -> stopped.add(time.now()));

        ExecutionReport report = new RunExecution(
                        lab.clients,
                        Lab.COMMANDS,
                        Lab.SCOPE,
                        time,
                        lab.console,
                        Prices.shipped(),
                        denied -> PolicyInPlace.UNKNOWN)
                .run(new ExecutionRequest(
                        Lab.MACHINE,
                        List.of(Lab.CLUSTER),
                        Optional.empty(),
                        "{}",
                        Optional.of(Duration.ofMillis(500)),
                        OnInterrupt.STOP,
                        ExecutionRequest.Logs.FOLLOW));

        assertThat(lab.calls(operation)).isPositive();
        assertThat(problem(report)).contains(" took too long and was stopped.");
        assertThat(stopped)
                .singleElement()
                .satisfies(at -> assertThat(Duration.between(begun, at)).isLessThan(Duration.ofSeconds(10)));
    }

    static Stream<Arguments> unending() {
        // a blank that comes later than the test waits, and one that would renew a time-out for silence
        return Tables.whole()
                ? Stream.of(
                                "GetExecutionHistory",
                                "DescribeTasks",
                                "DescribeExecution",
                                "GetLogEvents",
                                "DescribeStateMachineForExecution")
                        .flatMap(operation -> Stream.of(
                                        new Fault.Trickle(Duration.ofSeconds(10)),
                                        new Fault.Trickle(Duration.ofMillis(100)),
                                        new Fault.Silent())
                                .map(fault -> arguments(operation, fault)))
                : Stream.of(arguments("GetLogEvents", new Fault.Silent()));
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
                            clients,
                            Lab.COMMANDS,
                            Lab.SCOPE,
                            build,
                            build,
                            Prices.shipped(),
                            denied -> PolicyInPlace.UNKNOWN)
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
