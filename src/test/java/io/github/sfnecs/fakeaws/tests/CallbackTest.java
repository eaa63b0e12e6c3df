package io.github.sfnecs.fakeaws.tests;

import static io.github.sfnecs.fakeaws.tests.World.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.TaskScript;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Task tokens: who may use them and what comes of it. */
class CallbackTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String TOKEN = """
            , "Overrides": {"ContainerOverrides": [{"Name": "app",
              "Environment": [{"Name": "TASK_TOKEN", "Value.$": "$$.Task.Token"}]}]}""";

    private final World world = new World();

    @BeforeEach
    void taskRole() {
        letTaskRole("states:SendTask*");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theContainersAnswerIsTheStatesOutput() {
        world.account.script("job", TaskScript.exits(0).sendsTaskSuccess("{\"answer\": 42}"));
        DescribeExecutionResponse done = world.run(waiting(""), MINUTE);

        assertThat(done.output()).isEqualTo("{\"answer\":42}");
        assertThat(world.events(done.executionArn()))
                .containsSubsequence("TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded");
    }

    @Test
    void theContainersFailureIsTheStates() {
        world.account.script("job", TaskScript.exits(1).sendsTaskFailure("Broken", "No disk."));
        DescribeExecutionResponse failed = world.run(waiting(""), MINUTE);

        assertThat(failed.error()).isEqualTo("Broken");
        assertThat(failed.cause()).isEqualTo("No disk.");
    }

    @Test
    void aTaskRoleThatMayNotCallBackLeavesTheStateWaiting() {
        letTaskRole("states:SendTaskFailure");
        world.account.script("job", TaskScript.exits(0).sendsTaskSuccess("{}"));

        assertThat(world.run(waiting(""), MINUTE).status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(world.account.authorizations()).last().satisfies(asked -> {
            assertThat(asked.role()).isEqualTo(World.TASK_ROLE);
            assertThat(asked.action()).isEqualTo("states:SendTaskSuccess");
            assertThat(asked.allowed()).isFalse();
        });
    }

    /**
     * A heartbeat that is missed has the name of any other time-out. Recorded 2024-04-18:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/timeouts/test_heartbeats.snapshot.json
     */
    @Test
    void heartbeatsKeepTheStateWaiting() {
        world.account.script("job", TaskScript.runsForever().heartbeats(Duration.ofSeconds(20)));
        assertThat(world.run(waiting(", \"HeartbeatSeconds\": 30"), MINUTE).status())
                .isEqualTo(ExecutionStatus.RUNNING);

        letTaskRole("states:SendTaskSuccess");
        world.clock.advance(MINUTE);
        DescribeExecutionResponse failed = world.describe(World.EXECUTION);
        assertThat(failed.error()).isEqualTo("States.Timeout");
    }

    @Test
    void aTokenIsGoodForOneAnswer() {
        world.start(waiting(""));
        String token = world.task("RUNNING")
                .overrides()
                .containerOverrides()
                .get(0)
                .environment()
                .get(0)
                .value();
        world.clients.sfn().sendTaskSuccess(send -> send.taskToken(token).output("1"));

        assertThat(world.describe(World.EXECUTION).output()).isEqualTo("1");
        assertThatThrownBy(() -> world.clients.sfn().sendTaskHeartbeat(send -> send.taskToken(token)))
                .hasMessageContaining("Task Timed Out: 'Provided task does not exist anymore'");
        assertThatThrownBy(() -> world.clients.sfn().sendTaskHeartbeat(send -> send.taskToken("forged")))
                .hasMessageContaining("Invalid Token: 'Invalid token'");
    }

    @Test
    void anAbortedExecutionLeavesTheTaskRunning() {
        world.start(waiting(""));
        world.clock.advance(MINUTE);
        world.clients.sfn().stopExecution(stop -> stop.executionArn(World.EXECUTION));

        assertThat(world.task("RUNNING").lastStatus()).isEqualTo("RUNNING");
    }

    private static String waiting(String moreOfState) {
        return definition(".waitForTaskToken", TOKEN, moreOfState);
    }

    private void letTaskRole(String action) {
        String document = World.policy("{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"*\"}");
        world.clients
                .iam()
                .putRolePolicy(
                        put -> put.roleName("jobTaskRole").policyName("answer").policyDocument(document));
    }
}
