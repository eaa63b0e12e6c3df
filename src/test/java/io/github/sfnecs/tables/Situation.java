package io.github.sfnecs.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mojos.AbstractSfnEcsMojo;
import io.github.sfnecs.mojos.CheckMojo;
import io.github.sfnecs.mojos.CleanupTasksMojo;
import io.github.sfnecs.mojos.DeployStateMachineMojo;
import io.github.sfnecs.mojos.EnsureRoleMojo;
import io.github.sfnecs.mojos.EveryGoal;
import io.github.sfnecs.mojos.ExecuteMojo;
import io.github.sfnecs.mojos.ExplainMojo;
import io.github.sfnecs.mojos.ExportMojo;
import io.github.sfnecs.mojos.FollowMojo;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.mojos.Hello;
import io.github.sfnecs.mojos.RedriveMojo;
import io.github.sfnecs.mojos.StatusMojo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A goal in an account in which it makes certain calls; what is deployed there before writes its files to the folder. */
public record Situation(String name, Supplier<AbstractSfnEcsMojo> goal, BiConsumer<Scene, Path> given) {

    /** Every goal, in what it does most and where it does most. */
    static final List<Situation> ALL = List.of(
            new Situation("creates role", EnsureRoleMojo::new, (scene, files) -> {}),
            new Situation("repairs role", EnsureRoleMojo::new, (scene, files) -> Hello.brokenRole(scene)),
            new Situation("takes away from role", EnsureRoleMojo::new, (scene, files) -> {
                scene.account.script("python-web-hello", TaskScript.runsForever());
                started(scene, files);
                scene.allow(
                        Hello.ROLE,
                        "sfn-ecs",
                        "{\"Effect\": \"Allow\", \"Action\": \"ecs:RunTask\", \"Resource\": \"*\"}");
            }),
            new Situation("adopts role", EnsureRoleMojo::new, (scene, files) -> scene.createConsoleRole(Hello.ROLE)),
            new Situation(
                    "creates state machine",
                    DeployStateMachineMojo::new,
                    (scene, files) -> hello(scene, files).run(new EnsureRoleMojo())),
            new Situation("updates state machine", DeployStateMachineMojo::new, (scene, files) -> {
                deploy(scene, files);
                Hello.changeStateMachine(scene);
            }),
            new Situation("executes", ExecuteMojo::new, (scene, files) -> {
                scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
                deploy(scene, files);
            }),
            new Situation("explains", ExecuteMojo::new, (scene, files) -> {
                deploy(scene, files);
                scene.iam.deleteRolePolicy(delete -> delete.roleName(Hello.ROLE).policyName("sfn-ecs"));
            }),
            new Situation("checks", CheckMojo::new, (scene, files) -> {
                scene.account.vpcs(Hello.VPC);
                deploy(scene, files);
            }),
            new Situation("explains later", ExplainMojo::new, (scene, files) -> {
                scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
                started(scene, files);
            }),
            new Situation("follows", FollowMojo::new, (scene, files) -> {
                scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
                started(scene, files);
            }),
            new Situation("redrives", RedriveMojo::new, (scene, files) -> {
                deploy(scene, files);
                failAndMend(scene);
            }),
            new Situation("executes items", Situation::followingLogs, (scene, files) -> {
                scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
                deployItems(scene, files, 2);
            }),
            new Situation("explains items", ExecuteMojo::new, (scene, files) -> {
                scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
                deployItems(scene, files, 2);
            }),
            new Situation("redrives items", RedriveMojo::new, (scene, files) -> {
                deployItems(scene, files, 2);
                failAndMend(scene);
            }),
            new Situation("shows status", StatusMojo::new, (scene, files) -> {
                scene.account.script(
                        "python-web-hello", TaskScript.runsForever().atOnce());
                started(scene, files);
            }),
            new Situation("exports", ExportMojo::new, (scene, files) -> {}),
            new Situation("cleans up", CleanupTasksMojo::new, (scene, files) -> {
                scene.account.script(
                        "python-web-hello", TaskScript.runsForever().atOnce());
                scene.runTasks(2, "sfn-ecs:hello:run", null);
                scene.runTasks(1, "family:python-web-hello", null);
            }));

