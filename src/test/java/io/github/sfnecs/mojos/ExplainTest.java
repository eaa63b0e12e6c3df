package io.github.sfnecs.mojos;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code explain} says, of executions that somebody else started and of messages. */
class ExplainTest {
    private static final String RUN = "arn:aws:states:us-east-1:000000000000:execution:theirs:run";

    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final ListLog log = new ListLog();
    private String suffix = ".sync";

    @TempDir
    Path output;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    /** A state machine of two states that run a task each, which this plugin does not know. */
    private void start(TaskScript first, TaskScript second) {
        scene.register("first", null, "app", "envoy");
        scene.register("second", null, "app", "envoy");
        scene.account.script("first", first.atOnce());
        scene.account.script("second", second.atOnce());
        scene.createConsoleRole("theirs");
        scene.allow("theirs", "all", "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}");
        String arn = scene.sfn
                .createStateMachine(machine -> machine.name("theirs")
                        .roleArn(scene.iam
                                .getRole(role -> role.roleName("theirs"))
                                .role()
                                .arn())
                        .definition("{\"StartAt\": \"First\", \"States\": {"
                                + state("First", "first", "\"Next\": \"Second\"") + ","
                                + state("Second", "second", "\"End\": true") + "}}"))
                .stateMachineArn();
        scene.sfn.startExecution(start -> start.stateMachineArn(arn).name("run"));
    }

    private String state(String name, String family, String next) {
        return """
                "%s": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask%s", "Parameters": {
                  "Cluster": "test-cluster", "TaskDefinition": "%s", "LaunchType": "FARGATE", "NetworkConfiguration": {
                  "AwsvpcConfiguration": {"Subnets": ["subnet-1"]}}}, %s}""".formatted(name, suffix, family, next);
    }

    @Test
    void ofAnExecutionThatFailedInItsSecondState() {
        start(TaskScript.exits(0), TaskScript.exits(2));

        assertThat(explain("executionArn", RUN)).isEmpty();
        assertGolden("explain/second-state.txt", said());
    }

    @Test
    void ofASidecarThatFailedTheRun() {
        start(TaskScript.exits(0), TaskScript.exits(Map.of("app", 0, "envoy", 137)));
        makeEnvoyNotEssential();

        assertThat(explain("executionArn", RUN)).isEmpty();
        assertGolden("explain/sidecar.txt", said());
    }

    private void makeEnvoyNotEssential() {
        scene.account.answers("DescribeTaskDefinition", answer -> {
            answer.path("taskDefinition").path("containerDefinitions").forEach(container -> {
                if (container.path("name").asText().equals("envoy")) {
                    ((com.fasterxml.jackson.databind.node.ObjectNode) container).put("essential", false);
                }
            });
            return answer;
        });
    }

    @Test
    void ofARunningExecution() {
        start(TaskScript.exits(0), TaskScript.runsForever());

        assertThat(explain("executionArn", RUN)).isEmpty();
        assertThat(said())
                .startsWith("Execution run is RUNNING since ")
                .contains("\nstate Second, attempt 1, since ", " RUNNING\n", "  app        yes        none");
    }

    @Test
    void ofAnExecutionThatSucceededLongAgo() {
        start(TaskScript.exits(0), TaskScript.exits(0));
        scene.account.answers("DescribeTasks", answer -> {
            answer.putArray("tasks");
            return answer;
        });

        assertThat(explain("executionArn", RUN)).isEmpty();
        assertThat(said())
                .startsWith("Execution run SUCCEEDED at ")
                .contains(
                        " STOPPED (EssentialContainerExited)\n  container  essential  exit code  reason\n  app        yes        0")
                .doesNotContain("does not know any more");
    }

    /** Step Functions calls it a success when ECS has answered. */
    @Test
    void ofAnExecutionThatDidNotWaitForTheTaskThatFailed() {
        suffix = "";
        start(TaskScript.exits(0), TaskScript.exits(Map.of("app", 2, "envoy", 0)));

        assertThat(explain("executionArn", RUN)).isEmpty();
        assertThat(said())
                .startsWith("Execution run SUCCEEDED at ")
                .contains(
                        "\nExecution run SUCCEEDED, but its ECS task failed.\n  where: task arn:aws:ecs:us-east-1:",
                        "Look at the container's log");
    }

