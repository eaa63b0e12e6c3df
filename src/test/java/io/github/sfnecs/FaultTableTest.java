package io.github.sfnecs;

import static io.github.sfnecs.Goals.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.RepositorySystemSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * Every goal, at every AWS call that it makes, with every fault: it gets through or says which call failed, on what, and what to do;
 * nothing is created twice; and a second run without the fault ends where one ends that never had any. {@code -Dfaults=all} tries
 * all cells of this table, a build without it a slice.
 */
class FaultTableTest {
    private static final String ROLE = "sfn-ecs-hello-us-east-1";

    /** A goal in the situation in which it makes certain calls. */
    private record Situation(String name, Supplier<AbstractSfnEcsMojo> goal, Consumer<Scene> given) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Situation> SITUATIONS = List.of(
            new Situation("creates role", EnsureRoleMojo::new, scene -> {}),
            new Situation("repairs role", EnsureRoleMojo::new, scene -> {
                scene.createConsoleRole(ROLE);
                scene.tagRole(ROLE, "sfn-ecs:state-machine", scene.stateMachineArn("hello"));
                scene.allow(
                        ROLE, "sfn-ecs", "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}");
            }),
            new Situation("adopts role", EnsureRoleMojo::new, scene -> scene.createConsoleRole(ROLE)),
            new Situation(
                    "creates state machine", DeployStateMachineMojo::new, scene -> run(scene, EnsureRoleMojo::new)),
            new Situation("updates state machine", DeployStateMachineMojo::new, scene -> {
                run(scene, EnsureRoleMojo::new);
                run(scene, DeployStateMachineMojo::new);
                scene.sfn.updateStateMachine(update -> update.stateMachineArn(scene.stateMachineArn("hello"))
                        .definition("{\"StartAt\": \"End\", \"States\": {\"End\": {\"Type\": \"Succeed\"}}}"));
                scene.sfn.untagResource(untag ->
                        untag.resourceArn(scene.stateMachineArn("hello")).tagKeys("team"));
            }),
            new Situation("executes", ExecuteMojo::new, scene -> {
                scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
                run(scene, EnsureRoleMojo::new);
                run(scene, DeployStateMachineMojo::new);
            }),
            new Situation("explains", ExecuteMojo::new, scene -> {
                run(scene, EnsureRoleMojo::new);
                run(scene, DeployStateMachineMojo::new);
                scene.iam.deleteRolePolicy(delete -> delete.roleName(ROLE).policyName("sfn-ecs"));
            }),
            new Situation("cleans up", CleanupTasksMojo::new, scene -> {
                scene.account.script(
                        "python-web-hello", TaskScript.runsForever().atOnce());
                scene.runTasks(2, "sfn-ecs:hello:run", null);
                scene.runTasks(1, "family:python-web-hello", null);
            }));

    private static final List<Fault> FAULTS = List.of(
            new Fault.Throttle(),
            new Fault.ServerError(500),
            new Fault.ServerError(503),
            new Fault.DropBeforeHandling(),
            new Fault.DropAfterHandling(),
            new Fault.TruncatedAnswer(),
            new Fault.ExpiredToken(),
            new Fault.Denied("You are not authorized to perform this, as planned by the test."));

    /** As empty as they come; Maven has no other constructor. */
    @SuppressWarnings("deprecation")
    private static final MavenSession SESSION =
            new MavenSession(null, (RepositorySystemSession) null, new DefaultMavenExecutionRequest(), null);

    @TempDir
    private static Path output;

    private record Cell(Situation situation, String operation, int occurrence, Fault fault) {
        @Override
        public String toString() {
            return situation + ", call " + occurrence + " of " + operation + ", " + fault;
        }
    }

    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @AfterEach
    void close() {
        credentials.close();
    }

    /** What is left of the account after a goal: all that a later run would compare. */
    private static Map<String, Object> state(Scene scene) {
        Map<String, Object> state = new LinkedHashMap<>();
        try {
            state.put(
                    "tags of the role",
                    scene.iam.getRole(get -> get.roleName(ROLE)).role().tags());
            state.put("trust policy", scene.trustPolicy(ROLE));
            scene.iam
                    .listRolePolicies(list -> list.roleName(ROLE))
                    .policyNames()
                    .forEach(policy -> state.put("inline policy " + policy, scene.policy(ROLE, policy)));
        } catch (NoSuchEntityException e) {
            state.put("role", "none");
        }
        scene.sfn.listStateMachines(all -> {}).stateMachines().forEach(machine -> {
            var described = scene.sfn.describeStateMachine(get -> get.stateMachineArn(machine.stateMachineArn()));
            state.put(machine.name() + " is", described.definition());
            state.put(machine.name() + " runs as", described.roleArn());
            state.put(
                    machine.name() + " is tagged",
                    scene.sfn
                            .listTagsForResource(list -> list.resourceArn(machine.stateMachineArn()))
                            .tags());
        });
        state.put("running", scene.runningGroups());
        return state;
    }

