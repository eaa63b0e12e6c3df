package io.github.sfnecs.execution;

import static io.github.sfnecs.execution.Runs.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * ECS calls a task MISSING that it has forgotten, which takes it an hour, and one that it has accepted a moment ago.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
class TasksAfterTheEndTest {
    private final Lab lab = new Lab();
    private final Runs runs = new Runs(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void aTaskThatIsNotKnownYetIsLookedForAgain() {
        deploy();
        lab.account.onceAfter("StopExecution", () -> missing(3));

        assertThat(problem(runs.run(during(Duration.ofMinutes(1)))))
                .contains("still running, and costing: task arn:")
                .doesNotContain("perhaps");
    }

    @Test
    void aTaskThatDoesNotGetKnownIsToldAsPerhapsRunning() {
        deploy();
        lab.account.onceAfter("StopExecution", () -> missing(Integer.MAX_VALUE));

        assertThat(problem(runs.run(during(Duration.ofMinutes(1)))))
                .contains("/TASK (perhaps: ECS does not show it)")
                .endsWith("mvn sfn-ecs:cleanup-tasks stops what is still running");
    }

    @Test
    void aTaskThatWasStartedLongAgoIsForgotten() {
        deploy();
        lab.account.onceAfter("StopExecution", () -> missing(Integer.MAX_VALUE));

        assertThat(problem(runs.run(during(Duration.ofMinutes(11))))).doesNotContain("still running");
    }

    private static ExecutionRequest during(Duration timeout) {
        return Runs.waiting(timeout, OnInterrupt.STOP);
    }

    private void deploy() {
        lab.deploy(ATask.task().pattern(IntegrationPattern.WAIT_FOR_TASK_TOKEN).timeout(Duration.ofDays(1)));
    }

    private void missing(int looks) {
        int[] left = {looks};
        lab.account.answers("DescribeTasks", answer -> left[0]-- > 0 ? without(answer) : answer);
    }

    private static ObjectNode without(ObjectNode answer) {
        answer.path("tasks")
                .forEach(task -> answer.withArrayProperty("failures")
                        .addObject()
                        .put("arn", task.path("taskArn").asText())
                        .put("reason", "MISSING"));
        answer.putArray("tasks");
        return answer;
    }
}
