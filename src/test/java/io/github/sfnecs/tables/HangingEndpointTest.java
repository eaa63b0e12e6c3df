package io.github.sfnecs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.fakeaws.Loopback;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.AbstractSfnEcsMojo;
import io.github.sfnecs.mojos.CheckMojo;
import io.github.sfnecs.mojos.CleanupTasksMojo;
import io.github.sfnecs.mojos.DeployStateMachineMojo;
import io.github.sfnecs.mojos.EnsureRoleMojo;
import io.github.sfnecs.mojos.ExecuteMojo;
import io.github.sfnecs.mojos.ExplainMojo;
import io.github.sfnecs.mojos.FollowMojo;
import io.github.sfnecs.mojos.Hello;
import io.github.sfnecs.mojos.RedriveMojo;
import io.github.sfnecs.mojos.StatusMojo;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An endpoint that takes every request and never says a word: every goal says what it waits for, and gives up. */
class HangingEndpointTest {
    /** Half of it is the silence after which they say so. */
    private static final Duration AN_ATTEMPT = Duration.ofMillis(200);

    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final Loopback silent = new Loopback("silent", exchange -> {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            exchange.close();
        }
    });

    @TempDir
    private Path output;

    @AfterEach
    void close() {
        silent.close();
        credentials.close();
    }

    static Stream<Arguments> goals() {
        return Stream.of(
                goal(EnsureRoleMojo::new, "ECS, attempt 2: DescribeTaskDefinition on arn:"),
                goal(DeployStateMachineMojo::new, "ECS, attempt 2: DescribeTaskDefinition on arn:"),
                goal(CheckMojo::new, "ECS, attempt 2: DescribeTaskDefinition on arn:"),
                goal(ExecuteMojo::new, "Step Functions, attempt 2: StartExecution on arn:"),
                goal(RedriveMojo::new, "Step Functions, attempt 2: ListExecutions on arn:"),
                goal(FollowMojo::new, "Step Functions, attempt 2: ListExecutions on arn:"),
                goal(ExplainMojo::new, "Step Functions, attempt 2: DescribeExecution on arn:"),
                goal(StatusMojo::new, "Step Functions, attempt 2: "),
                goal(CleanupTasksMojo::new, "ECS, attempt 2: ListTasks on arn:"));
    }

    private static Arguments goal(Supplier<AbstractSfnEcsMojo> goal, String call) {
        return Arguments.of(goal.get(), "Waiting for " + call);
    }

    @ParameterizedTest
    @MethodSource("goals")
    void isToldOf(AbstractSfnEcsMojo goal, String told) {
        Hello hello = new Hello(silent.endpoint(), output);
        goal.clients = settings -> new AwsClients(settings, AN_ATTEMPT);

        assertThat(hello.outcome(goal)).contains("There was no whole answer in ");

        assertThat(hello.log().lines()).anySatisfy(line -> assertThat(line).startsWith(told));
    }
}
