package io.github.sfnecs.execution;

import static io.github.sfnecs.execution.Runs.plain;
import static io.github.sfnecs.execution.Runs.problem;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.time.Time;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person sees who attaches to an execution that somebody else started. */
class FollowExecutionTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String RUN = Lab.SCOPE.execution(Lab.MACHINE, "run");

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    /** Somebody starts an execution of this task. */
    private void start(TaskScript script, ATask task) {
        lab.registerPrinting("app");
        lab.account.script("job", script);
        lab.deploy(task.newestRevision());
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name("run"));
        lab.account.forgetCalls();
    }

    private FollowExecution following() {
        return new FollowExecution(
                lab.clients,
                Lab.COMMANDS,
                Lab.SCOPE,
                lab.time,
                lab.console,
                Prices.shipped(),
                denied -> PolicyInPlace.UNKNOWN);
    }

    private ExecutionReport follow(Duration atMost) {
        return following().follow(RUN, List.of(), atMost, Logs.FOLLOW);
    }

    @Test
    void showsWhatExecuteShowsAlsoOfWhatHappenedBefore() {
        start(
                TaskScript.exits(0).after(MINUTE).prints("app", SECOND, "one").prints("app", MINUTE, "two"),
                ATask.task());
        lab.clock.advance(Duration.ofSeconds(30));

        ExecutionReport report = follow(HOUR);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.writes()).isEmpty();
        assertGolden("execution/follow.txt", plain(lab.console.text()));
    }

    @Test
    void givesTheVerdictOfWhatHasEndedAtOnceWithWhatItsContainersPrinted() {
        start(TaskScript.exits(3).after(MINUTE).prints("app", SECOND, "no database"), ATask.task());
        lab.clock.advance(HOUR.multipliedBy(48));

        ExecutionReport report = follow(HOUR);

        assertThat(lab.time.waited()).isLessThan(SECOND);
        assertThat(lab.console.infos()).contains("app | no database");
        assertThat(lab.writes()).isEmpty();
        assertGolden("execution/follow-failed.txt", problem(report));
    }

    @Test
    void showsWhatTheContainersPrintedBeforeItSaysHowItEnded() {
        start(TaskScript.exits(3).after(MINUTE).prints("app", SECOND, "no database"), ATask.task());
        lab.clock.advance(HOUR.multipliedBy(48));

        new FollowExecution(
                        lab.clients,
                        Lab.COMMANDS,
                        Lab.SCOPE,
                        ticking(),
                        lab.console,
                        Prices.shipped(),
                        denied -> PolicyInPlace.UNKNOWN)
                .follow(RUN, List.of(), HOUR, Logs.FOLLOW);

        assertThat(lab.console.infos()).containsSubsequence("app | no database", "Execution run FAILED.");
    }

    /** Time that passes also between two looks at the clock, as it does outside of tests. */
    private Time ticking() {
        return new Time() {
            @Override
            public Instant now() {
                lab.clock.advance(Duration.ofNanos(1));
                return lab.clock.now();
            }

            @Override
            public void pause(Duration duration) {
                lab.time.pause(duration);
            }
        };
    }

    @Test
    void doesNotWaitForLogsThatAreGone() {
        start(TaskScript.exits(0).after(MINUTE).prints("app", SECOND, "one"), ATask.task());
        lab.clock.advance(HOUR.multipliedBy(48));
        lab.account.faults().always("GetLogEvents", new Fault.Answer(400, "ResourceNotFoundException", "It is gone."));

        assertThat(follow(HOUR).problem()).isEmpty();

        assertThat(lab.time.waited()).isLessThan(SECOND);
        assertThat(lab.console.infos()).contains("Execution run SUCCEEDED.");
    }

    @Test
    void passesWhereEcsHasForgottenTheTaskThatItDidNotWaitFor() {
        start(TaskScript.exits(3).after(MINUTE), ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE));
        lab.clock.advance(HOUR.multipliedBy(2));

        assertThat(follow(HOUR).problem()).isEmpty();

        assertThat(lab.time.waited()).isLessThan(SECOND);
        assertThat(lab.console.warnings())
                .containsExactly("ECS does not know a task of it any more, so whether it failed is not known.");
    }

    @Test
    void failsForTheTaskThatTheExecutionDidNotWaitFor() {
        start(TaskScript.exits(3).after(MINUTE), ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE));
        lab.clock.advance(Duration.ofMinutes(30));

        assertThat(problem(follow(HOUR))).startsWith("Execution run SUCCEEDED, but its ECS task failed.");
    }

    @Test
    void failsWhenTheTimeIsUpAndSaysWhatToTypeThen() {
        start(TaskScript.runsForever(), ATask.task());

        ExecutionReport report = follow(MINUTE);

        assertThat(report.execution().status()).isEqualTo("RUNNING");
        assertThat(lab.time.waited()).isEqualTo(MINUTE);
        assertThat(lab.writes()).isEmpty();
        assertGolden("execution/timeout-left.txt", problem(report));
    }

    @Test
    void saysThatItGoesOnThoughTheLastLookIsThrottled() {
        start(TaskScript.runsForever(), ATask.task());
        lab.time.after(
                MINUTE.minusSeconds(1), () -> lab.account.faults().always("DescribeExecution", new Fault.Throttle()));

        ExecutionReport report = follow(MINUTE);

        assertThat(report.execution().status()).isEqualTo("RUNNING");
        assertThat(problem(report))
                .startsWith("Execution run takes too long, and goes on.\n  where: state RunTask, attempt 1")
                .contains("How it is by now could not be seen. AWS did not answer as it should.\n");
    }

    @Test
    void findsTheClusterOfATaskInItsHistory() {
        start(TaskScript.runsForever(), ATask.task());
        lab.clients
                .sfn()
                .stopExecution(stop -> stop.executionArn(RUN).error("Enough").cause("It takes too long."));
        lab.account.forgetCalls();

        assertThat(problem(follow(HOUR))).startsWith("Execution run ABORTED.").contains("Enough");
        assertThat(lab.account.calls())
                .filteredOn(call -> call.operation().equals("DescribeTasks"))
                .isNotEmpty()
                .allSatisfy(call ->
                        assertThat(call.request().path("cluster").asText()).isEqualTo("jobs"));
    }

    @Test
    void takesTheNewestExecutionWhereNoneIsNamed() {
        start(TaskScript.runsForever(), ATask.task());
        lab.clock.advance(SECOND);
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name("newer"));

        assertThat(following().newest(Lab.MACHINE)).isEqualTo(Lab.SCOPE.execution(Lab.MACHINE, "newer"));
    }

    @Test
    void saysThatThereIsNoneToTake() {
        assertThatThrownBy(() -> following().newest(Lab.MACHINE))
                .hasMessageContainingAll("The state machine nightly does not exist.", "sfn-ecs:deploy-statemachine");
        lab.deploy(ATask.task());
        assertThatThrownBy(() -> following().newest(Lab.MACHINE))
                .hasMessageContainingAll("The state machine nightly has no executions.", "mvn sfn-ecs:execute");
        assertThatThrownBy(() -> follow(HOUR))
                .hasMessageContaining("executionArn '" + RUN + "': there is no such execution");
    }

    @Test
    void saysHowToGoOnWhereItLosesSight() {
        start(TaskScript.runsForever(), ATask.task());
        lab.time.after(MINUTE, () -> lab.account.faults().always("DescribeExecution", new Fault.ExpiredToken()));

        assertThatThrownBy(() -> follow(HOUR))
                .hasMessageContaining(
                        "To follow it: mvn io.github.sfnecs:sfn-ecs-maven-plugin:1.0:follow -Dsfn-ecs.executionArn="
                                + RUN);
    }

    /** In a JVM of its own, which ends in its first wait. */
    @Test
    void onCtrlCTheExecutionGoesOn() throws IOException {
        start(TaskScript.runsForever(), ATask.task());
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Daws.accessKeyId=" + Lab.ACCOUNT,
                        "-Daws.secretAccessKey=not-needed-here",
                        InterruptedFollower.class.getName(),
                        lab.aws.endpoint().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("""
                        Interrupted: the execution goes on: %1$s
                        To follow it again: mvn io.github.sfnecs:sfn-ecs-maven-plugin:1.0:follow -Dsfn-ecs.executionArn=%1$s
                        """.formatted(RUN));
        assertThat(lab.writes()).isEmpty();
        assertThat(lab.runningTasks()).hasSize(1);
    }

    /** Waits once, and is interrupted. */
    static final class InterruptedFollower implements Time, Console {
        public static void main(String[] arguments) {
            InterruptedFollower follower = new InterruptedFollower();
            AwsClients clients = new AwsClients(new AwsSettings(
                    Lab.SCOPE.region(), Optional.empty(), Optional.of(URI.create(arguments[0])), Optional.empty()));
            ExecutionReport never = new FollowExecution(
                            clients,
                            Lab.COMMANDS,
                            Lab.SCOPE,
                            follower,
                            follower,
                            Prices.shipped(),
                            denied -> PolicyInPlace.UNKNOWN)
                    .follow(RUN, List.of(), HOUR, Logs.FOLLOW);
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