    private static void run(Scene scene, Supplier<AbstractSfnEcsMojo> goal) {
        String message = message(scene, goal.get());
        if (!message.isEmpty()) {
            throw new AssertionError(message);
        }
    }

    /** What the build fails with; empty where it does not. */
    private static String message(Scene scene, AbstractSfnEcsMojo goal) {
        try {
            set(goal, "clusterArn", "arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster");
            set(goal, "stateMachineName", "hello");
            if (goal instanceof AbstractDefinitionMojo) {
                set(goal, "session", SESSION);
                set(goal, "taskDefinitionArn", "arn:aws:ecs:us-east-1:000000000000:task-definition/python-web-hello:1");
                set(goal, "subnets", List.of("subnet-1"));
                set(goal, "adoptRole", "true");
                set(goal, "resourceTags", Map.of("team", "payments"));
            }
            if (goal instanceof ExecuteMojo) {
                set(goal, "wait", "true");
                set(goal, "stopOnInterrupt", "true");
            }
            Goals.ready(goal, scene, output, new ListLog()).execute();
            return "";
        } catch (MojoFailureException | MojoExecutionException e) {
            return e.getMessage();
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostAndNothingIsDoneTwice() {
        List<DynamicTest> cells = new ArrayList<>();
        for (Situation situation : SITUATIONS) {
            Outcome without = outcome(situation, Optional.empty());
            Map<String, Integer> occurrences = new HashMap<>();
            for (ApiCall call : without.calls) {
                int occurrence = occurrences.merge(call.operation(), 1, Integer::sum);
                if (occurrence > 2) {
                    continue;
                }
                for (Fault fault : FAULTS) {
                    Cell cell = new Cell(situation, call.operation(), occurrence, fault);
                    cells.add(dynamicTest(cell.toString(), () -> holds(cell, without)));
                }
            }
        }
        List<DynamicTest> tried = System.getProperty("faults", "").equals("all") ? cells : everyFaultInTurn(cells);
        System.out.println(
                "Faults: " + tried.size() + " of " + cells.size() + " cells of goal × call × fault are tried.");
        return tried.stream();
    }

    /** Of each call one fault, of each fault some calls. */
    private static List<DynamicTest> everyFaultInTurn(List<DynamicTest> cells) {
        return IntStream.range(0, cells.size())
                .filter(cell -> cell % FAULTS.size() == cell / FAULTS.size() % FAULTS.size())
                .mapToObj(cells::get)
                .toList();
    }

    private record Outcome(
            String message, List<ApiCall> calls, int executions, String again, Map<String, Object> state) {}

    private static Outcome outcome(Situation situation, Optional<Cell> cell) {
        try (Scene scene = new Scene()) {
            situation.given.accept(scene);
            scene.account.forgetCalls();
            cell.ifPresent(some -> scene.account.faults().nth(some.operation, some.occurrence, some.fault));
            String message = message(scene, situation.goal.get());
            List<ApiCall> calls = scene.account.calls();
            int executions = situation.goal.get() instanceof ExecuteMojo
                    ? scene.sfn
                            .listExecutions(list -> list.stateMachineArn(scene.stateMachineArn("hello")))
                            .executions()
                            .size()
                    : 0;
            scene.account.faults().clear();
            String again = message(scene, situation.goal.get());
            return new Outcome(message, calls, executions, again, state(scene));
        }
    }

    private static void holds(Cell cell, Outcome without) {
        Outcome with = outcome(cell.situation, Optional.of(cell));

        if (!head(with.message).equals(head(without.message))) {
            assertThat(with.message)
                    .as("names the call, what it was made for, and what to do")
                    .containsPattern("AWS call \\S+ " + cell.operation
                            // a definition that is not deployed yet has no name
                            + (cell.operation.equals("ValidateStateMachineDefinition") ? "" : " on \\S+"))
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
