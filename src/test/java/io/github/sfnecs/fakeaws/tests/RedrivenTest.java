package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.TaskScript;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Executions that go on where they failed. The order of the events is that of AWS's page; no recording of it is known.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
class RedrivenTest {
    private static final String RUN = World.definition(".sync", "", "");
    private static final Duration HOUR = Duration.ofHours(1);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void goesOnInTheStateInWhichItFailed() {
        world.account.script("job", TaskScript.exits(1));
        DescribeExecutionResponse failed = world.run(RUN, HOUR);
        assertThat(failed.redriveStatus()).isEqualTo(ExecutionRedriveStatus.REDRIVABLE);

        world.account.script("job", TaskScript.exits(0));
        redrive("a");
        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.clock.advance(HOUR);

        DescribeExecutionResponse done = world.describe(World.EXECUTION);
        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(done.redriveCount()).isOne();
        assertThat(done.redriveStatusReason()).isEqualTo("Execution is SUCCEEDED and cannot be redriven");
        assertThat(world.events(World.EXECUTION))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSubmitted",
                        "TaskFailed",
                        "ExecutionFailed",
                        "ExecutionRedriven",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSubmitted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void hasAllItsTimeAgain() {
        world.account.script("job", TaskScript.exits(1).after(Duration.ofSeconds(40)));
        world.run(RUN.replace("\"StartAt\"", "\"TimeoutSeconds\": 100, \"StartAt\""), Duration.ofSeconds(90));
        redrive("a");
        world.clock.advance(Duration.ofSeconds(20));
        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.RUNNING);

        world.account.script("job", TaskScript.runsForever());
        world.clock.advance(Duration.ofSeconds(60));
        redrive("b");
        world.clock.advance(Duration.ofSeconds(101));
        assertThat(world.describe(World.EXECUTION).status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    }

    @Test
    void happensOnceForAToken() {
        world.account.script("job", TaskScript.exits(1));
        world.run(RUN, HOUR);

        Instant first = redrive("a");
        world.clock.advance(HOUR);

        assertThat(redrive("a")).isEqualTo(first);
        assertThat(world.describe(World.EXECUTION).redriveCount()).isOne();
    }

    @Test
    void isNotForOneThatRunsOrIsTooOld() {
        world.account.script("job", TaskScript.exits(1));
        world.start(RUN);
        assertThatThrownBy(() -> redrive("a"))
                .isInstanceOf(ExecutionNotRedrivableException.class)
                .hasMessageContaining("Execution is RUNNING and cannot be redriven");

        world.clock.advance(Duration.ofDays(15));
        assertThat(world.describe(World.EXECUTION).redriveStatusReason())
                .isEqualTo("Execution redrivable period exceeded");
        assertThatThrownBy(() -> redrive("a")).isInstanceOf(ExecutionNotRedrivableException.class);
    }

    @Test
    void failsAgainInAFailState() {
        world.run("{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Fail\", \"Error\": \"E\"}}}", HOUR);
        redrive("a");
        world.clock.advance(HOUR);

        DescribeExecutionResponse over = world.describe(World.EXECUTION);
        assertThat(over.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(over.error()).isEqualTo("E");
        assertThat(over.redriveCount()).isOne();
    }

    private Instant redrive(String token) {
        return world.clients
                .sfn()
                .redriveExecution(
                        request -> request.executionArn(World.EXECUTION).clientToken(token))
                .redriveDate();
    }
}