    /** One call more than where items are few, and two seconds for each outcome. */
    static final Situation PACES_ITEMS = new Situation("paces items", Situation::pacing, (scene, files) -> {
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce().after(Duration.ofSeconds(5)));
        deployItems(scene, files, 60);
    });

    /**
     * What came of it.
     *
     * @param message what the build failed with; empty if it did not
     * @param lines what the goal said
     * @param calls what it called
     * @param executions how many executions there were then of the state machine that it executes
     * @param again what a second run failed with, when nothing was wrong any more
     * @param state what that left of the account
     */
    public record Outcome(
            String message,
            List<String> lines,
            List<ApiCall> calls,
            int executions,
            String again,
            Map<String, Object> state) {
        /** The message's first line. */
        public String head() {
            return head(message);
        }

        /** That of the second run. */
        public String headAgain() {
            return head(again);
        }

        /** Without names that are made up. */
        private static String head(String message) {
            return message.strip().lines().findFirst().orElse("").replaceAll("mvn-\\S+", "<execution>");
        }
    }

    /** Runs the goal in an account of its own, in which something was prepared to go wrong, and again where nothing is. */
    public Outcome outcome(Path files, BiConsumer<Scene, AbstractSfnEcsMojo> prepared) {
        try (Scene scene = new Scene()) {
            given.accept(scene, files);
            scene.account.forgetCalls();
            AbstractSfnEcsMojo first = goal.get();
            prepared.accept(scene, first);
            Hello hello = hello(scene, files);
            String message = hello.outcome(first);
            List<ApiCall> calls = scene.account.calls();
            int executions = first instanceof ExecuteMojo ? executions(scene) : 0;
            scene.account.faults().clear();
            String again = hello(scene, files).outcome(goal.get());
            return new Outcome(message, hello.log().lines(), calls, executions, again, AccountState.of(scene));
        }
    }

    /** What users type for its goal. */
    String goalName() {
        return EveryGoal.name(goal.get());
    }

    private static int executions(Scene scene) {
        return scene.sfn
                .listExecutions(list -> list.stateMachineArn(scene.stateMachineArn(Hello.STATE_MACHINE)))
                .executions()
                .size();
    }

    @Override
    public String toString() {
        return name;
    }

    private static Hello hello(Scene scene, Path files) {
        return new Hello(scene.endpoint(), files);
    }

    private static void deploy(Scene scene, Path files) {
        hello(scene, files).run(new EnsureRoleMojo(), new DeployStateMachineMojo());
    }

    private static void started(Scene scene, Path files) {
        deploy(scene, files);
        start(scene);
    }

    private static void start(Scene scene) {
        scene.sfn.startExecution(
                start -> start.stateMachineArn(scene.stateMachineArn("hello")).name("run"));
    }

    private static AbstractSfnEcsMojo followingLogs() {
        ExecuteMojo execute = new ExecuteMojo();
        Goals.set(execute, "followLogs", "true");
        return execute;
    }

    private static AbstractSfnEcsMojo pacing() {
        ExecuteMojo execute = new ExecuteMojo();
        Goals.set(execute, "adaptConcurrency", "true");
        return execute;
    }

    /** Its state machine runs the task for each of so many items of a distributed Map. */
    private static void deployItems(Scene scene, Path files, int items) {
        deploy(scene, files);
        String machine = scene.stateMachineArn(Hello.STATE_MACHINE);
        ObjectNode one = (ObjectNode) Json.tryParse(scene.sfn
                        .describeStateMachine(describe -> describe.stateMachineArn(machine))
                        .definition())
                .orElseThrow();
        one.putObject("ProcessorConfig").put("Mode", "DISTRIBUTED").put("ExecutionType", "STANDARD");
        scene.allow(Hello.ROLE, "sfn-ecs", "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}");
        scene.sfn.updateStateMachine(update -> update.stateMachineArn(machine)
                .definition("""
                {"StartAt": "Items", "States": {
                  "Items": {"Type": "Pass", "Result": %s, "Next": "Each"},
                  "Each": {"Type": "Map", "Label": "Each", "MaxConcurrency": 50, "End": true, "ItemProcessor": %s}}}
                """.formatted(IntStream.range(0, items).boxed().toList(), one)));
    }

    /** Its execution has failed, and would not fail again. */
    private static void failAndMend(Scene scene) {
        scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
        start(scene);
        scene.sfn.describeExecution(
                request -> request.executionArn("arn:aws:states:us-east-1:000000000000:execution:hello:run"));
        scene.account.script("python-web-hello", TaskScript.exits(0).atOnce());
    }
}
