package io.github.sfnecs.bench;

import io.github.sfnecs.bench.Scenario.Contender;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.sizes.Crowd;
import io.github.sfnecs.testing.ClassPath;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What is measured. */
final class Scenarios {
    static final String NO_GOAL = "Maven, no goal";
    static final String EMPTY_GOAL = "Maven, empty goal";
    static final String SDK_ALONE = "Maven, the SDK's calls alone";
    static final String PLUGIN = "this plugin";
    static final String AWS_CLI = "AWS CLI script";
    /** What is added to the name of who builds with the JVM options that the manual advises. */
    static final String BRIEF = ", jvm.config";
    /** What is added to the name of who has classes of the JDK in an archive beside. */
    static final String ARCHIVED = BRIEF + ", archive";
    /** Another jar of the plugin, such as an older one. */
    static final String OTHER = "the other jar";
    /** What is added to the name of who has no more heap than this. */
    static final String SMALL = ", " + Scenarios.HEAP;

    private static final String MACHINE = "hello";
    static final String MACHINE_ARN = "arn:aws:states:us-east-1:000000000000:stateMachine:" + MACHINE;
    static final String ROLE = "sfn-ecs-hello-us-east-1";
    static final String CLUSTER = "arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster";
    static final String TASK_DEFINITION = "arn:aws:ecs:us-east-1:000000000000:task-definition/python-web-hello:1";
    private static final String TAG = "sfn-ecs:state-machine";
    private static final String HEAP = "-Xmx64m";
    private static final String BRIEFLY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    private static final String SKIP = "-Dsfn-ecs.skip";
    private static final String CHANGE = "-Dsfn-ecs.stateTimeout=PT2H";
    private static final String[] DEPLOY = {"sfn-ecs:ensure-role", "sfn-ecs:deploy-statemachine"};
    private static final Duration JOB = Duration.ofSeconds(5);
    private static final int SLOW = 1_000;

    private final Maven maven;
    private final Maven archived;
    private final Optional<Maven> other;
    private final Stopwatch stopwatch;
    private final Optional<Path> scripts;
    private final Path wanted;
    private final Path changed;

    /**
     * Renders what the scripts deploy.
     *
     * @param other with another jar of the plugin
     * @param scripts the AWS CLI scripts; empty where there is no AWS CLI
     */
    Scenarios(Maven maven, Optional<Maven> other, Stopwatch stopwatch, Optional<Path> scripts) throws Exception {
        this.maven = maven;
        this.other = other;
        this.stopwatch = stopwatch;
        this.scripts = scripts;
        try (Ground ground = Ground.story(Ground.scene())) {
            stopwatch.run(maven.online(DEPLOY), ground);
            wanted = saved("wanted");
            stopwatch.run(maven.offline(DEPLOY[0], DEPLOY[1], CHANGE, "-Dsfn-ecs.dryRun"), ground);
            changed = saved("changed");
            Path archive = maven.folder().resolve("maven.jsa");
            stopwatch.run(
                    maven.with(BRIEFLY + " -XX:ArchiveClassesAtExit=" + archive).offline(DEPLOY), ground);
            archived = maven.with(BRIEFLY + " -XX:SharedArchiveFile=" + archive);
        }
    }

    private Path saved(String name) throws IOException {
        Path folder = Files.createDirectories(maven.folder().resolve(name));
        for (String file : List.of("trust-policy.json", "permissions-policy.json", "state-machine.asl.json")) {
            Files.writeString(
                    folder.resolve(file), Files.readString(maven.output().resolve(file)));
        }
        return folder;
    }

    /** What Maven loads the plugin from. */
    ClassPath classPath() throws Exception {
        try (Ground ground = Ground.story(Ground.scene())) {
            stopwatch.run(maven.offline("-X", "sfn-ecs:help"), ground);
            return ClassPath.of(stopwatch.printed(), maven.repository());
        }
    }

