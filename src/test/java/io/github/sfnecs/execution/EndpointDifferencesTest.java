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
import io.github.sfnecs.report.TaskRecord;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was seen of emulators that differ from AWS in how executions and tasks go: a test for each difference. */
class EndpointDifferencesTest {
    private static final ExecutionRequest A_MINUTE = Runs.waiting(Duration.ofMinutes(1), OnInterrupt.STOP);

    private final Lab lab = new Lab();
    private final Runs runs = new Runs(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    /** Of a state only that it was entered and left; the oldest event first, whatever was asked for. */
    private static ObjectNode withoutTaskEvents(ObjectNode answer) {
        answer.withArrayProperty("events")
                .removeIf(event -> event.path("type")
                        .asText()
                        .matches("Task(Scheduled|Started|StartFailed|Submitted|Succeeded|Failed|TimedOut)"));
        return answer;
    }

    @Test
    void historyWithoutTaskEventsAfterATimeout() {
        deploy(IntegrationPattern.WAIT_FOR_TASK_TOKEN);
        lab.account.answers("GetExecutionHistory", EndpointDifferencesTest::withoutTaskEvents);

        assertGolden("execution/timeout-survivors-untold.txt", problem(runs.run(A_MINUTE)));
    }

    @Test
    void historyWithoutTaskEventsWhereStepFunctionsIsAboutToStopTheTask() {
        deploy(IntegrationPattern.RUN_JOB);
        lab.account.answers("GetExecutionHistory", EndpointDifferencesTest::withoutTaskEvents);
        lab.time.after(Duration.ofSeconds(10), () -> {
            String arn = lab.runningTasks().get(0).taskArn();
            lab.account.answers("ListTasks", answer -> {
                answer.putArray("taskArns").add(arn);
                return answer;
            });
            Deque<String> desired = new ArrayDeque<>(List.of("RUNNING", "RUNNING", "STOPPED"));
            eachTask(task -> task.put("lastStatus", "RUNNING")
                    .put("desiredStatus", desired.size() > 1 ? desired.remove() : desired.element()));
        });

        assertThat(problem(runs.run(A_MINUTE))).doesNotContain("still running");
    }

    @Test
    void historyWithoutTaskEventsWhereOtherExecutionsRunTasks() {
        deploy(IntegrationPattern.WAIT_FOR_TASK_TOKEN);
        runs.run(new ExecutionRequest(
                RUN.stateMachine(),
                RUN.clusterArns(),
                Optional.of("run-2"),
                RUN.input(),
                Optional.empty(),
                RUN.onInterrupt(),
                RUN.logs()));
        lab.account.answers("GetExecutionHistory", EndpointDifferencesTest::withoutTaskEvents);

        assertThat(problem(runs.run(A_MINUTE))).containsOnlyOnce("still running, and costing");
    }

    @Test
    void historyThatNobodyMayRead() {
        deploy(IntegrationPattern.WAIT_FOR_TASK_TOKEN);
        lab.account.faults().always("GetExecutionHistory", new Fault.Denied("Not you."));

        assertThat(problem(runs.run(A_MINUTE))).contains("still running, and costing: task arn:");
    }

    /** LocalStack writes down a task when it is over. */
    @Test
    void historyWithoutTaskEventsWhileTheTaskRuns() {
        lab.account.script("job", TaskScript.exits(0));
        deploy(IntegrationPattern.RUN_JOB);
        lab.account.answers(
                "GetExecutionHistory",
                answer -> answer.path("events").findValuesAsText("type").contains("ExecutionSucceeded")
                        ? answer
                        : withoutTaskEvents(answer));

        ExecutionReport report = runs.run(RUN);

        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().tasks())
                .extracting(TaskRecord::lastStatus)
                .containsExactly(Optional.of("STOPPED"));
    }

    /** LocalStack ends an execution some seconds after it has taken StopExecution. */
    @Test
    void anExecutionThatEndsLateAfterItWasStopped() {
        deploy(IntegrationPattern.RUN_JOB);
        lab.account.onceAfter("StopExecution", () -> {
            Deque<String> late = new ArrayDeque<>(List.of("RUNNING", "RUNNING"));
            lab.account.answers("DescribeExecution", answer -> {
                if (!late.isEmpty()) {
                    answer.put("status", late.remove()).remove(List.of("stopDate", "error", "cause"));
                }
                return answer;
            });
        });

        ExecutionReport report = runs.run(A_MINUTE);

        assertThat(report.execution().status()).isEqualTo("ABORTED");
        assertThat(problem(report)).startsWith("Execution run took too long and was stopped.");
    }