    @Test
    void ofAnExecutionForWhichEcsStartedNoTask() {
        suffix = "";
        start(TaskScript.exits(0), TaskScript.refused("RESOURCE:MEMORY"));

        assertThat(explain("executionArn", RUN)).isEmpty();
        assertThat(said())
                .contains(
                        "\nExecution run SUCCEEDED, but ECS started no task.\n  why:   RESOURCE:MEMORY arn:",
                        "The cluster has no container instance with room for the task");
    }

    @Test
    void ofAnExecutionThatDidNotWaitForTheTasksThatRun() {
        suffix = "";
        start(TaskScript.exits(0), TaskScript.runsForever());

        assertThat(explain("executionArn", RUN)).isEmpty();
        assertThat(said()).contains(" RUNNING\n").doesNotContain("SUCCEEDED, but");
    }

    @Test
    void saysWhatItMayNotRead() {
        start(TaskScript.exits(0), TaskScript.runsForever());
        scene.account.faults().always("GetExecutionHistory", new Fault.Denied("You may not, as planned by the test."));

        assertThat(explain("executionArn", RUN)).isEmpty();
        assertThat(said()).contains("The history could not be read", "You may not, as planned by the test.");
    }

    @Test
    void ofAnErrorThatNobodyKnows() {
        String cause = "Something new. " + "x".repeat(3000) + " The end.";
        start(TaskScript.exits(0), TaskScript.throwsError("NewException", cause));

        assertThat(explain("executionArn", RUN)).isEmpty();
        assertThat(said().replace("\n", ""))
                .contains("AWS says, in full:", "x".repeat(3000), " The end.")
                .contains("This failure is unknown here");
    }

    /** What overrides a task has variables with secrets, and the task token. */
    @Test
    void ofATaskWithoutWhatOverridesIt() {
        assertThat(explain(
                        "error",
                        "States.TaskFailed: {\"TaskArn\": \"arn:aws:ecs:eu-central-1:123456789012:task/jobs/1\", \"LastStatus\": \"STOPPED\","
                                + " \"StoppedReason\": \"Something new.\", \"Overrides\": {\"ContainerOverrides\": [{\"Name\": \"app\","
                                + " \"Environment\": [{\"Name\": \"TASK_TOKEN\", \"Value\": \"sentinel\"}]}]}}"))
                .isEmpty();
        assertThat(said().replace("\n", ""))
                .contains("AWS says, in full:", "Something new.", "\"LastStatus\":\"STOPPED\"")
                .doesNotContain("sentinel");
    }