    /** {@code ensure-role deploy-statemachine} when all is as it should be. */
    Scenario nothingToDo(int latency, int rounds) {
        Maven brief = maven.with(BRIEFLY);
        List<Contender> contenders = new ArrayList<>(List.of(
                new Contender(NO_GOAL, round -> deploying(latency, round, true, maven.offline("validate"))),
                new Contender(
                        EMPTY_GOAL,
                        round -> deploying(latency, round, true, maven.offline(DEPLOY[0], DEPLOY[1], SKIP))),
                new Contender(SDK_ALONE, round -> deploying(latency, round, true, maven.offline(SdkPlugin.GOAL))),
                new Contender(PLUGIN, round -> deploying(latency, round, true, maven.offline(DEPLOY))),
                new Contender(
                        EMPTY_GOAL + BRIEF,
                        round -> deploying(latency, round, true, brief.offline(DEPLOY[0], DEPLOY[1], SKIP))),
                new Contender(PLUGIN + BRIEF, round -> deploying(latency, round, true, brief.offline(DEPLOY))),
                new Contender(PLUGIN + ARCHIVED, round -> deploying(latency, round, true, archived.offline(DEPLOY)))));
        other.ifPresent(jar ->
                contenders.add(new Contender(OTHER, round -> deploying(latency, round, true, jar.offline(DEPLOY)))));
        script("deploy.sh", wanted.toString(), ROLE, MACHINE_ARN, TASK_DEFINITION)
                .ifPresent(script ->
                        contenders.add(new Contender(AWS_CLI, round -> deploying(latency, round, true, script))));
        return new Scenario("nothing to do", latency, rounds, contenders);
    }

    /** The same where neither role nor state machine is there. */
    Scenario firstDeploy(int latency, int rounds) {
        return deployment("first deploy", latency, rounds, false, wanted, maven.offline(DEPLOY));
    }

    /** The same where one parameter of the definition has changed. */
    Scenario changeOneThing(int latency, int rounds) {
        return deployment(
                "change one thing", latency, rounds, true, changed, maven.offline(DEPLOY[0], DEPLOY[1], CHANGE));
    }

    private Scenario deployment(
            String name, int latency, int rounds, boolean deployed, Path files, List<String> build) {
        List<Contender> contenders =
                new ArrayList<>(List.of(new Contender(PLUGIN, round -> deploying(latency, round, deployed, build))));
        script("deploy.sh", files.toString(), ROLE, MACHINE_ARN, TASK_DEFINITION)
                .ifPresent(script ->
                        contenders.add(new Contender(AWS_CLI, round -> deploying(latency, round, deployed, script))));
        return new Scenario(name, latency, rounds, contenders);
    }

    /** In a slow account the first round is run once more, so slowly that calls overlap that do not depend on each other. */
    private Measured deploying(int latency, int round, boolean deployed, List<String> command) throws Exception {
        Measured measured = deploying(latency, deployed, command);
        return latency > 0 && round == 0
                ? measured.withChain(deploying(SLOW, deployed, command).chain())
                : measured;
    }

    private Measured deploying(int latency, boolean deployed, List<String> command) throws Exception {
        Scene scene = Ground.scene();
        try (Ground ground = Ground.story(scene)) {
            if (deployed) {
                deploy(scene);
            }
            ground.account().latency(Duration.ofMillis(latency));
            return stopwatch.run(command, ground);
        }
    }

    /** {@code execute}, of a task of five to six seconds that succeeds: whoever looks once a second may be lucky. */
    Scenario execute(int latency, int rounds) {
        List<Duration> jobs = IntStream.range(0, rounds)
                .mapToObj(round -> JOB.plus(Duration.ofSeconds(round).dividedBy(rounds)))
                .toList();
        List<Contender> contenders = new ArrayList<>(List.of(
                new Contender(PLUGIN, round -> executing(latency, jobs.get(round), maven.offline("sfn-ecs:execute")))));
        script("execute.sh", MACHINE_ARN)
                .ifPresent(script ->
                        contenders.add(new Contender(AWS_CLI, round -> executing(latency, jobs.get(round), script))));
        return new Scenario("execute", latency, rounds, contenders);
    }

