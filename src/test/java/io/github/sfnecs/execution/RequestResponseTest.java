package io.github.sfnecs.execution;

import static io.github.sfnecs.execution.Runs.RUN;
import static io.github.sfnecs.execution.Runs.problem;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.report.TaskRecord;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** What is said of a task that the execution only started. */
class RequestResponseTest {
    private final Lab lab = new Lab();
    private final Runs runs = new Runs(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void waitsUntilTheTaskIsRunning() {
        lab.account.script("job", TaskScript.runsForever().provisioning(Duration.ofSeconds(40)));
        deploy();

        ExecutionReport report = runs.run(RUN);

        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().tasks())
                .extracting(TaskRecord::lastStatus)
                .containsExactly(Optional.of("RUNNING"));
        assertThat(lab.time.waited()).isBetween(Duration.ofSeconds(41), Duration.ofSeconds(46));
        assertThat(Runs.plain(lab.console.text()))
                .containsOnlyOnce("ECS task arn:aws:ecs:eu-central-1:123456789012:task/jobs/TASK RUNNING\n");
    }

    @Test
    void passesWithATaskThatDidItsWorkAndStopped() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ZERO).stopping(Duration.ZERO));
        deploy();

        ExecutionReport report = runs.run(RUN);

        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().tasks())
                .extracting(TaskRecord::lastStatus)
                .containsExactly(Optional.of("STOPPED"));
    }

    @Test
    void failsWithATaskThatFailed() {
        lab.account.script("job", TaskScript.exits(3).after(Duration.ZERO).stopping(Duration.ZERO));
        deploy();

        assertGolden("execution/request-response-task-failed.txt", problem(runs.run(RUN)));
    }

    @Test
    void failsWithATaskThatNeverStarted() {
        lab.account.script(
                "job",
                TaskScript.failsToStart(
                        "TaskFailedToStart",
                        "ResourceInitializationError: unable to pull secrets or registry auth: i/o timeout"));
        deploy();

        assertGolden("execution/request-response-never-started.txt", problem(runs.run(RUN)));
    }

    @Test
    void failsWithATaskWhoseContainerNeverRan() {
        lab.account.script("job", TaskScript.failsToStart("SpotInterruption", "Your Spot Task was interrupted."));
        deploy();

        assertThat(problem(runs.run(RUN)))
                .startsWith("Execution run SUCCEEDED, but its ECS task failed.\n")
                .contains("(SpotInterruption)\n", "app        yes        none");
    }

    @Test
    void failsWhereEcsStartedNoTask() {
        lab.account.script("job", TaskScript.refused("RESOURCE:MEMORY"));
        deploy();

        assertGolden("execution/request-response-failures.txt", problem(runs.run(RUN)));
    }

    @Test
    void failsWhereTheTaskIsNotRunningInTime() {
        lab.account.script("job", TaskScript.runsForever().provisioning(Duration.ofHours(1)));
        deploy();

        ExecutionReport report = runs.run(Runs.waiting(Duration.ofMinutes(5), OnInterrupt.STOP));

        assertThat(lab.time.waited()).isEqualTo(Duration.ofMinutes(5));
        assertGolden("execution/request-response-not-running.txt", problem(report));
    }

    @Test
    void waitsForATaskThatEcsDoesNotKnowEverywhereYet() {
        deploy();
        lab.account.faults().next("DescribeTasks", new Fault.Throttle());

        assertThat(runs.run(RUN).problem()).isEmpty();
    }

    @Test
    void passesWhereOnlyASidecarThatIsNotEssentialFailed() {
        withSidecar();
        lab.account.script("job", scripted(Map.of("app", 0, "sidecar", 1)));

        assertThat(runs.run(RUN).problem()).isEmpty();
    }

    @Test
    void failsWhereAnEssentialContainerFailed() {
        withSidecar();
        lab.account.script("job", scripted(Map.of("app", 2, "sidecar", 0)));

        assertThat(problem(runs.run(RUN)))
                .startsWith("Execution run SUCCEEDED, but its ECS task failed.\n")
                .contains("app        yes        2", "sidecar    no         0");
    }

    private static TaskScript scripted(Map<String, Integer> codes) {
        return TaskScript.exits(codes).after(Duration.ZERO).stopping(Duration.ZERO);
    }

    private void withSidecar() {
        lab.register(
                "job",
                List.of(
                        ContainerDefinition.builder()
                                .name("app")
                                .image("busybox")
                                .build(),
                        ContainerDefinition.builder()
                                .name("sidecar")
                                .image("busybox")
                                .essential(false)
                                .build()));
        lab.deploy(ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE).newestRevision());
    }

    private void deploy() {
        lab.deploy(ATask.task().pattern(IntegrationPattern.REQUEST_RESPONSE));
    }
}
