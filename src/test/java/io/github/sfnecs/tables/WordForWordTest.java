package io.github.sfnecs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.ExplainMojo;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.mojos.PredictionTest;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.LogDestination;
import software.amazon.awssdk.services.sfn.model.LogLevel;

/**
 * What goes wrong and no {@code check} foresees: the cause has the embedded AWS say what AWS says, and {@code explain} knows it. What
 * {@code check} does foresee goes the same way in {@link PredictionTest}, and the network's in {@code NetworkCheckTest}.
 */
class WordForWordTest {
    private static final String NETWORK =
            ", \"NetworkConfiguration\": {\"AwsvpcConfiguration\": {\"Subnets\": [\"subnet-1\"]}}";

    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final ListLog log = new ListLog();

    @TempDir
    Path output;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    @Test
    void aDefinitionWithoutANetwork() {
        assertThat(explained(any -> {}, definition -> definition.replace(NETWORK, "")))
                .contains(
                        "ECS.InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc'")
                .contains(KnownFailure.NO_NETWORK.why("").lines().toList());
    }

    @Test
    void aTaskDefinitionThatNeverWas() {
        assertThat(explained(any -> {}, definition -> definition.replace("hello:1", "hello:9")))
                .contains("ECS.ClientException: ")
                .contains(KnownFailure.INACTIVE_TASK_DEFINITION.happened());
    }

    @Test
    void anImageThatIsNotThere() {
        assertThat(explained(
                        any -> any.account.missingImage("public.ecr.aws/docker/library/python:3"),
                        UnaryOperator.identity()))
                .contains("States.TaskFailed: CannotPullContainerError: ", "(TaskFailedToStart)")
                .contains(KnownFailure.IMAGE_NOT_FOUND.happened());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CAPACITY | Capacity is unavailable at this time. Please try again later or in a different availability zone",
                "THROTTLED | Rate exceeded",
                "QUOTA | You’ve reached the limit on the number of vCPUs you can run concurrently"
            })
    void aRefusalThatPasses(KnownFailure known, String message) {
        assertThat(explained(TaskScript.throwsError("ThrottlingException", message)))
                .contains("ECS.AmazonECSException: " + message)
                .contains(known.happened());
    }

    @ParameterizedTest
    @CsvSource({"NO_PLACE, RESOURCE:MEMORY", "NO_INTERFACES, RESOURCE:ENI", "NO_TASK, SOMETHING NEW"})
    void anAnswerWithoutATask(KnownFailure known, String reason) {
        assertThat(explained(TaskScript.refused(reason)))
                .contains("AmazonECS.Unknown:\n", " " + reason + " arn:aws:ecs:")
                .doesNotContain("SdkHttpMetadata")
                .contains(known.happened());
    }

    @ParameterizedTest
    @CsvSource({
        "EXIT_1, 1",
        "EXIT_125, 125",
        "EXIT_126, 126",
        "EXIT_127, 127",
        "EXIT_134, 134",
        "EXIT_137, 137",
        "EXIT_139, 139",
        "EXIT_143, 143",
        "CONTAINER_EXITED, 3"
    })
    void aContainerThatExitsWithAnError(KnownFailure known, int code) {
        assertThat(explained(TaskScript.exits(code)))
                .contains("States.TaskFailed: Essential container in task exited", "(EssentialContainerExited)")
                .containsPattern("web +yes +" + code + "\n")
                .contains(known.happened());
    }

    @Test
    void aContainerThatNeedsMoreMemoryThanItHas() {
        assertThat(explained(
                        TaskScript.exits(137).stopReason("OutOfMemoryError: Container killed due to memory usage")))
                .contains("States.TaskFailed: OutOfMemoryError: ")
                .contains(KnownFailure.OUT_OF_MEMORY.happened());
    }

    @Test
    void aTaskThatSpotTookBack() {
        assertThat(explained(TaskScript.exits(143)
                        .stopCode("SpotInterruption")
                        .stopReason("Your Spot Task was interrupted.")))
                .contains("(SpotInterruption)")
                .contains(KnownFailure.SPOT.happened());
    }

    @Test
    void aRoleThatMayNotLog() {
        allow("[\"ecs:*\", \"iam:*\", \"events:*\"]");
        String logs = "arn:aws:logs:us-east-1:000000000000:log-group:/theirs:*";

        Throwable refusal = catchThrowable(() -> scene.sfn.createStateMachine(machine -> machine.name("theirs")
                .roleArn(scene.roleArn("service-role/theirs"))
                .loggingConfiguration(logging -> logging.level(LogLevel.ALL)
                        .destinations(LogDestination.builder()
                                .cloudWatchLogsLogGroup(group -> group.logGroupArn(logs))
                                .build()))
                .definition(definition())));

        assertThat(explain("error", refusal.getMessage())).contains(KnownFailure.LOG_DESTINATION.happened());
    }

    private String explained(TaskScript script) {
        return explained(any -> any.account.script("python-web-hello", script.atOnce()), UnaryOperator.identity());
    }

    /** What is said of an execution of a definition that this plugin did not write, by a role that may do everything. */
    private String explained(Consumer<Scene> cause, UnaryOperator<String> written) {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
        cause.accept(scene);
        allow("\"*\"");
        String machine = scene.sfn
                .createStateMachine(create -> create.name("theirs")
                        .roleArn(scene.roleArn("service-role/theirs"))
                        .definition(written.apply(definition())))
                .stateMachineArn();
        return explain(
                "executionArn",
                scene.sfn
                        .startExecution(start -> start.stateMachineArn(machine).name("run"))
                        .executionArn());
    }

    private void allow(String actions) {
        scene.createConsoleRole("theirs");
        scene.allow("theirs", "more", "{\"Effect\": \"Allow\", \"Action\": " + actions + ", \"Resource\": \"*\"}");
    }

    private static String definition() {
        return """
                {"StartAt": "Theirs", "States": {"Theirs": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync",
                  "Parameters": {"Cluster": "test-cluster", "TaskDefinition": "python-web-hello:1", "LaunchType": "FARGATE"%s},
                  "End": true}}}""".formatted(NETWORK);
    }

    private String explain(String parameter, String value) {
        ExplainMojo explain = Goals.ready(new ExplainMojo(), scene, output, log);
        Goals.set(explain, parameter, value);
        assertThat(Goals.message(explain)).isEmpty();
        return String.join("\n", log.lines());
    }
}
