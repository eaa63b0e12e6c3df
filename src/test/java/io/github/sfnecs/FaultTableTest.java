package io.github.sfnecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every goal, at every AWS call that it makes, with every fault: it gets through or says which call failed, on what, and what to do;
 * nothing is created twice; and a second run without the fault ends where one ends that never had any. {@code -Dtables=all} tries
 * all cells of this table, a build without it a slice.
 */
class FaultTableTest {
    /** Of the goal in a cell with a late answer; a goal that is slow besides may time out once more and tries again too. */
    private static final Duration READ_TIMEOUT = Duration.ofMillis(700);

    /** A goal in the situation in which it makes certain calls. */
    private record Situation(String name, Supplier<AbstractSfnEcsMojo> goal, Consumer<Scene> given) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Situation> SITUATIONS = List.of(
            new Situation("creates role", EnsureRoleMojo::new, scene -> {}),
            new Situation("repairs role", EnsureRoleMojo::new, Hello::brokenRole),
            new Situation("adopts role", EnsureRoleMojo::new, scene -> scene.createConsoleRole(Hello.ROLE)),
            new Situation(
                    "creates state machine",
                    DeployStateMachineMojo::new,
                    scene -> hello(scene).run(new EnsureRoleMojo())),
            new Situation("updates state machine", DeployStateMachineMojo::new, scene -> {
                deploy(scene);
                Hello.changeStateMachine(scene);
            }),
            new Situation("executes", ExecuteMojo::new, scene -> {
                scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
                deploy(scene);
            }),
            new Situation("explains", ExecuteMojo::new, scene -> {
                deploy(scene);
                scene.iam.deleteRolePolicy(delete -> delete.roleName(Hello.ROLE).policyName("sfn-ecs"));
            }),
            new Situation("checks", CheckMojo::new, scene -> {
                scene.account.vpcs(Hello.VPC);
                deploy(scene);
            }),
            new Situation("explains later", ExplainMojo::new, scene -> {
                scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
                deploy(scene);
                scene.sfn.startExecution(start ->
                        start.stateMachineArn(scene.stateMachineArn("hello")).name("run"));
            }),
            new Situation("follows", FollowMojo::new, scene -> {
                scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
                deploy(scene);
                scene.sfn.startExecution(start ->
                        start.stateMachineArn(scene.stateMachineArn("hello")).name("run"));
            }),
            new Situation("shows status", StatusMojo::new, scene -> {
                scene.account.script(
                        "python-web-hello", TaskScript.runsForever().atOnce());
                deploy(scene);
                scene.sfn.startExecution(start ->
                        start.stateMachineArn(scene.stateMachineArn("hello")).name("run"));
            }),
            new Situation("cleans up", CleanupTasksMojo::new, scene -> {
                scene.account.script(
                        "python-web-hello", TaskScript.runsForever().atOnce());
                scene.runTasks(2, "sfn-ecs:hello:run", null);
                scene.runTasks(1, "family:python-web-hello", null);
            }));

    /** A throttle is {@code ThrottlingException} from Step Functions and ECS, and {@code Throttling} from IAM. */
    private static final List<Fault> FAULTS = List.of(
            new Fault.Throttle(),
            new Fault.ServerError(500),
            new Fault.ServerError(503),
            new Fault.DropBeforeHandling(),
            new Fault.DropAfterHandling(),
            new Fault.TruncatedAnswer(),
            new Fault.Delay(Duration.ofMinutes(1)),
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

    private static Hello hello(Scene scene) {
        return new Hello(scene.endpoint(), output);
    }

    private static void deploy(Scene scene) {
        hello(scene).run(new EnsureRoleMojo(), new DeployStateMachineMojo());
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostAndNothingIsDoneTwice() {
        Map<Situation, Outcome> without = new LinkedHashMap<>();
        SITUATIONS.forEach(situation -> without.put(situation, outcome(situation, Optional.empty())));
        List<Cell> cells = without.entrySet().stream()
                .flatMap(some -> NthCall.among(some.getValue().calls)
                        .flatMap(call -> FAULTS.stream().map(fault -> new Cell(some.getKey(), call, fault))))
                .toList();
        List<Cell> tried = Tables.whole() ? cells : everyFaultInTurn(cells);
        assertThat(tried)
                .filteredOn(cell -> cell.fault instanceof Fault.Throttle)
                .extracting(cell -> cell.call.service())
                .as("throttled in both protocols")
                .contains("iam", "states");
        System.out.println("Faults: " + tried.size() + " of " + cells.size() + " cells tried: " + goals() + " goals in "
                + SITUATIONS.size() + " situations make " + cells.size() / FAULTS.size() + " calls, × " + FAULTS.size()
                + " faults.");
        return tried.stream().map(cell -> dynamicTest(cell.toString(), () -> holds(cell, without.get(cell.situation))));
    }

    /** Of each call one fault, of each fault some calls. */
    private static List<Cell> everyFaultInTurn(List<Cell> cells) {
        return IntStream.range(0, cells.size())
                .filter(cell -> cell % FAULTS.size() == cell / FAULTS.size() % FAULTS.size())
                .mapToObj(cells::get)
                // of the goals that only read, late answers are left to the whole table: they take seconds each
                .filter(cell -> !(cell.fault instanceof Fault.Delay
                        && cell.situation.name.matches("checks|explains later|follows|shows status")))
                .toList();
    }

    private static long goals() {
        return SITUATIONS.stream()
                .map(situation -> situation.goal.get().getClass())
                .distinct()
                .count();
    }

    private record Outcome(
            String message, List<ApiCall> calls, int executions, String again, Map<String, Object> state) {}

    private static Outcome outcome(Situation situation, Optional<Cell> cell) {
        try (Scene scene = new Scene()) {
            situation.given.accept(scene);
            scene.account.forgetCalls();
            AbstractSfnEcsMojo goal = situation.goal.get();
            cell.ifPresent(some -> {
                scene.account.faults().nth(some.call.operation(), some.call.occurrence(), some.fault);
                if (some.fault instanceof Fault.Delay) {
                    goal.clients = settings -> new AwsClients(settings, READ_TIMEOUT);
                }
            });
            String message = hello(scene).outcome(goal);
            List<ApiCall> calls = scene.account.calls();
            int executions = goal instanceof ExecuteMojo
                    ? scene.sfn
                            .listExecutions(list -> list.stateMachineArn(scene.stateMachineArn(Hello.STATE_MACHINE)))
                            .executions()
                            .size()
                    : 0;
            scene.account.faults().clear();
            String again = hello(scene).outcome(situation.goal.get());
            return new Outcome(message, calls, executions, again, AccountState.of(scene));
        }
    }

    private static void holds(Cell cell, Outcome without) {
        Outcome with = outcome(cell.situation, Optional.of(cell));

        if (!head(with.message).equals(head(without.message))) {
            assertThat(with.message)
                    .as("names the call, what it was made for, and what to do")
                    .containsPattern("AWS call \\S+ " + cell.call.operation()
                            + (NAMELESS.contains(cell.call.operation()) ? "" : " on \\S+"))
                    .contains("fix:");
        }
        assertThat(with.executions).as("executions").isLessThanOrEqualTo(1);
        assertThat(head(with.again)).isEqualTo(head(without.again));
        assertThat(with.state).isEqualTo(without.state);
    }

    /** The first line, without names that are made up. */
    private static String head(String message) {
        return message.strip().lines().findFirst().orElse("").replaceAll("mvn-\\S+", "<execution>");
    }
}