    private Measured executing(int latency, Duration job, List<String> command) throws Exception {
        Scene scene = Ground.scene();
        try (Ground ground = Ground.story(scene)) {
            deploy(scene);
            scene.account.script(
                    "python-web-hello", TaskScript.exits(0).atOnce().after(job));
            ground.account().latency(Duration.ofMillis(latency));
            Measured measured = stopwatch.run(command, ground);
            return measured.withTail(scene
                    .sfn
                    .listExecutions(list -> list.stateMachineArn(MACHINE_ARN).statusFilter(ExecutionStatus.SUCCEEDED))
                    .executions()
                    .stream()
                    .map(execution -> Duration.between(execution.stopDate(), measured.ended())
                                    .toMillis()
                            / 1e3)
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** {@code cleanup-tasks}, with ECS's own quotas. */
    Scenario cleanup(int tasks, int latency, int rounds) {
        String goal = "sfn-ecs:cleanup-tasks";
        List<Contender> contenders =
                new ArrayList<>(List.of(new Contender(PLUGIN, round -> cleaning(tasks, latency, maven.offline(goal)))));
        if (tasks <= 10) {
            script("cleanup.sh", CLUSTER, MACHINE)
                    .ifPresent(script ->
                            contenders.add(new Contender(AWS_CLI, round -> cleaning(tasks, latency, script))));
        }
        return new Scenario("cleanup of %,d tasks".formatted(tasks), latency, rounds, contenders);
    }

    private Measured cleaning(int tasks, int latency, List<String> command) throws Exception {
        Scene scene = Ground.scene();
        try (Ground ground = Ground.story(scene)) {
            deploy(scene);
            scene.account.script("python-web-hello", TaskScript.runsForever().atOnce());
            for (int started = 0; started < tasks; started += 10) {
                scene.runTasks(10, "sfn-ecs:" + MACHINE + ":run-" + started, "AWS Step Functions");
            }
            ground.account().latency(Duration.ofMillis(latency));
            ground.account().rateLimits(true);
            Measured measured = stopwatch.run(command, ground);
            if (!scene.runningTasks().isEmpty()) {
                throw new IllegalStateException("There are still tasks that run after " + command);
            }
            return measured;
        }
    }

    /** {@code explain} on the longest history that there can be. */
    Scenario explain(int latency, int rounds) {
        String goal = "sfn-ecs:explain";
        Maven small = maven.with(HEAP);
        List<Contender> contenders = new ArrayList<>(List.of(
                new Contender(EMPTY_GOAL, round -> explaining(latency, maven.offline(goal, SKIP))),
                new Contender(PLUGIN, round -> explaining(latency, maven.offline(goal))),
                new Contender(EMPTY_GOAL + SMALL, round -> explaining(latency, small.offline(goal, SKIP))),
                new Contender(PLUGIN + SMALL, round -> explaining(latency, small.offline(goal)))));
        return new Scenario("explain 25,000 events", latency, rounds, contenders);
    }

    private Measured explaining(int latency, List<String> command) throws Exception {
        Lab lab = new Lab();
        try (Ground ground = Ground.lab(lab)) {
            new Crowd(lab).endlessHistory(Duration.ZERO);
            String execution = lab.clients
                    .sfn()
                    .startExecution(
                            start -> start.stateMachineArn(Lab.MACHINE_ARN).name("run"))
                    .executionArn();
            ground.account().latency(Duration.ofMillis(latency));
            List<String> explaining = new ArrayList<>(command);
            explaining.add("-Dsfn-ecs.executionArn=" + execution);
            return stopwatch.run(explaining, ground);
        }
    }

    private Optional<List<String>> script(String name, String... arguments) {
        return scripts.map(folder -> {
            List<String> command =
                    new ArrayList<>(List.of("bash", folder.resolve(name).toString()));
            command.addAll(List.of(arguments));
            return command;
        });
    }

    /** What both contenders would have deployed. */
    private void deploy(Scene scene) throws IOException {
        String trust = Files.readString(wanted.resolve("trust-policy.json"));
        String role = scene.iam
                .createRole(create -> create.roleName(ROLE)
                        .assumeRolePolicyDocument(trust)
                        .tags(Tag.builder().key(TAG).value(MACHINE_ARN).build()))
                .role()
                .arn();
        scene.putPolicy(ROLE, "sfn-ecs", Files.readString(wanted.resolve("permissions-policy.json")));
        String definition = Files.readString(wanted.resolve("state-machine.asl.json"));
        scene.sfn.createStateMachine(create -> create.name(MACHINE)
                .definition(definition)
                .roleArn(role)
                .tags(software.amazon.awssdk.services.sfn.model.Tag.builder()
                        .key(TAG)
                        .value(MACHINE_ARN)
                        .build()));
    }
}