    /** LocalStack drops both on their way to RunTask; the task is what ECS says that it is. */
    @Test
    void noTagsAndNoCapacityProviderOfATask() {
        lab.account.script("job", TaskScript.exits(0));
        deploy(IntegrationPattern.RUN_JOB);
        eachTask(task -> task.put("launchType", "FARGATE").remove(List.of("capacityProviderName", "tags")));

        ExecutionReport report = runs.run(RUN);

        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().tasks())
                .allSatisfy(task -> assertThat(task.cost()).isPresent());
    }

    @Test
    void historyWithTaskEventsIsBelieved() {
        deploy(IntegrationPattern.WAIT_FOR_TASK_TOKEN);

        assertThat(problem(runs.run(A_MINUTE))).contains("still running, and costing: task arn:");
        assertThat(lab.calls("ListTasks")).isZero();
    }

    @Test
    void noEcsWhenTheExecutionHasFailed() {
        deploy(IntegrationPattern.WAIT_FOR_TASK_TOKEN);
        lab.account.faults().always("DescribeTasks", new Fault.Unsupported());

        assertThat(problem(runs.run(A_MINUTE)))
                .contains("task/jobs/TASK (perhaps: ECS does not show it)\n")
                .endsWith("mvn sfn-ecs:cleanup-tasks stops what is still running");
    }

    @Test
    void noEcsWhenTheJobHasFailed() {
        lab.account.script("job", TaskScript.exits(1));
        deploy(IntegrationPattern.RUN_JOB);
        lab.account.faults().always("DescribeTasks", new Fault.Unsupported());

        assertThat(problem(runs.run(RUN))).contains("app        yes        1").doesNotContain("still running");
    }

    @Test
    void noContainersOfATaskThatHasStopped() {
        lab.account.script(
                "job",
                TaskScript.exits(0).after(Duration.ZERO).stopping(Duration.ZERO).stopCode("UserInitiated"));
        deploy(IntegrationPattern.REQUEST_RESPONSE);
        eachTask(task -> task.putArray("containers"));

        assertThat(problem(runs.run(RUN))).startsWith("""
                        Execution run SUCCEEDED, but its ECS task failed.
                          where: task arn:aws:ecs:eu-central-1:123456789012:task/jobs/TASK STOPPED (UserInitiated)
                                 no containers are told of, so whether they ended well is not known
                        """);
    }

    @Test
    void noContainersOfATaskThatRuns() {
        deploy(IntegrationPattern.REQUEST_RESPONSE);
        eachTask(task -> task.remove("containers"));

        assertThat(runs.run(RUN).problem()).isEmpty();
    }

    @Test
    void aTaskThatMovesOnOnlyWhenItIsDescribed() {
        deploy(IntegrationPattern.REQUEST_RESPONSE);
        movesOnWhenDescribed("PROVISIONING", "PENDING", "ACTIVATING", "RUNNING");

        ExecutionReport report = runs.run(RUN);

        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().tasks())
                .extracting(TaskRecord::lastStatus)
                .containsExactly(Optional.of("RUNNING"));
        assertThat(lab.calls("DescribeTasks")).isEqualTo(4);
    }

    private void movesOnWhenDescribed(String... statuses) {
        Deque<String> next = new ArrayDeque<>(List.of(statuses));
        eachTask(task -> task.put("lastStatus", next.size() > 1 ? next.remove() : next.element()));
    }

    private void eachTask(Consumer<ObjectNode> change) {
        lab.account.answers("DescribeTasks", answer -> {
            answer.path("tasks").forEach(task -> change.accept((ObjectNode) task));
            return answer;
        });
    }

    private void deploy(IntegrationPattern pattern) {
        ATask task = ATask.task().pattern(pattern);
        lab.deploy(pattern == IntegrationPattern.WAIT_FOR_TASK_TOKEN ? task.timeout(Duration.ofDays(1)) : task);
    }
}
