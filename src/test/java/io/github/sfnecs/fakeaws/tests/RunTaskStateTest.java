package io.github.sfnecs.fakeaws.tests;

import static io.github.sfnecs.fakeaws.tests.World.definition;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.fakeaws.TaskScript;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    void aTaskThatNeverStartsHasNoExitCode() {
        world.account.script("job", TaskScript.failsToStart("TaskFailedToStart", "CannotPullContainerError: no route"));
        DescribeExecutionResponse failed = world.run(definition(".sync", "", ""), MINUTE);

        assertThat(failed.error()).isEqualTo("States.TaskFailed");
        assertThat(failed.cause())
                .contains(
                        "\"StopCode\":\"TaskFailedToStart\"",
                        "\"StoppedReason\":\"CannotPullContainerError: no route\"")
                .doesNotContain("ExitCode");
    }

    @Test
    void failuresFailAJobButNotARequestResponse() {
        world.account.script("job", TaskScript.refused("RESOURCE:MEMORY"));

        assertThat(world.run(definition(".sync", "", ""), MINUTE).error()).isEqualTo("AmazonECS.Unknown");
        world.clients.sfn().deleteStateMachine(machine -> machine.stateMachineArn(World.MACHINE));
        world.create(definition("", "", ""));
        String execution = world.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(World.MACHINE))
                .executionArn();
        assertThat(world.describe(execution).output()).contains("\"Reason\":\"RESOURCE:MEMORY\"", "\"Tasks\":[]");
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidParameterException, ECS.InvalidParameterException",
        "ClusterNotFoundException, ECS.ClusterNotFoundException",
        "ThrottlingException, ECS.AmazonECSException"
    })
    void ecsErrorsHaveStepFunctionsNames(String code, String error) {
        world.account.script("job", TaskScript.throwsError(code, "Said the service."));

        DescribeExecutionResponse failed = world.run(definition("", "", ""), MINUTE);
        assertThat(failed.error()).isEqualTo(error);
        assertThat(failed.cause())
                .startsWith("Said the service. (Service: AmazonECS; Status Code: 400; Error Code: " + code
                        + "; Request ID: ");
    }

    @Test
    void fargateWithoutNetworkConfigurationIsRefused() {
        String definition = definition("", "", "")
                .replace(
                        "\"NetworkConfiguration\": {\"AwsvpcConfiguration\": {\"Subnets\": [\"subnet-1\"]}}",
                        "\"Group\": \"g\"");

        DescribeExecutionResponse failed = world.run(definition, MINUTE);
        assertThat(failed.error()).isEqualTo("ECS.InvalidParameterException");
        assertThat(failed.cause())
                .contains("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    }

    /** Whatever made it: Step Functions has texts where ECS has, also in JSONata. */
    @ParameterizedTest
    @ValueSource(strings = {"\"Value.$\": \"$.n\"", "\"Value\": 5", "\"Value\": true"})
    void anEnvironmentHasNothingButTexts(String value) {
        String overrides =
                ", \"Overrides\": {\"ContainerOverrides\": [{\"Name\": \"app\", \"Environment\": [{\"Name\": \"N\", "
                        + value + "}]}]}";
        String definition = definition("", overrides, "");

        assertThat(world.run(definition, MINUTE).cause())
                .endsWith("could not be used to start the Task: [The value for the field 'Value' must be a STRING]");
        world.clients.sfn().deleteStateMachine(delete -> delete.stateMachineArn(World.MACHINE));
        String queried = definition
                .replace("\"Parameters\"", "\"QueryLanguage\": \"JSONata\", \"Arguments\"")
                .replace("\"Value.$\": \"$.n\"", "\"Value\": \"{% $states.input.n %}\"");
        world.create(queried);
        String again = world.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(World.MACHINE).input("{\"n\": 1}"))
                .executionArn();
        assertThat(world.describe(again).cause()).endsWith("[The value for the field 'Value' must be a STRING]");
    }

    @Test
    void groupAndTagsComeFromTheDefinition() {
        world.start(definition("", """
                , "Group.$": "States.Format('sfn-ecs:{}:{}', $$.StateMachine.Name, $$.Execution.Name)",
                "Tags": [{"Key": "team", "Value": "blue"}]""", ""));

        assertThat(world.task("RUNNING").group()).isEqualTo("sfn-ecs:machine:run");
        assertThat(world.task("RUNNING").tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key()).isEqualTo("team"));
    }

    @Test
    void aRetrierStartsAnotherTaskAfterItsInterval() {
        world.account.script("job", TaskScript.throwsError("ServerException", "Try again."));
        String execution = world.start(
                definition(
                        ".sync",
                        "",
                        ", \"Retry\": [{\"ErrorEquals\": [\"ECS.ServerException\"], \"IntervalSeconds\": 60, \"MaxAttempts\": 1}]"));
        world.clock.advance(Duration.ofSeconds(59));
        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.account.script("job", TaskScript.exits(0));
        world.clock.advance(MINUTE);

        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(world.events(execution)).filteredOn("TaskScheduled"::equals).hasSize(2);
    }

    @Test
    void aCatcherTakesTheErrorElsewhere() {
        world.account.script("job", TaskScript.exits(1));
        String definition = definition(
                        ".sync",
                        "",
                        ", \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"ResultPath\": \"$.failure\", \"Next\": \"Tell\"}]")
                .replace(
                        "\"End\": true}}}",
                        "\"End\": true}, \"Tell\": {\"Type\": \"Succeed\", \"OutputPath\": \"$.failure.Error\"}}}");

        assertThat(world.run(definition, MINUTE).output()).isEqualTo("\"States.TaskFailed\"");
    }

    @Test
    void aStateThatTakesTooLongStopsItsJobAndFails() {
        DescribeExecutionResponse failed = world.run(definition(".sync", "", ", \"TimeoutSeconds\": 60"), MINUTE);

        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("States.Timeout");
        assertThat(world.events(failed.executionArn())).contains("TaskTimedOut");
        assertThat(world.task("STOPPED").stopCodeAsString()).isEqualTo("UserInitiated");
    }

    @Test
    void abortingAnExecutionStopsItsJob() {
        String execution = world.start(definition(".sync", "", ""));
        world.clock.advance(MINUTE);
        world.clients
                .sfn()
                .stopExecution(stop -> stop.executionArn(execution).error("E").cause("C"));

        assertThat(world.describe(execution).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(world.describe(execution).error()).isEqualTo("E");
        assertThat(world.events(execution)).endsWith("ExecutionAborted");
        assertThat(world.task("STOPPED").lastStatus()).isEqualTo("STOPPING");
    }
}
