package io.github.sfnecs.execution;

import static io.github.sfnecs.execution.Runs.RUN;
import static io.github.sfnecs.execution.Runs.problem;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.report.TaskRecord;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
                .containsOnlyOnce("ECS task arn:aws:ecs:eu-central-1:123456789012:task/jobs/TASK RUNNING\n")
                .containsOnlyOnce("""
                        Still running, and costing:
                          arn:aws:ecs:eu-central-1:123456789012:task/jobs/TASK
                        To stop: mvn sfn-ecs:cleanup-tasks
                        """);
    }

    @Test
    void passesWithATaskThatDidItsWorkAndStopped() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ZERO).stopping(Duration.ZERO));
        deploy();

        ExecutionReport report = runs.run(RUN);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.console.text()).doesNotContain("running", "cleanup-tasks");
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

    /** An execution may be described as SUCCEEDED before its output can be seen. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void judgesTheTaskWhereTheOutputIsLateOrNeverComes(int looks) {
        lab.account.script("job", TaskScript.exits(3).after(Duration.ZERO).stopping(Duration.ZERO));
        deploy();
        withoutOutput(looks);

        assertThat(problem(runs.run(RUN))).startsWith("Execution run SUCCEEDED, but its ECS task failed.\n");
    }

    @Test
    void failsWhereNothingTellsOfTheTask() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ZERO).stopping(Duration.ZERO));
        deploy();
        withoutOutput(1000);
        lab.account.faults().always("GetExecutionHistory", new Fault.Denied("Not you."));

        assertGolden("execution/request-response-unknown.txt", problem(runs.run(RUN)));
    }

    @Test
    void passesWithoutAnOutputWhereTheExecutionWaitedForItsTask() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofSeconds(20)));
        lab.deploy(ATask.task());
        withoutOutput(1000);

        assertThat(runs.run(RUN).problem()).isEmpty();
    }

    @Test
    void judgesTheTaskOfAnAnswerWithoutFailures() {
        lab.account.script("job", TaskScript.exits(3).after(Duration.ZERO).stopping(Duration.ZERO));
        deploy();
        output(output -> output.remove("Failures"));

        assertThat(problem(runs.run(RUN))).startsWith("Execution run SUCCEEDED, but its ECS task failed.\n");
    }

    private void withoutOutput(int looks) {
        AtomicInteger left = new AtomicInteger(looks);
        lab.account.answers("DescribeExecution", answer -> {
            if (answer.has("output") && left.getAndDecrement() > 0) {
                answer.remove("output");
            }
            return answer;
        });
    }

    private void output(Consumer<ObjectNode> change) {
        lab.account.answers("DescribeExecution", answer -> {
            Optional.ofNullable(answer.get("output"))
                    .flatMap(text -> Json.tryParse(text.asText()))
                    .ifPresent(output -> {
                        change.accept((ObjectNode) output);
                        answer.put("output", Json.compact(output));
                    });
            return answer;
        });
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
