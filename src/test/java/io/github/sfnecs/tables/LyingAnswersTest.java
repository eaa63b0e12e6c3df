package io.github.sfnecs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.Faults;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.mojos.Screen;
import io.github.sfnecs.testing.AnswerMembers;
import io.github.sfnecs.testing.AnswerTexts;
import io.github.sfnecs.testing.Hostile;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.Tables;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every goal, at every AWS call that it makes, with an answer that lacks one of its members, or is about another account or region, or
 * has a word that nobody has heard of: the goal gets through, or says what is wrong; nothing is done twice; and a second run that is
 * told the truth ends where one ends that was never lied to. {@code -Dtables=all} tries all lies, a build without it a slice.
 */
class LyingAnswersTest {
    private static final int SLICE = 80;

    /** A slice is of every third situation. */
    private static final int SITUATIONS = 3;

    /** More calls of an operation are looks that a goal repeats until it sees what it waits for. */
    private static final int LOOKS = 2;

    private static final int ALIKE = 2;

    /** A word out of a list of words, such as a status, or the type of an event. */
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z_]+|[A-Z][a-z]+([A-Z][a-z]+)+");

    /** All that goals call. */
    private static final Set<String> OPERATIONS = Set.of(
            "CreateRole",
            "TagRole",
            "UpdateAssumeRolePolicy",
            "PutRolePolicy",
            "GetRole",
            "GetRolePolicy",
            "ListRolePolicies",
            "ListAttachedRolePolicies",
            "ValidateStateMachineDefinition",
            "CreateStateMachine",
            "UpdateStateMachine",
            "DescribeStateMachine",
            "DescribeStateMachineForExecution",
            "ListTagsForResource",
            "TagResource",
            "UntagResource",
            "StartExecution",
            "StopExecution",
            "RedriveExecution",
            "DescribeExecution",
            "DescribeMapRun",
            "ListExecutions",
            "GetExecutionHistory",
            "DescribeTaskDefinition",
            "DescribeClusters",
            "ListTasks",
            "DescribeTasks",
            "StopTask",
            "DescribeSubnets",
            "DescribeSecurityGroups",
            "DescribeRouteTables",
            "DescribeVpcEndpoints",
            "GetCallerIdentity",
            "SimulatePrincipalPolicy");

    /** What is not there is not told; AWS itself says that it was asked by no proxy. */
    private static final Pattern NULL = Pattern.compile("(?<!Proxy: )\\bnull\\b");

    @TempDir
    private static Path output;

    /** What a call was answered. */
    private record Told(String operation, int occurrence, String body) {}

    private record Cell(Situation situation, Situation.Outcome truth, String what, Consumer<Faults> lie) {
        @Override
        public String toString() {
            return situation + ", " + what;
        }
    }

    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @AfterEach
    void close() {
        credentials.close();
    }

    @TestFactory
    Stream<DynamicTest> areNoticedOrDoNoHarm() {
        List<Cell> cells = IntStream.range(0, Situation.ALL.size())
                .filter(situation -> Tables.whole() || (situation + 1) % SITUATIONS == 0)
                .mapToObj(Situation.ALL::get)
                .flatMap(LyingAnswersTest::cells)
                .toList();
        List<Cell> tried = IntStream.range(0, cells.size())
                .filter(cell -> Tables.whole() || cell % SLICE == 0)
                .mapToObj(cells::get)
                .toList();
        System.out.println("Lies: " + tried.size() + " of " + cells.size() + " cells tried.");
        return tried.stream().map(cell -> dynamicTest(cell.toString(), () -> holds(cell)));
    }

    private static Stream<Cell> cells(Situation situation) {
        Map<String, Deque<String>> bodies = new HashMap<>();
        Situation.Outcome truth = situation.outcome(output, (scene, goal) -> {
            Goals.limit(goal);
            OPERATIONS.forEach(operation -> scene.account.faults().always(operation, new Fault.Rewritten(body -> {
                bodies.computeIfAbsent(operation, any -> new ArrayDeque<>()).add(body);
                return body;
            })));
        });
        List<Told> told = new ArrayList<>();
        Map<String, Integer> occurrences = new HashMap<>();
        for (ApiCall call : truth.calls()) {
            String operation = call.operation();
            assertThat(OPERATIONS).contains(operation);
            int occurrence = occurrences.merge(operation, 1, Integer::sum);
            if (call.error() == null) {
                told.add(new Told(operation, occurrence, bodies.get(operation).remove()));
            }
        }
        return Stream.concat(
                        lacks(told),
                        told.stream()
                                .filter(answer -> answer.occurrence <= LOOKS)
                                .flatMap(LyingAnswersTest::lies))
                .map(lie -> new Cell(situation, truth, lie.what, lie.how));
    }

    private record Lie(String what, Consumer<Faults> how) {}

    /** An endpoint that leaves something out leaves it out of every answer. */
    private static Stream<Lie> lacks(List<Told> told) {
        return told.stream()
                .flatMap(answer ->
                        AnswerMembers.in(answer.body).stream().map(member -> Map.entry(answer.operation, member)))
                .distinct()
                .map(lack -> new Lie(
                        lack.getKey() + " without " + lack.getValue(),
                        faults -> faults.always(
                                lack.getKey(), new Fault.Rewritten(AnswerMembers.without(lack.getValue())))));
    }

    /** Of what is said of many elements only the first ones. */
    private static Stream<Lie> lies(Told answer) {
        List<Lie> lies = new ArrayList<>();
        Map<String, Integer> alike = new HashMap<>();
        List<String> texts = AnswerTexts.in(answer.body);
        for (int i = 0; i < texts.size(); i++) {
            for (String lie : lied(texts.get(i))) {
                if (alike.merge(lie, 1, Integer::sum) <= ALIKE) {
                    Fault fault = new Fault.Rewritten(AnswerTexts.replaced(i, lie));
                    lies.add(new Lie(
                            "call " + answer.occurrence + " of " + answer.operation + ", " + Hostile.name(texts.get(i))
                                    + " is " + Hostile.name(lie),
                            faults -> faults.nth(answer.operation, answer.occurrence, fault)));
                }
            }
        }
        return lies.stream();
    }

    private static List<String> lied(String truth) {
        return Stream.of(
                        truth.replace(":" + Scene.ACCOUNT, ":999999999999"),
                        truth.replace(":us-east-1:", ":eu-west-1:"),
                        WORD.matcher(truth).replaceAll("NeverHeardOf"))
                .filter(lie -> !lie.equals(truth))
                .toList();
    }

    private static void holds(Cell cell) {
        Situation.Outcome lied = cell.situation.outcome(output, (scene, goal) -> {
            Goals.limit(goal);
            cell.lie.accept(scene.account.faults());
        });

        assertThat(lied.message()).doesNotContain("it is a mistake of the plugin");
        assertThat(Stream.concat(lied.message().lines(), lied.lines().stream()))
                .filteredOn(line -> NULL.matcher(line).find())
                .isEmpty();
        new Screen(Optional.empty(), lied.lines()).assertReadable();
        assertThat(lied.executions()).as("executions").isLessThanOrEqualTo(1);
        // what did not come to pass the first time does now
        assertThat(lied.headAgain()).isIn(cell.truth.headAgain(), cell.truth.head());
        assertThat(lied.state()).isEqualTo(cell.truth.state());
    }
}