    @Test
    void ofATaskThatStoppedForAReasonThatNobodyKnows() {
        start(TaskScript.exits(0), TaskScript.failsToStart("TaskFailedToStart", "Something new."));

        assertThat(explain("executionArn", RUN)).isEmpty();
        assertThat(said().replace("\n", ""))
                .contains(
                        "AWS says, in full:",
                        "Something new.",
                        "\"TaskDefinitionArn\":\"arn:aws:ecs:",
                        "\"Attachments\":")
                .contains("This failure is unknown here");
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(explain("executionArn", RUN)).contains("executionArn '" + RUN + "': there is no such execution");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CannotPullContainerError: pull image manifest has been retried 5 time(s): dial tcp 1.2.3.4:443: i/o timeout",
                "States.TaskFailed: {\"TaskArn\": \"arn\", \"LastStatus\": \"STOPPED\", \"StopCode\": \"TaskFailedToStart\","
                        + " \"StoppedReason\": \"CannotPullContainerError: dial tcp 1.2.3.4:443: i/o timeout\"}"
            })
    void ofAMessageWithoutAws(String message) {
        scene.account.faults().always("DescribeExecution", new Fault.ServerError(500));

        assertThat(explain("error", message)).isEmpty();
        assertThat(said())
                .startsWith("What AWS says means:")
                .contains(
                        "The task could not reach the registry", "set assignPublicIp to true", "see https://docs.aws");
        assertThat(scene.account.calls()).isEmpty();
    }

    /** GuardDuty puts its agent into each task: it fails alone, or after an app that ended well. */
    @Test
    void ofAContainerThatAwsPutIntoTheTask() {
        assertThat(explain("error", """
                        States.TaskFailed: {"TaskArn": "arn", "LastStatus": "STOPPED", "StopCode": "EssentialContainerExited",
                        "StoppedReason": "Essential container in task exited", "Containers": [{"Name": "app", "ExitCode": 0},
                        {"Name": "aws-guardduty-agent-Ab12C", "Reason": "CannotPullContainerError: 403 Forbidden"}]}""")).isEmpty();
        assertThat(said())
                .contains(
                        "GuardDuty's Runtime Monitoring puts its agent into each task",
                        "likely: the execution role may not pull the agent's image",
                        "GuardDutyManaged=false");
    }

    @Test
    void ofASidecarThatWasKilledWithTheTask() {
        assertThat(explain("error", """
                        {"TaskArn": "arn", "LastStatus": "STOPPED", "StopCode": "EssentialContainerExited",
                        "StoppedReason": "Essential container in task exited", "Containers": [{"Name": "app", "ExitCode": 0},
                        {"Name": "envoy", "ExitCode": 137}]}""")).isEmpty();
        assertThat(said())
                .contains("likely, in this order: another container ended, which stopped the task")
                .contains("fix:   Let it end on SIGTERM within its stopTimeout");
    }

    @Test
    void ofADenialWhosePoliciesNobodyReads() {
        assertThat(explain(
                        "error",
                        "ECS.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/theirs/run is not authorized"
                                + " to perform: iam:PassRole on resource: arn:aws:iam::000000000000:role/e because no"
                                + " identity-based policy allows the iam:PassRole action"))
                .isEmpty();
        assertThat(said())
                .contains(
                        "arn:aws:sts::000000000000:assumed-role/theirs/run may not pass the role arn:aws:iam::000000000000:role/e to the task",
                        "Whether that is the state machine's role is not known here.",
                        "If that is the state machine's role: mvn sfn-ecs:ensure-role; if that changes nothing",
                        "likely, in this order: the console created the role, and leaves iam:PassRole out\n",
                        "see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html");
    }

    /** Where Maven does not know the plugin by its short name. */
    @Test
    void withCommandsThatCanBeTypedOutsideOfAnyProject() {
        String denied =
                "ECS.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/theirs/run is not authorized"
                        + " to perform: iam:PassRole on resource: arn:aws:iam::000000000000:role/e because no identity-based policy"
                        + " allows the iam:PassRole action";

        ExplainMojo explain = Goals.ready(new ExplainMojo(), scene, output, log);
        Goals.set(explain, "error", denied);
        Goals.outsideOfAnyProject(explain);

        assertThat(Goals.message(explain)).isEmpty();
        assertThat(said()).contains("role: mvn io.github.sfnecs:sfn-ecs-maven-plugin:1.2.3:ensure-role;");
    }

    @Test
    void ofAMessageThatNobodyKnows() {
        assertThat(explain("error", "It broke.")).isEmpty();
        assertThat(said()).contains("It broke.", "This failure is unknown here");
    }

    @Test
    void ofAMessageWhateverTheEnvironmentSaysOfAws() {
        ExplainMojo explain = Goals.ready(new ExplainMojo(), scene, output, log);
        Goals.set(explain, "endpoint", null);
        explain.environment = Map.of("AWS_ENDPOINT_URL", "");
        Goals.set(explain, "error", "It broke.");

        assertThat(Goals.message(explain)).isEmpty();
        assertThat(said()).contains("This failure is unknown here");
    }

    @Test
    void wantsOneOfBoth() {
        ExplainMojo explain = Goals.ready(new ExplainMojo(), scene, output, log);

        assertThat(Goals.message(explain)).contains("executionArn is not set: it or error is required");
        Goals.set(explain, "executionArn", "arn:aws:states:us-east-1:000000000000:express:theirs:run:1");
        Goals.set(explain, "error", "It broke.");
        assertThat(Goals.message(explain))
                .contains(
                        "it is not the ARN of an execution of a STANDARD state machine",
                        "only one of them can be explained");
    }

    private String explain(String parameter, String value) {
        ExplainMojo explain = Goals.ready(new ExplainMojo(), scene, output, log);
        Goals.set(explain, parameter, value);
        scene.account.forgetCalls();
        return Goals.message(explain);
    }

    private String said() {
        return String.join("\n", log.lines()).replaceAll("task/test-cluster/[0-9a-f]{32}", "task/test-cluster/TASK");
    }
}
