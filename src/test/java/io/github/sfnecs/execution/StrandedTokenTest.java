package io.github.sfnecs.execution;

import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static io.github.sfnecs.execution.Runs.RUN;
import static io.github.sfnecs.execution.Runs.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.watch.StrandedTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/** What is done about an execution that waits for a task token though the task that had it has stopped. */
class StrandedTokenTest {
    private static final TaskScript NEVER_STARTS = TaskScript.failsToStart(
            "TaskFailedToStart",
            "CannotPullContainerError: pull image manifest has been retried 5 time(s): i/o timeout");

    private final Lab lab = new Lab();
    private final Runs runs = new Runs(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    private static ATask task() {
        return ATask.task().pattern(WAIT_FOR_TASK_TOKEN).tokenFor("app").timeout(Duration.ofDays(1));
    }

    private void deploy(TaskScript script) {
        lab.account.script("job", script);
        lab.deploy(task());
    }

    /** The state has a Retry that takes its timeout. */
    private void deployWithRetry(TaskScript script) {
        lab.account.script("job", script);
        String text = task().definition().text();
        assertThat(text).contains("\"ErrorEquals\"");
        lab.deploy(
                task(),
                Definition.parse(
                        text.replaceFirst("\"ErrorEquals\" ?: ?\\[", "\"ErrorEquals\": [\"States.Timeout\", ")));
    }

    @Test
    void isStoppedAtOnceAndSaysWhatItsTaskFailedFor() {
        deploy(NEVER_STARTS);

        ExecutionReport report = runs.run(RUN);

        assertThat(report.execution().status()).isEqualTo("ABORTED");
        assertThat(lab.time.waited()).isBetween(StrandedTokens.GRACE, Duration.ofSeconds(45));
        assertThat(lab.writes()).containsExactly("StartExecution", "StopExecution");
        assertThat(problem(report))
                .startsWith(
                        "Execution run waited for a task token that nobody is left to send, and was stopped: its ECS"
                                + " task had stopped.\n  where: state RunTask, attempt 1\n         task arn:aws:ecs:")
                .contains(
                        "STOPPED (TaskFailedToStart)\n",
                        "CannotPullContainerError: pull image manifest",
                        "The task could not reach the registry",
                        "Its task had the task token, and did not send it back.",
                        "set assignPublicIp to true")
                .doesNotContain("timeout, PT", "Raise timeout");
    }

    @Test
    void saysThatItsTaskEndedWithoutSendingIt() {
        deploy(TaskScript.exits(0));

        assertThat(problem(runs.run(RUN)))
                .startsWith("Execution run waited for a task token that nobody is left to send, and was stopped")
                .contains("app        yes        0", "ended without sending the task token back", "SendTaskSuccess")
                .doesNotContain("Raise timeout", "failed here");
    }

    @Test
    void saysWhatAContainerEndedWith() {
        deploy(TaskScript.exits(137));

        assertThat(problem(runs.run(RUN))).contains("app        yes        137", "A container was killed (SIGKILL).");
    }

    @Test
    void isNotOneWhoseContainerSentTheToken() {
        lab.clients
                .iam()
                .putRolePolicy(policy -> policy.roleName("jobTaskRole")
                        .policyName("token")
                        .policyDocument(
                                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Resource\":"
                                        + " \"*\", \"Action\": \"states:SendTaskSuccess\"}]}"));
        deploy(TaskScript.exits(0).sendsTaskSuccess("{}"));

        assertThat(runs.run(RUN).problem()).isEmpty();
        assertThat(lab.writes()).doesNotContain("StopExecution");
    }

    /** The history may be late by some seconds. */
    @Test
    void isNotOneWhoseTokenIsSeenToBeSentWithinTheGrace() {
        deploy(TaskScript.exits(0));
        List<String> token = new ArrayList<>();
        lab.time.after(Duration.ofSeconds(2), () -> {
            token.add(token());
            lab.time.after(
                    Duration.ofSeconds(20),
                    () -> lab.clients
                            .sfn()
                            .sendTaskSuccess(
                                    sent -> sent.taskToken(token.get(0)).output("{}")));
        });

        assertThat(runs.run(RUN).problem()).isEmpty();
    }

    private String token() {
        return lab.runningTasks().get(0).overrides().containerOverrides().get(0).environment().stream()
                .filter(variable -> variable.name().equals("TASK_TOKEN"))
                .map(KeyValuePair::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isLeftToRunWhereItIsNotToBeStopped() {
        deploy(NEVER_STARTS);

        ExecutionReport report = runs.run(Runs.waiting(Duration.ofHours(1), OnInterrupt.LEAVE));

        assertThat(lab.writes()).containsExactly("StartExecution");
        assertThat(problem(report))
                .startsWith(
                        "Execution run waits for a task token that nobody is left to send, and goes on: its ECS task"
                                + " has stopped.\n")
                .contains("CannotPullContainerError", "To follow it: ", "To stop it: aws stepfunctions stop-execution");
    }

    @Test
    void isLeftToRunWhereSomebodyElseStartedIt() {
        deploy(NEVER_STARTS);
        lab.clients
                .sfn()
                .startExecution(start ->
                        start.stateMachineArn(Lab.MACHINE_ARN).name("run").input(RUN.input()));
        lab.clock.advance(Duration.ofMinutes(1));
        lab.account.forgetCalls();

        ExecutionReport report = runs.run(RUN);

        assertThat(lab.writes()).containsExactly("StartExecution");
        assertThat(problem(report)).contains(", and goes on: ", "somebody else started it");
    }

    @Test
    void saysThatItCouldNotBeStopped() {
        deploy(NEVER_STARTS);
        lab.account.faults().always("StopExecution", new Fault.Denied("User: ci is not authorized."));

        assertThat(problem(runs.run(RUN)))
                .startsWith(
                        "Execution run waits for a task token that nobody is left to send, and could not be stopped: its")
                .contains("CannotPullContainerError", "User: ci is not authorized.", "To stop it: ");
    }

    @Test
    void isLetGoByFollow() {
        deploy(NEVER_STARTS);
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name("run"));
        lab.account.forgetCalls();

        ExecutionReport report = follow();

        assertThat(lab.writes()).isEmpty();
        assertThat(lab.time.waited()).isLessThan(Duration.ofMinutes(1));
        assertThat(problem(report))
                .startsWith(
                        "Execution run waits for a task token that nobody is left to send, and goes on: its ECS task")
                .contains("CannotPullContainerError", "To stop it: aws stepfunctions");
    }

    private ExecutionReport follow() {
        return new FollowExecution(
                        lab.clients,
                        Lab.COMMANDS,
                        Lab.SCOPE,
                        lab.time,
                        lab.console,
                        Prices.shipped(),
                        denied -> PolicyInPlace.UNKNOWN)
                .follow(Lab.SCOPE.execution(Lab.MACHINE, "run"), List.of(), Duration.ofHours(1), RUN.logs());
    }

    /** The timeout starts another attempt, with a token of its own. */
    @Test
    void isLeftToARetryThatTakesTheTimeoutAndToldOnce() {
        deployWithRetry(NEVER_STARTS);

        ExecutionReport report = runs.run(Runs.waiting(Duration.ofMinutes(10), OnInterrupt.STOP));

        assertThat(problem(report)).contains("took too long and was stopped");
        assertThat(lab.console.warnings())
                .filteredOn(warning -> warning.contains("Nobody is left to send the task token"))
                .singleElement()
                .asString()
                .contains(
                        "state RunTask, attempt 1",
                        "A Retry or a Catch of the definition takes the timeout that follows");
    }

    @Test
    void isExplainedWhileItRuns() {
        deploy(NEVER_STARTS);
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name("run"));
        lab.clock.advance(Duration.ofMinutes(5));

        new ExplainExecution(lab.clients, Lab.COMMANDS, lab.time, lab.console, denied -> PolicyInPlace.UNKNOWN)
                .explain(Lab.SCOPE.execution(Lab.MACHINE, "run"));

        assertThat(lab.console.infos().get(0)).startsWith("Execution run is RUNNING since ");
        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "Execution run waits for a task token that nobody is left to send: its ECS task has stopped.\n")
                .contains("state RunTask, attempt 1\n", "STOPPED (TaskFailedToStart)\n", "CannotPullContainerError")
                .contains("set assignPublicIp to true");
    }

