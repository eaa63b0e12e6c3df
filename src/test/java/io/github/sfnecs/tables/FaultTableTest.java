package io.github.sfnecs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.AsksEachGoal;
import io.github.sfnecs.mojos.EveryGoal;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every goal, at every AWS call that it makes, with every fault: it gets through or says which call failed, on what, and what to do;
 * nothing is created twice; and a second run without the fault ends where one ends that never had any. {@code -Dtables=all} tries
 * all cells of this table, a build without it a slice.
 */
class FaultTableTest {
    /** Of the goal in a cell with an answer that is never whole; a goal that is slow besides may time out once more and tries again too. */
    private static final Duration READ_TIMEOUT = Duration.ofMillis(700);

    /** A throttle is {@code ThrottlingException} from Step Functions and ECS, and {@code Throttling} from IAM. */
    private static final List<Fault> FAULTS = List.of(
            new Fault.Throttle(),
            new Fault.ServerError(500),
            new Fault.ServerError(503),
            new Fault.DropBeforeHandling(),
            new Fault.DropAfterHandling(),
            new Fault.TruncatedAnswer(),
            new Fault.Silent(),
            new Fault.Trickle(Duration.ofMillis(100)),
            new Fault.ExpiredToken(),
            new Fault.Denied("You are not authorized to perform this, as planned by the test."));

    /** What these are made for has no name: a definition that is not deployed yet, the caller, and what is asked for by filters. */
    private static final Set<String> NAMELESS = Set.of(
            "ValidateStateMachineDefinition",
            "GetCallerIdentity",
            "DescribeSubnets",
            "DescribeSecurityGroups",
            "DescribeRouteTables",
            "DescribeVpcEndpoints");

    @TempDir
    private static Path output;

    private record Cell(Situation situation, NthCall call, Fault fault) {
        @Override
        public String toString() {
            return situation + ", " + call + ", " + fault;
        }
    }

    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @AfterEach
    void close() {
        credentials.close();
    }

    @Test
    @AsksEachGoal
    void hasEveryGoal() {
        Set<String> goals = Situation.ALL.stream().map(Situation::goalName).collect(Collectors.toSet());
        EveryGoal.assertAll(
                EveryGoal.callingAws(),
                goals::contains,
                "a situation in src/test/java/io/github/sfnecs/tables/Situation.java, for this table and for LyingAnswersTest");
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostAndNothingIsDoneTwice() {
        Map<Situation, Situation.Outcome> without = new LinkedHashMap<>();
        situations().forEach(situation -> without.put(situation, situation.outcome(output, (scene, goal) -> {})));
        List<Cell> cells = without.entrySet().stream()
                .flatMap(some -> NthCall.among(some.getValue().calls())
                        .filter(call -> !some.getKey().equals(Situation.PACES_ITEMS)
                                || call.operation().equals("UpdateMapRun"))
                        .flatMap(call -> FAULTS.stream().map(fault -> new Cell(some.getKey(), call, fault))))
                .toList();
        List<Cell> tried = Tables.whole() ? cells : everyFaultInTurn(cells);
        assertThat(tried)
                .filteredOn(cell -> cell.fault instanceof Fault.Throttle)
                .extracting(cell -> cell.call.service())
                .as("throttled in both protocols")
                .contains("iam", "states");
        System.out.println("Faults: " + tried.size() + " of " + cells.size() + " cells tried: " + goals() + " goals in "
                + without.size() + " situations make " + cells.size() / FAULTS.size() + " calls, × "
                + FAULTS.size()
                + " faults.");
        return tried.stream().map(cell -> dynamicTest(cell.toString(), () -> holds(cell, without.get(cell.situation))));
    }

    private static Stream<Situation> situations() {
        return Stream.concat(
                Situation.ALL.stream(), Stream.of(Situation.PACES_ITEMS).filter(any -> Tables.whole()));
    }

    /** Of every fifth call one fault, of each fault some calls: from the last on, so that calls in both protocols are throttled. */
    private static List<Cell> everyFaultInTurn(List<Cell> cells) {
        int five = 5 * FAULTS.size();
        return IntStream.range(0, cells.size())
                .filter(cell -> cell % five == (cell / five + 9) % FAULTS.size())
                .mapToObj(cells::get)
                // of the goals that only read, such answers are left to the whole table: they take a second each
                .filter(cell -> !isEndless(cell.fault) || EveryGoal.writing().contains(cell.situation.goalName()))
                .toList();
    }

    private static boolean isEndless(Fault fault) {
        return fault instanceof Fault.Silent || fault instanceof Fault.Trickle;
    }

    private static long goals() {
        return Situation.ALL.stream().map(Situation::goalName).distinct().count();
    }

    private static Situation.Outcome outcome(Cell cell) {
        return cell.situation.outcome(output, (scene, goal) -> {
            scene.account.faults().nth(cell.call.operation(), cell.call.occurrence(), cell.fault);
            if (isEndless(cell.fault)) {
                goal.clients = settings -> new AwsClients(settings, READ_TIMEOUT);
            }
        });
    }

    private static void holds(Cell cell, Situation.Outcome without) {
        Situation.Outcome with = outcome(cell);

        if (!with.head().equals(without.head())) {
            assertThat(with.message())
                    .as("names the call, what it was made for, and what to do")
                    .containsPattern("AWS call \\S+ " + cell.call.operation()
                            + (NAMELESS.contains(cell.call.operation()) ? "" : " on \\S+"))
                    .contains("fix:");
        }
        assertThat(with.executions()).as("executions").isLessThanOrEqualTo(1);
        // what did not come to pass the first time does now
        assertThat(with.headAgain()).isIn(without.headAgain(), without.head());
        assertThat(with.state()).isEqualTo(without.state());
    }
}
