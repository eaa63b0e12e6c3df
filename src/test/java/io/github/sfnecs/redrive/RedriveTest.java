package io.github.sfnecs.redrive;

import static io.github.sfnecs.execution.Runs.plain;
import static io.github.sfnecs.execution.Runs.problem;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.execution.Watching;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fanout.FanOut;
import io.github.sfnecs.fanout.Items;
import io.github.sfnecs.fanout.MapDefinition;
import io.github.sfnecs.fanout.MapMode;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.report.StateVisit;
import io.github.sfnecs.role.RequiredPolicies;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        RedriveLook.SoFar soFar =
                new RedriveLook(lab.clients, Lab.COMMANDS, lab.time, lab.console, Prices.shipped()).at(execution);
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

    /** Items of a distributed Map, two at a time: some succeed, then one fails. */
    private PolicyDocument startedMap(int items, int succeed, Duration later) {
        FanOut map = new FanOut(
                MapMode.DISTRIBUTED,
                new Items.InInput("$.all"),
                2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        ATask task = ATask.task();
        TaskScript[] scripts = new TaskScript[succeed + 1];
        Arrays.fill(scripts, TaskScript.exits(0).after(MINUTE));
        scripts[succeed] = TaskScript.exits(1).after(MINUTE.multipliedBy(2));
        lab.account.scriptsInTurn("job", scripts);
        lab.account.script("job", TaskScript.runsForever());
        Definition definition = new MapDefinition(map, task.runTask(), Lab.MACHINE).around(task.definition());
        lab.deploy(task, definition);
        RequiredPolicies policies = Blueprint.of(
                        definition, Additions.none(), Lab.SCOPE, Lab.MACHINE_ARN, name -> task.taskDefinition())
                .policies();
        lab.clients
                .iam()
                .putRolePolicy(policy -> policy.roleName(Lab.ROLE)
                        .policyName("sfn-ecs")
                        .policyDocument(policies.permissions().text()));
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN)
                        .name("run")
                        .input("{\"all\": [" + "1,".repeat(items - 1) + "1]}"));
        lab.clock.advance(later);
        assertThat(described().status()).isEqualTo(ExecutionStatus.FAILED);
        lab.account.forgetCalls();
        lab.account.script("job", TaskScript.exits(0).after(MINUTE));
        return policies.permissions();
    }

    @Test
    void saysHowManyItemsRunAgainAndWhatThatCosts() {
        startedMap(6, 2, Duration.ofHours(1));

        ExecutionReport report = redrive(watching());

        assertThat(report.problem()).isEmpty();
        assertThat(lab.account.calls().stream()
                        .map(ApiCall::operation)
                        .takeWhile(operation -> !operation.equals("RedriveExecution"))
                        .filter("DescribeMapRun"::equals))
                .hasSize(1);
        assertGolden("redrive/items.txt", plain(lab.console.text()));
        assertThat(lab.console.warnings()).isEmpty();
        assertThat(report.execution().states())
                .extracting(StateVisit::outcome)
                .containsExactly(StateVisit.Outcome.LEFT);
    }

    @Test
    void saysThatTheCostIsNotKnownWhereNothingHasSucceeded() {
        startedMap(3, 0, Duration.ofHours(1));

        redrive(watching());

        assertThat(lab.console.text())
                .contains("Of 3 items of state EachItem 1 failed, 1 was stopped, 1 never began: 3 run again."
                        + " What that costs is not known: none has succeeded yet");
    }

    @Test
    void warnsWhereItMayNotLookAtItems() {
        startedMap(3, 1, Duration.ofHours(1));
        lab.account.faults().always("DescribeMapRun", new Fault.Denied("not you"));

        assertThat(redrive(watching()).problem()).isEmpty();
        assertThat(lab.console.warnings())
                .anyMatch(warning -> warning.startsWith("Not checked: how many items of state EachItem run again. "));
    }

    @Test
    void warnsWhereItsRoleMayNotRedriveItems() {
        String policy = startedMap(3, 1, Duration.ofHours(1)).text();
        lab.clients
                .iam()
                .putRolePolicy(put -> put.roleName(Lab.ROLE)
                        .policyName("sfn-ecs")
                        .policyDocument(policy.replace("states:RedriveExecution", "states:ListExecutions")));

        assertThat(problem(redrive(watching()))).contains("states:RedriveExecution");
        assertThat(plain(lab.console.warnings().get(0)))
                .contains("do not allow all that its definition needs")
                .contains(
                        "states:RedriveExecution on arn:aws:states:eu-central-1:123456789012:execution:nightly/nightly:*");
    }

    /** Whether the history tells anew that what goes on is entered is not known; where the Map starts anew, its items are counted anew. */
    @ParameterizedTest
    @CsvSource({"false, 3", "true, 2"})
    void tellsWhatGoesOnInAnInlineMap(boolean entered, int succeeded) {
        lab.account.redrivesEnterAgain(entered);
        ATask task = ATask.task();
        FanOut map = new FanOut(
                MapMode.INLINE,
                new Items.InInput("$.all"),
                3,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        lab.account.scriptsInTurn(
                "job",
                TaskScript.exits(0).after(MINUTE),
                TaskScript.exits(1).after(MINUTE.multipliedBy(2)),
                TaskScript.runsForever());
        lab.deploy(task, new MapDefinition(map, task.runTask(), Lab.MACHINE).around(task.definition()));
        lab.clients
                .sfn()
                .startExecution(start ->
                        start.stateMachineArn(Lab.MACHINE_ARN).name("run").input("{\"all\": [1, 2, 3]}"));
        lab.clock.advance(Duration.ofHours(1));
        lab.account.script("job", TaskScript.exits(0).after(MINUTE));

        ExecutionReport report = redrive(watching());

        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().tasks()).hasSize(5);
        StateVisit all = report.execution().states().get(0);
        assertThat(all.outcome()).isEqualTo(StateVisit.Outcome.LEFT);
        assertThat(all.iterations().orElseThrow().succeeded()).isEqualTo(succeeded);
        assertThat(report.execution().states())
                .filteredOn(visit -> visit.type().equals("Map"))
                .hasSize(1);
        assertThat(lab.console.text())
                .contains("in state RunTask in EachItem[1], attempt 1. Redriven")
                .contains("state EachItem left after");
    }

    private DescribeExecutionResponse described() {
        return lab.clients.sfn().describeExecution(request -> request.executionArn(RUN));
    }
}