    @Test
    void isNotSaidWhereEcsCanNotBeAsked() {
        deploy(TaskScript.runsForever());
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name("run"));
        lab.clock.advance(Duration.ofHours(1));
        lab.account.faults().always("DescribeTasks", new Fault.Denied("Not you."));

        new ExplainExecution(lab.clients, Lab.COMMANDS, lab.time, lab.console, denied -> PolicyInPlace.UNKNOWN)
                .explain(Lab.SCOPE.execution(Lab.MACHINE, "run"));

        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .startsWith("Not asked: ECS about the tasks.")
                .doesNotContain("token");
        assertThat(lab.console.text()).doesNotContain("which ECS does not know any more");
    }

    @Test
    void isSeenByFollowWhenEcsHasForgottenTheTask() {
        deploy(TaskScript.exits(1));
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name("run"));
        lab.clock.advance(Duration.ofHours(5));

        assertThat(problem(follow()))
                .startsWith("Execution run waits for a task token that nobody is left to send, and goes on")
                .contains("ECS does not know its task any more");
    }

    @Test
    void makesNoCallsBeyondTheUsualOnes() {
        deploy(TaskScript.runsForever());
        runs.run(Runs.waiting(Duration.ofMinutes(5), OnInterrupt.STOP));
        long history = lab.calls("GetExecutionHistory");

        assertThat(history).isLessThan(120);
        assertThat(lab.calls("DescribeStateMachineForExecution")).isEqualTo(1);
    }
}
