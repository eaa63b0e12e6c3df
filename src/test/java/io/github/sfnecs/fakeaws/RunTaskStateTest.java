package io.github.sfnecs.fakeaws;

import static io.github.sfnecs.fakeaws.World.definition;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What a state that runs a task does, in each of the three patterns. */
class RunTaskStateTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void requestResponseSucceedsAsSoonAsEcsAcceptsTheTask() {
        String execution = world.start(definition("", "", ""));

        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(world.events(execution))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
        assertThat(world.task("RUNNING").startedBy()).isNull();
        assertThat(world.task("RUNNING").group()).isEqualTo("family:job");
    }

    @Test
    void aJobSucceedsWithTheWholeTaskWhenItsContainersExitWithZero() {
        world.account.script("job", TaskScript.exits(0).after(Duration.ofMinutes(59)));
        String execution = world.start(definition(".sync", "", ""));
        world.clock.advance(Duration.ofMinutes(59));
        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.clock.advance(MINUTE);

        assertThat(world.describe(execution).output())
                .contains(
                        "\"StartedBy\":\"AWS Step Functions\"",
                        "\"StopCode\":\"EssentialContainerExited\"",
                        "\"ExitCode\":0");
        assertThat(world.events(execution))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSubmitted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void aJobFailsWithTheWholeTaskWhenAContainerExitsWithAnotherCode() {
        world.account.script("job", TaskScript.exits(Map.of("app", 3)));
        DescribeExecutionResponse failed = world.run(definition(".sync", "", ""), MINUTE);

        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("States.TaskFailed");
        assertThat(failed.cause())
                .contains("\"ExitCode\":3", "\"StoppedReason\":\"Essential container in task exited\"");
    }

    @Test
    void aTaskLivesFromProvisioningToStoppedAndIsForgottenAfterAnHour() {
        world.account.script("job", TaskScript.exits(0).after(MINUTE));
        world.start(definition("", "", ""));
        Task task = world.task("RUNNING");
        assertThat(task.lastStatus()).isEqualTo("PROVISIONING");
        world.clock.advance(Duration.ofMillis(1500));
        assertThat(world.task("RUNNING").lastStatus()).isEqualTo("PENDING");
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(world.task("RUNNING").lastStatus()).isEqualTo("RUNNING");
        world.clock.advance(MINUTE.plusSeconds(1));
        assertThat(world.task("STOPPED").lastStatus()).isEqualTo("STOPPED");
        world.clock.advance(Duration.ofHours(1));

        assertThat(world.clients
                        .ecs()
                        .describeTasks(request -> request.cluster("jobs").tasks(task.taskArn()))
                        .failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("MISSING"));
    }
}
