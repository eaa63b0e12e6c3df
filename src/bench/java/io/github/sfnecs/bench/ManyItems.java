package io.github.sfnecs.bench;

import io.github.sfnecs.bench.Scenario.Contender;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A task of five seconds for each of a thousand items, on the machine's own clock, with the quotas of Step Functions, ECS and Fargate.
 *
 * @param results who took how long
 * @param tolls what it cost them, by who they are
 */
record ManyItems(Results results, Map<String, Toll> tolls) {
    static final String NAME = "1,000 items";

    private static final int ITEMS = 1_000;
    private static final Duration EACH = Duration.ofSeconds(5);
    private static final String FAMILY = "python-web-hello";
    private static final String[] DEPLOY = {"-Pmap", "sfn-ecs:ensure-role", "sfn-ecs:deploy-statemachine"};

    /**
     * What was not as it should be.
     *
     * @param throttled launches of tasks that were refused
     * @param lost items whose task did not end well
     */
    record Toll(int throttled, long lost) {}

    /** Runs it once, for the script takes twenty minutes on two cores. */
    static ManyItems run(Maven maven, Stopwatch stopwatch, Optional<Path> scripts) throws Exception {
        Map<String, Toll> tolls = new LinkedHashMap<>();
        Path items = maven.folder().resolve("items.json");
        Files.writeString(
                items,
                IntStream.rangeClosed(1, ITEMS)
                        .mapToObj(item -> "\"" + item + "\"")
                        .collect(Collectors.joining(",", "[", "]")));
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(Scenarios.PLUGIN, round -> {
            try (Scene scene = scene()) {
                Ground ground = Ground.story(scene);
                stopwatch.run(maven.offline(DEPLOY), ground);
                scene.account.rateLimits(true);
                Measured measured = stopwatch.run(maven.offline("-Pmap", "sfn-ecs:execute"), ground);
                tolls.put(Scenarios.PLUGIN, toll(scene, ITEMS - done(scene)));
                return measured;
            }
        }));
        scripts.ifPresent(folder -> contenders.add(new Contender(Scenarios.AWS_CLI, round -> {
            try (Scene scene = scene()) {
                scene.account.rateLimits(true);
                Measured measured = stopwatch.run(
                        List.of(
                                "bash",
                                folder.resolve("fan-out.sh").toString(),
                                Scenarios.CLUSTER,
                                Scenarios.TASK_DEFINITION,
                                "subnet-0abc000ab00ab0",
                                "web",
                                Integer.toString(ITEMS)),
                        Ground.story(scene));
                long ended = stopwatch
                        .printed()
                        .lines()
                        .filter(line -> line.endsWith(" ended with 0"))
                        .count();
                tolls.put(Scenarios.AWS_CLI, toll(scene, ITEMS - ended));
                return measured;
            }
        })));
        return new ManyItems(Results.of(new Scenario(NAME, 0, 1, contenders)), tolls);
    }

    private static Scene scene() {
        Scene scene = Ground.scene();
        scene.account.script(FAMILY, TaskScript.exits(0).atOnce().after(EACH));
        return scene;
    }

    private static long done(Scene scene) {
        String mapRun =
                scene.sfn.listExecutions(list -> list.stateMachineArn(Scenarios.MACHINE_ARN)).executions().stream()
                        .flatMap(
                                execution -> scene
                                        .sfn
                                        .listMapRuns(list -> list.executionArn(execution.executionArn()))
                                        .mapRuns()
                                        .stream())
                        .findFirst()
                        .orElseThrow()
                        .mapRunArn();
        return scene.sfn
                .describeMapRun(run -> run.mapRunArn(mapRun))
                .itemCounts()
                .succeeded();
    }

    private static Toll toll(Scene scene, long lost) {
        return new Toll(scene.account.refused("LaunchOnFargate") + scene.account.refused("RunTask"), lost);
    }

    /** In a sentence for each. */
    String told() {
        return tolls.entrySet().stream()
                .map(toll -> "%s, %s: %,d launches were throttled, %,d items were lost."
                        .formatted(
                                NAME,
                                toll.getKey(),
                                toll.getValue().throttled(),
                                toll.getValue().lost()))
                .collect(Collectors.joining("\n"));
    }
}
