package io.github.sfnecs.redrive;

import static io.github.sfnecs.execution.Runs.plain;
import static io.github.sfnecs.execution.Runs.problem;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.execution.Watching;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What a person sees of an execution that goes on where it failed. */
class RedriveTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String RUN = Lab.SCOPE.execution(Lab.MACHINE, "run");

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    /** An execution that runs this, until some time later. */
    private void started(TaskScript script, Duration later) {
        lab.registerPrinting("app");
        started(script, later, ATask.task().newestRevision());
    }

    private void started(TaskScript script, Duration later, ATask task) {
        lab.account.script("job", script);
        lab.deploy(task);
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name("run"));
        lab.clock.advance(later);
        lab.account.forgetCalls();
    }

    private static Watching watching() {
        return new Watching(List.of(Lab.CLUSTER), Optional.of(Duration.ofHours(1)), OnInterrupt.STOP, Logs.FOLLOW);
    }

    private ExecutionReport redrive(Watching watching) {
        RunExecution runs = new RunExecution(
                lab.clients,
                Lab.COMMANDS,
                Lab.SCOPE,
                lab.time,
                lab.console,
                Prices.shipped(),
                denied -> PolicyInPlace.UNKNOWN);
        DescribeExecutionResponse execution = runs.following().describe(RUN);
        RedriveLook.SoFar soFar = new RedriveLook(lab.clients, Lab.COMMANDS, lab.time, lab.console).at(execution);
        lab.console.info(soFar.told());
        return runs.redrive(soFar, watching);
    }

    private String refusal() {
        try {
            throw new AssertionError("redriven: " + redrive(watching()).execution());
        } catch (ProblemException e) {
            return plain(e.problems().stream().map(Problem::text).collect(Collectors.joining("\n")));
        }
    }

    @Test
    void goesOnAndTellsOnlyWhatIsNew() {
        started(TaskScript.exits(137).after(MINUTE).prints("app", MINUTE, "too much"), Duration.ofMinutes(5));
        lab.account.script("job", TaskScript.exits(0).after(MINUTE).prints("app", MINUTE, "enough"));

        ExecutionReport report = redrive(watching());

        assertThat(report.problem()).isEmpty();
        assertThat(lab.writes()).containsExactly("RedriveExecution");
        assertThat(lab.calls("DescribeStateMachineForExecution")).isOne();
        assertGolden("redrive/goes-on.txt", plain(lab.console.text()));
        assertThat(report.execution().tasks()).hasSize(2);
    }

    /** A history that shows only what was before the redrive, for a moment. */
    @Test
    void isNotOverWhereTheHistoryIsLate() {
        started(TaskScript.exits(1).after(MINUTE), Duration.ofMinutes(5));
        lab.account.script("job", TaskScript.exits(0).after(MINUTE));
        lab.account.faults().nth("GetExecutionHistory", 2, new Fault.Rewritten(RedriveTest::withoutTheRedrive));

        assertThat(redrive(watching()).problem()).isEmpty();
        assertThat(lab.console.text()).contains("state RunTask, attempt 2").contains("state RunTask left after");
    }

    private static String withoutTheRedrive(String body) {
        ObjectNode history = (ObjectNode) Json.tryParse(body).orElseThrow();
        ArrayNode before = Json.array();
        for (JsonNode event : history.path("events")) {
            if (event.path("type").asText().equals("ExecutionRedriven")) {
                break;
            }
            before.add(event);
        }
        return Json.compact(history.set("events", before));
    }

    /** A description that shows how it ended before, for a moment. */
    @Test
    void isNotOverWhereTheDescriptionIsLate() {
        started(TaskScript.exits(1).after(MINUTE), Duration.ofMinutes(5));
        lab.account.script("job", TaskScript.exits(0).after(MINUTE));
        long ended = described().stopDate().getEpochSecond();
        lab.account
                .faults()
                .nth(
                        "DescribeExecution",
                        3,
                        new Fault.Rewritten(body -> body.replace("SUCCEEDED", "FAILED")
                                .replaceAll("\"stopDate\":[0-9.]+", "\"stopDate\":" + ended)));

        ExecutionReport report = redrive(watching());

        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().status()).isEqualTo("SUCCEEDED");
    }

    @Test
    void failsAsAnyOther() {
        started(TaskScript.exits(1).after(MINUTE), Duration.ofMinutes(5));
        lab.account.script("job", TaskScript.exits(3).after(MINUTE));

        assertThat(problem(redrive(watching())))
                .contains("app        yes        3")
                .doesNotContain("app        yes        1");
    }

    @Test
    void isStoppedWhenItsTimeIsUp() {
        started(TaskScript.exits(1), Duration.ofMinutes(5));
        lab.account.script("job", TaskScript.runsForever());

        ExecutionReport report =
                redrive(new Watching(List.of(), Optional.of(MINUTE), OnInterrupt.STOP, Logs.LEAVE_OUT));

        assertThat(report.problem()).isPresent();
        assertThat(lab.writes()).containsExactly("RedriveExecution", "StopExecution");
        assertThat(described().cause()).isEqualTo("timeout of sfn-ecs:redrive");
        assertThat(described().status()).isEqualTo(ExecutionStatus.ABORTED);
    }

    @Test
    void needNotBeWaitedFor() {
        started(TaskScript.exits(1), Duration.ofMinutes(5));

        redrive(new Watching(List.of(), Optional.empty(), OnInterrupt.STOP, Logs.LEAVE_OUT));

        assertThat(lab.console.text()).contains("Execution redriven: " + RUN).contains("To follow it: mvn ");
        assertThat(described().status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void isNotRedrivenTwiceWhereTheAnswerIsLost() {
        started(TaskScript.exits(1), Duration.ofMinutes(5));
        lab.account.script("job", TaskScript.exits(0));
        lab.account.faults().next("RedriveExecution", new Fault.DropAfterHandling());

        assertThat(redrive(watching()).problem()).isEmpty();
        assertThat(described().redriveCount()).isOne();
    }

    @Test
    void isRefusedWithWhatToDoInstead() {
        started(TaskScript.exits(0).after(MINUTE), Duration.ZERO);
        StringBuilder said = new StringBuilder(refusal());
        lab.clock.advance(Duration.ofHours(1));
        said.append("\n\n").append(refusal());

        assertGolden("redrive/refused.txt", said.toString());
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void isRefusedInAFailState() {
        lab.deploy(ATask.task());
        lab.clients
                .sfn()
                .updateStateMachine(
                        update -> update.stateMachineArn(Lab.MACHINE_ARN).definition("""
                                {"StartAt": "Skip", "States": {"Skip": {"Type": "Pass", "Next": "Broken"},
                                  "Broken": {"Type": "Fail", "Error": "Stale"}}}"""));
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN).name("run"));

        assertThat(refusal()).contains("It ended in the Fail state Broken, where it would fail again at once.");
    }

    @Test
    void isTheOneThatWasAskedForWhateverTheAnswerSays() {
        started(TaskScript.exits(1), Duration.ofMinutes(5));
        lab.account.script("job", TaskScript.exits(0));
        lab.account
                .faults()
                .next("DescribeExecution", new Fault.Rewritten(body -> body.replace(RUN, "nobody knows what")));

        assertThat(redrive(watching()).problem()).isEmpty();
    }

    @Test
    void isRefusedAfterFourteenDays() {
        started(TaskScript.exits(1), Duration.ofDays(15));

        assertThat(refusal()).contains("It ended more than 14 days ago.");
    }

    /** What was looked at may change before the call. */
    @Test
    void tellsTheSameOfARefusalInAnswerToTheCall() {
        started(TaskScript.exits(1), Duration.ofMinutes(5));
        lab.account
                .faults()
                .next(
                        "RedriveExecution",
                        new Fault.Answer(400, "ExecutionNotRedrivable", "Execution redrivable period exceeded"));

        assertThat(refusal()).contains("It ended more than 14 days ago.");
    }

    @Test
    void doesNothingBesideTasksThatOutlivedIt() {
        started(TaskScript.runsForever(), MINUTE);
        lab.account.faults().always("StopTask", new Fault.Denied("not you"));
        lab.clients.sfn().stopExecution(stop -> stop.executionArn(RUN));
        lab.account.forgetCalls();
        String refusal = refusal();

        assertThat(refusal).contains("Tasks of it are still running").contains("task/jobs/TASK");
        assertThat(lab.writes()).isEmpty();
    }

    @Test
    void saysSoWhereItMayNotLookAtTasks() {
        started(TaskScript.runsForever(), MINUTE);
        lab.clients.sfn().stopExecution(stop -> stop.executionArn(RUN));
        lab.clock.advance(MINUTE);
        lab.account.script("job", TaskScript.exits(0));
        lab.account.faults().always("DescribeTasks", new Fault.Denied("not you"));

        assertThat(redrive(watching()).problem()).isEmpty();
        assertThat(lab.console.warnings().get(0)).startsWith("Not checked: whether tasks of it still run. ");
    }

    @Test
    void warnsOfWhatItsRoleLost() {
        started(TaskScript.exits(1), Duration.ofMinutes(5));
        lab.clients
                .iam()
                .putRolePolicy(
                        policy -> policy.roleName(Lab.ROLE)
                                .policyName("sfn-ecs")
                                .policyDocument(
                                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"ecs:RunTask\", \"Resource\": \"*\"}]}"));
        lab.account.forgetCalls();

        assertThat(redrive(watching()).problem()).isPresent();
        assertThat(plain(lab.console.warnings().get(0)))
                .contains("do not allow all that its definition needs")
                .contains("iam:PassRole")
                .doesNotContain("ecs:RunTask");
    }

    @Test
    void warnsOfTaskDefinitionsThatAreGone() {
        started(TaskScript.exits(1), Duration.ofMinutes(5), ATask.task());
        lab.clients.ecs().deregisterTaskDefinition(request -> request.taskDefinition("job:1"));
        lab.account.forgetCalls();

        redrive(watching());

        assertThat(lab.console.warnings().get(0)).contains("deregistered").contains("task-definition/job:1");
    }

    @Test
    void goesOnWhereItMayNotLook() {
        started(TaskScript.exits(1), Duration.ofMinutes(5));
        lab.account.script("job", TaskScript.exits(0));
        for (String call : List.of("DescribeStateMachineForExecution", "GetExecutionHistory", "DescribeTasks")) {
            lab.account.faults().always(call, new Fault.Denied("User: ci is not authorized to perform: " + call));
        }

        assertThat(redrive(watching()).problem()).isEmpty();
        assertThat(lab.console.warnings())
                .anyMatch(warning -> warning.startsWith("Not checked: where it failed"))
                .anyMatch(warning -> warning.startsWith("Not checked: whether the role still allows"));
    }

    private DescribeExecutionResponse described() {
        return lab.clients.sfn().describeExecution(request -> request.executionArn(RUN));
    }
}
