package io.github.sfnecs.mapwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.ExecutionRequest.Logs;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.execution.Watching;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.redrive.RedriveLook;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tasks of items print, where that is to be followed. */
class ItemLogsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int READS_A_SECOND = 10;

    private final Lab lab = new Lab();
    private final Fan fan = new Fan(lab);

    @BeforeEach
    void register() {
        lab.registerPrinting("app");
        script(Duration.ofSeconds(8));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** Each task takes so long. */
    private void script(Duration each) {
        lab.account.script(
                "job",
                TaskScript.exits(0)
                        .atOnce()
                        .after(each)
                        .prints("app", SECOND, "begins")
                        .prints("app", each.minus(SECOND), "ends"));
    }

    private static ATask task() {
        return ATask.task().newestRevision();
    }

    private void deploy(int concurrency) {
        fan.deploy(concurrency, Optional.empty(), Optional.empty(), task());
    }

    private List<String> printed() {
        return lab.console.infos().stream()
                .filter(line -> line.contains("app | "))
                .toList();
    }

    private List<String> told() {
        return lab.console.infos().stream()
                .filter(line -> line.startsWith("EachItem: the logs of "))
                .toList();
    }

    @Test
    void ofAFewAllIsShown() {
        deploy(2);

        ExecutionReport report = fan.run(6, Logs.FOLLOW_ITEMS);

        assertThat(report.problem()).isEmpty();
        assertThat(printed())
                .hasSize(12)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("\\w+ app \\| (begins|ends)"));
        assertThat(told()).containsExactly("EachItem: the logs of 6 of 6 items were followed.");
        assertThat(lab.console.warnings()).isEmpty();
        assertThat(report.execution().tasks()).isEmpty();
    }

    @Test
    void ofManyAsManyAreShownAsTheQuotasAllow() {
        script(Duration.ofSeconds(40));
        deploy(35);

        fan.run(105, Logs.FOLLOW_ITEMS);

        assertThat(told())
                .containsExactly(
                        "EachItem: the logs of 20 of 35 running items are followed, as many as the quotas of CloudWatch"
                                + " Logs allow (followLogs).",
                        "EachItem: the logs of 60 of 105 items were followed.");
        assertThat(printed()).hasSize(120).doesNotHaveDuplicates();
        Map<Long, Long> reads = lab.account.calls().stream()
                .filter(call -> call.operation().equals("GetLogEvents"))
                .collect(Collectors.groupingBy(call -> call.at().getEpochSecond() / 60, Collectors.counting()));
        assertThat(reads.values()).allSatisfy(some -> assertThat(some).isLessThan(60 * READS_A_SECOND));
        assertThat(lab.calls("ListExecutions")).isLessThan(12);
    }

    /** A task of two containers has two logs. */
    @Test
    void itIsSaidOfHowManyWhereEachHasSeveralLogs() {
        ItemLogsTest two = new ItemLogsTest();
        try {
            two.lab.registerPrinting("app", "proxy");
            two.script(Duration.ofSeconds(40));
            two.fan.deploy(18, Optional.empty(), Optional.empty(), task().containers("app", "proxy"));

            two.fan.run(18, Logs.FOLLOW_ITEMS);

            assertThat(two.told()).hasSize(2);
            assertThat(two.told().get(0)).matches("EachItem: the logs of 1[0-4] of 18 running items are followed, .*");
        } finally {
            two.close();
        }
    }

    @Test
    void whereAllAreShownNobodyLooksForMore() {
        script(Duration.ofMinutes(1));
        deploy(3);

        fan.run(3, Logs.FOLLOW_ITEMS);

        assertThat(told()).containsExactly("EachItem: the logs of 3 of 3 items were followed.");
        assertThat(lab.calls("ListExecutions")).isLessThan(4);
    }

    /** The last lines of others would leave less room for theirs. */
    @Test
    @EnabledIfSystemProperty(named = "tables", matches = "all", disabledReason = "takes a while")
    void theReportHasTheLogsOfTheExecutionsOwnTasks() {
        String line = "x".repeat(19_000);
        lab.account.scriptsInTurn(
                "job", TaskScript.exits(0).atOnce().after(SECOND).prints("app", Duration.ZERO, line));
        script(Duration.ofSeconds(20));
        Definition one = Fan.definition(20, task());
        ObjectNode json = one.json().deepCopy();
        ObjectNode states = (ObjectNode) json.get("States");
        ObjectNode first =
                states.at("/EachItem/ItemProcessor/States").iterator().next().deepCopy();
        first.put("Next", "EachItem").putNull("ResultPath").remove("End");
        first.remove("ResultSelector");
        states.set("First", first);
        fan.deploy(one.with(json.put("StartAt", "First")), task());

        ExecutionReport report = fan.run(130, Logs.FOLLOW_ITEMS);

        assertThat(report.execution().tasks())
                .singleElement()
                .extracting(task -> task.containers().get(0).log().orElseThrow().lines())
                .asString()
                .contains(line);
    }

    /** What runs comes first: the others have nothing new to say. */
    @Test
    void ofThoseThatEndedAreShownWhereThereIsRoom() {
        script(Duration.ofSeconds(4));
        deploy(10);

        fan.run(40, Logs.FOLLOW_ITEMS);

        assertThat(told()).singleElement().asString().endsWith(" of 40 items were followed.");
        assertThat(printed()).hasSizeGreaterThan(2 * 25).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("others")
    void nothingIsReadWhereNobodyAskedForIt(Logs logs) {
        deploy(2);

        fan.run(6, logs);

        assertThat(printed()).isEmpty();
        assertThat(told()).isEmpty();
        assertThat(lab.calls("GetLogEvents")).isZero();
        assertThat(lab.calls("DescribeTasks")).isZero();
    }

    private static Stream<Logs> others() {
        return Stream.of(Logs.FOLLOW, Logs.LEAVE_OUT);
    }

    @Test
    void ofNoItemsNothingIsSaid() {
        deploy(2);

        fan.run(0, Logs.FOLLOW_ITEMS);

        assertThat(told()).isEmpty();
    }

    @Test
    void batchesAreCalledSo() {
        fan.deploy(2, Optional.empty(), Optional.of(3), task());

        fan.run(6, Logs.FOLLOW_ITEMS);

        assertThat(lab.console.infos()).contains("EachBatch: the logs of 2 of 2 batches were followed.");
    }

    /** A task that begins when another of the item has ended. */
    @Test
    void anItemIsFollowedToItsEnd() {
        Definition one = Fan.definition(20, task());
        ObjectNode json = one.json().deepCopy();
        ObjectNode states = (ObjectNode) json.at("/States/EachItem/ItemProcessor/States");
        String name = states.fieldNames().next();
        ObjectNode second = states.get(name).deepCopy();
        ((ObjectNode) states.get(name)).put("Next", "Second").remove("End");
        states.set("Second", second);
        fan.deploy(one.with(json), task());

        ExecutionReport report = fan.run(3, Logs.FOLLOW_ITEMS);

        assertThat(report.problem()).isEmpty();
        assertThat(printed()).hasSize(3 * 2 * 2).doesNotHaveDuplicates();
        assertThat(told()).containsExactly("EachItem: the logs of 3 of 3 items were followed.");
    }

    @Test
    void itemsWithoutTasksAreLeftAlone() {
        fan.deployWaiting(Duration.ofSeconds(30));

        fan.run(6, Logs.FOLLOW_ITEMS);

        assertThat(lab.console.infos()).noneMatch(line -> line.contains("the logs of"));
        assertThat(lab.account.calls())
                .filteredOn(call -> call.operation().equals("GetExecutionHistory"))
                .allMatch(call ->
                        call.request().path("executionArn").asText().endsWith(":execution:" + Lab.MACHINE + ":run"));
    }

    /** ECS forgets a task an hour after its end; what the history says of it is enough. */
    @Test
    void tasksThatEcsDoesNotKnowAreFollowedByTheHistory() {
        deploy(2);
        lab.account.faults().always("DescribeTasks", new Fault.Rewritten(any -> "{\"tasks\": [], \"failures\": []}"));

        fan.run(6, Logs.FOLLOW_ITEMS);

        assertThat(printed()).hasSize(12).doesNotHaveDuplicates();
        assertThat(told()).containsExactly("EachItem: the logs of 6 of 6 items were followed.");
    }

    @Test
    void whatMayNotBeSeenIsToldOnce() {
        deploy(2);
        lab.account.faults().always("DescribeTasks", new Fault.Denied("Not you."));

        ExecutionReport report = fan.run(6, Logs.FOLLOW_ITEMS);

        assertThat(report.problem()).isEmpty();
        assertThat(told()).isEmpty();
        assertThat(lab.console.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "Not shown of Map Runs: what its items print. It takes states:ListExecutions on the Map Run,"
                                + " states:GetExecutionHistory on its executions, and ecs:DescribeTasks on their tasks.\n")
                .contains("Not you.");
        assertThat(lab.calls("DescribeTasks")).isEqualTo(1);
    }

    @Test
    void aLogThatIsElsewhereIsNotCounted() {
        fan.deploy(2, Optional.empty(), Optional.empty(), ATask.task());

        fan.run(6, Logs.FOLLOW_ITEMS);

        assertThat(lab.console.infos())
                .contains("The log of container app is not followed: it has no log driver.")
                .contains("EachItem: the logs of 0 of 6 items were followed.");
    }

    @Test
    void whereOthersCallTooMuchTheLooksAreRare() {
        script(Duration.ofMinutes(1));
        deploy(2);
        lab.account.faults().always("DescribeTasks", new Fault.Throttle());

        fan.run(2, Logs.FOLLOW_ITEMS);

        assertThat(lab.calls("DescribeTasks")).isBetween(3L, 30L);
    }

    @Test
    void anOutageIsWaitedThrough() {
        deploy(2);
        Stream.of("ListExecutions", "DescribeTasks")
                .forEach(operation -> lab.account.faults().next(operation, new Fault.ServerError(503)));

        fan.run(6, Logs.FOLLOW_ITEMS);

        assertThat(printed()).hasSize(12).doesNotHaveDuplicates();
        assertThat(lab.console.warnings()).isEmpty();
    }

    /** One that AWS gets over; the answers that never end {@code FaultTableTest} has of the same calls. */
    @TestFactory
    Stream<DynamicTest> noFaultLosesALineOrDoublesOne() {
        List<Fault> faults = List.of(
                new Fault.Throttle(),
                new Fault.ServerError(500),
                new Fault.ServerError(503),
                new Fault.DropBeforeHandling(),
                new Fault.DropAfterHandling(),
                new Fault.TruncatedAnswer());
        List<Cell> cells = Stream.of("ListExecutions", "GetExecutionHistory", "DescribeTasks", "GetLogEvents")
                .flatMap(operation -> IntStream.rangeClosed(1, 8)
                        .boxed()
                        .flatMap(call -> faults.stream().map(fault -> new Cell(operation, call, fault))))
                .toList();
        return Tables.slice(cells, 41).map(cell -> dynamicTest(cell.toString(), () -> holds(cell)));
    }

    private record Cell(String operation, int call, Fault fault) {}

    private static void holds(Cell cell) {
        ItemLogsTest other = new ItemLogsTest();
        try {
            other.register();
            other.deploy(2);
            other.lab.account.faults().nth(cell.operation, cell.call, cell.fault);

            ExecutionReport report = other.fan.run(6, Logs.FOLLOW_ITEMS);

            assertThat(report.problem()).isEmpty();
            assertThat(other.lab.console.warnings()).isEmpty();
            assertThat(other.printed()).hasSize(12).doesNotHaveDuplicates();
            assertThat(other.told()).containsExactly("EachItem: the logs of 6 of 6 items were followed.");
        } finally {
            other.close();
        }
    }

    @Test
    void theyAreShownThoughNobodyMaySeeHowFarTheMapIs() {
        deploy(2);
        lab.account.faults().always("DescribeMapRun", new Fault.Denied("Not you."));

        fan.run(6, Logs.FOLLOW_ITEMS);

        assertThat(printed()).hasSize(12);
        assertThat(told()).containsExactly("EachItem: the logs of 6 items were followed.");
    }

    /** What printed before is not printed again. */
    @Test
    void ofARedrivenMapOnlyWhatRunsAgain() {
        lab.account.scriptsInTurn(
                "job",
                TaskScript.exits(0).atOnce().after(SECOND.multipliedBy(4)).prints("app", SECOND, "worked"),
                TaskScript.exits(1).atOnce().after(SECOND.multipliedBy(4)).prints("app", SECOND, "broke"));
        script(Duration.ofSeconds(8));
        deploy(1);
        String arn = fan.run(3, Logs.LEAVE_OUT).execution().executionArn();
        lab.account.forgetCalls();

        ExecutionReport report = redrive(arn);

        assertThat(report.problem()).isEmpty();
        assertThat(printed()).hasSize(4).noneMatch(line -> line.contains("broke") || line.contains("worked"));
        assertThat(told()).containsExactly("EachItem: the logs of 2 of 3 items were followed.");
        assertThat(histories()).filteredOn(of -> of.contains("/")).hasSize(2);
    }

    /** The executions whose history was read. */
    private Set<String> histories() {
        return lab.account.calls().stream()
                .filter(call -> call.operation().equals("GetExecutionHistory"))
                .map(call -> call.request().path("executionArn").asText())
                .collect(Collectors.toSet());
    }

    private ExecutionReport redrive(String arn) {
        RunExecution runs = fan.runs();
        return runs.redrive(
                new RedriveLook(lab.clients, Lab.COMMANDS, lab.time, lab.console, Prices.shipped())
                        .at(runs.following().describe(arn)),
                new Watching(
                        List.of(Lab.CLUSTER), Optional.of(Duration.ofHours(1)), OnInterrupt.STOP, Logs.FOLLOW_ITEMS));
    }
}
