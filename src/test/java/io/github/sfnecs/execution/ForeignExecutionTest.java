package io.github.sfnecs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.execution.StartExecution.Whose;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose an execution is that StartExecution answers with: what the answer's own clock says, whatever that of the machine. */
class ForeignExecutionTest {
    private final Scene scene = new Scene(FakeClock.system());
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final AwsClients aws = new AwsClients(
            new AwsSettings("us-east-1", Optional.empty(), Optional.of(scene.endpoint()), Optional.empty()));

    @AfterEach
    void close() {
        aws.close();
        credentials.close();
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, OURS", "0, -5, OTHERS", "0, -600, OTHERS", "-3600, -5, OTHERS", "3600, 0, OURS", "-3600, 0, OURS"
    })
    void itsClockDecides(int machineIsAheadBySeconds, int startedSeconds, Whose whose) {
        scene.sfn.createStateMachine(machine -> machine.name("hello")
                .roleArn(scene.createRole("waiter", Scene.trust("states.amazonaws.com")))
                .definition("""
                        {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 99999999, "End": true}}}"""));
        scene.account.answers("StartExecution", earlier(startedSeconds));
        StartExecution start = new StartExecution(
                aws,
                Lab.COMMANDS,
                new Scope("aws", "us-east-1", Scene.ACCOUNT),
                ahead(Duration.ofSeconds(machineIsAheadBySeconds)),
                new ExecutionRequest(
                        "hello",
                        List.of("arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster"),
                        Optional.of("run"),
                        "{}",
                        Optional.empty(),
                        OnInterrupt.STOP,
                        Logs.LEAVE_OUT));

        start.begin();

        assertThat(start.whose()).isEqualTo(whose);
    }

    private static UnaryOperator<ObjectNode> earlier(int seconds) {
        return answer -> answer.put("startDate", answer.path("startDate").asDouble() + seconds);
    }

    private static Time ahead(Duration by) {
        Time system = Time.system();
        return new Time() {
            @Override
            public Instant now() {
                return system.now().plus(by);
            }

            @Override
            public void pause(Duration duration) {
                system.pause(duration);
            }
        };
    }
}
