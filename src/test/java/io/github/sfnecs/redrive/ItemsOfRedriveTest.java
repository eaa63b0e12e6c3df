package io.github.sfnecs.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.mapwatch.Fan;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What is looked at of a distributed Map's items before their execution is redriven. */
class ItemsOfRedriveTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Lab lab = new Lab();
    private final Fan fan = new Fan(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    private static Definition definition() {
        return Fan.definition(10, ATask.task());
    }

    /** The same, in which what fails for an item is caught and leads to a Fail state. */
    private static Definition caught(Definition definition) {
        ObjectNode json = definition.json().deepCopy();
        ObjectNode states = (ObjectNode) json.at("/States/EachItem/ItemProcessor/States");
        ObjectNode work = (ObjectNode) states.iterator().next();
        work.putArray("Catch")
                .addObject()
                .put("Next", "Broken")
                .putArray("ErrorEquals")
                .add("States.ALL");
        states.putObject("Broken").put("Type", "Fail").put("Error", "Stale");
        return definition.with(json);
    }

    /** Items of whose tasks some fail after a minute and the others run for hours; so the others are stopped. */
    private void failed(Definition definition, int items, int failing) {
        TaskScript[] failed = new TaskScript[failing];
        Arrays.fill(failed, TaskScript.exits(1).atOnce().after(MINUTE));
        lab.account.scriptsInTurn("job", failed);
        lab.account.script("job", TaskScript.runsForever().atOnce());
        fan.deploy(definition, ATask.task());
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN)
                        .name("run")
                        .input("{\"items\": [" + "1,".repeat(items - 1) + "1]}"));
        lab.clock.advance(MINUTE.multipliedBy(3));
        assertThat(execution().status()).isEqualTo(ExecutionStatus.FAILED);
        lab.account.forgetCalls();
    }

    private DescribeExecutionResponse execution() {
        return lab.clients
                .sfn()
                .describeExecution(describe -> describe.executionArn(Lab.SCOPE.execution(Lab.MACHINE, "run")));
    }

    private RedriveLook.SoFar look() {
        return new RedriveLook(lab.clients, Lab.COMMANDS, lab.time, lab.console, Prices.shipped()).at(execution());
    }

    /** The names of the executions that were stopped. */
    private List<String> stopped() {
        String mapRun = lab.clients
                .sfn()
                .listMapRuns(list -> list.executionArn(Lab.SCOPE.execution(Lab.MACHINE, "run")))
                .mapRuns()
                .get(0)
                .mapRunArn();
        return lab
                .clients
                .sfn()
                .listExecutions(list -> list.mapRunArn(mapRun).statusFilter(ExecutionStatus.ABORTED))
                .executions()
                .stream()
                .map(ExecutionListItem::name)
                .toList();
    }

    /** A task that an execution of this name has started. */
    private void run(String name) {
        lab.clients
                .ecs()
                .runTask(run -> run.cluster(Lab.CLUSTER)
                        .taskDefinition("job")
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1")))
                        .group("sfn-ecs:" + Lab.MACHINE + ":" + name));
    }

    private String refusal() {
        try {
            throw new AssertionError(look().told());
        } catch (ProblemException e) {
            return e.problems().get(0).text();
        }
    }

    @Test
    void doNothingBesideTasksThatOutlivedThem() {
        failed(definition(), 4, 1);
        for (String name : stopped()) {
            run(name);
        }

        assertThat(refusal())
                .contains("3 tasks of stopped items are still running, beside which it would start others"
                        + " for the same work: arn:aws:ecs:eu-central-1:123456789012:task/jobs/")
                .contains("Wait until they have stopped; or mvn sfn-ecs:cleanup-tasks");
        assertThat(lab.calls("ListTasks")).isEqualTo(1);
    }

    /** Items of other executions have tasks of the same state machine. */
    @Test
    void goOnBesideTasksOfOthers() {
        failed(definition(), 4, 1);
        run(UUID.randomUUID().toString());
        assertThat(lab.runningTasks()).hasSize(1);

        assertThat(look().told()).contains("Of 4 items of state EachItem 1 failed, 3 were stopped: 4 run again.");
        assertThat(lab.console.warnings()).isEmpty();
    }

    @Test
    void sayWhereTasksMayNotBeSeen() {
        failed(definition(), 4, 1);
        lab.account.faults().always("ListTasks", new Fault.Denied("not you"));

        look();
        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .startsWith("Not checked: whether tasks of stopped items still run. ");
    }

    @Test
    void sayWhereTasksHaveNoGroup() {
        ObjectNode json = definition().json().deepCopy();
        ((ObjectNode) json.at("/States/EachItem/ItemProcessor/States")
                        .iterator()
                        .next()
                        .path("Parameters"))
                .remove("Group.$");
        failed(definition().with(json), 4, 1);

        look();
        assertThat(lab.console.warnings()).singleElement().asString().endsWith("(markTasks).");
    }

    @Test
    void wouldFailAgainAtOnceInAFailState() {
        failed(caught(definition()), 5, 4);

        look();
        assertThat(lab.console.warnings())
                .containsExactly(
                        "1 of 1 failed items of state EachItem that were looked at ended in a Fail state (Broken): redriven, such an item"
                                + " fails again at once. To do its work again, start a new execution: mvn sfn-ecs:execute");
    }

    @Test
    void takeNoCallsWhereNoStateOfThemIsAFailStateAndNoneWasStopped() {
        failed(definition(), 1, 1);

        look();
        assertThat(lab.calls("ListTasks")).isZero();
        // how long those took that succeeded
        assertThat(lab.calls("ListExecutions")).isEqualTo(1);
        assertThat(lab.console.warnings()).isEmpty();
    }

    @Test
    void sayWhereTheDefinitionMayNotBeSeen() {
        failed(caught(definition()), 5, 4);
        lab.account.faults().always("DescribeStateMachineForExecution", new Fault.Denied("not you"));

        look();
        assertThat(lab.console.warnings())
                .anyMatch(warning -> warning.startsWith("Not checked: whether tasks of stopped items still run. "))
                .anyMatch(warning -> warning.startsWith("1 of 1 failed items of state EachItem"));
    }

    @Test
    void sayWhereTheirHistoryMayNotBeSeen() {
        failed(caught(definition()), 1, 1);
        // the first is that of the execution itself
        lab.account.faults().nth("GetExecutionHistory", 2, new Fault.Denied("not you"));

        look();
        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .startsWith("Not checked: whether items of state EachItem ended in a Fail state. ");
    }
}
