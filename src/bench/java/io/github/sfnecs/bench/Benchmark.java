package io.github.sfnecs.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the plugin beside what people would use instead, against an embedded AWS in this process: {@code mvn -Pbench verify}.
 * Absolute times are this machine's; what can be compared are ratios.
 */
public final class Benchmark {
    private static final int[] LATENCIES = {0, 50};

    private Benchmark() {}

    /**
     * Runs it: the folder for it, the folder with its sources, the repository with the plugin, the user's own local repository,
     * Maven's home, how many rounds, the plugin's version, and another jar of the plugin to compare with; none if it is blank.
     */
    public static void main(String... arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path sources = Path.of(arguments[1]);
        Path repository = Path.of(arguments[2]);
        int rounds = Integer.parseInt(arguments[5]);
        Maven maven = Maven.layOut(
                Path.of(arguments[4]),
                repository,
                sources.resolve("project"),
                folder,
                Path.of(arguments[3]),
                arguments[6]);
        Stopwatch stopwatch = new Stopwatch(folder);
        // Maven has null for what is empty
        boolean alone = arguments[7] == null || arguments[7].isBlank();
        Optional<Maven> other = alone ? Optional.empty() : Optional.of(maven.withPlugin(Path.of(arguments[7])));
        boolean awsCli = Stopwatch.succeeds("aws", "--version");
        Optional<Path> scripts = awsCli ? Optional.of(sources.resolve("aws-cli")) : Optional.empty();
        Scenarios scenarios = new Scenarios(maven, other, stopwatch, scripts);
        List<Results> results = results(scenarios, rounds);
        Report report = new Report(
                Machine.here(maven.home()),
                results,
                ManyItems.run(maven, stopwatch, scripts),
                LargeCleanup.run(),
                scenarios.classPath(),
                leftOut(awsCli, stopwatch.tellsCpuAndMemory()));
        Files.writeString(folder.resolve("results.json"), report.json());
        Files.writeString(folder.resolve("results.md"), report.markdown());
        System.out.println(report.markdown());
    }

    private static List<Results> results(Scenarios scenarios, int rounds) throws Exception {
        List<Results> results = new ArrayList<>();
        for (int latency : LATENCIES) {
            results.add(Results.of(scenarios.nothingToDo(latency, rounds)));
            results.add(Results.of(scenarios.firstDeploy(latency, rounds)));
            results.add(Results.of(scenarios.changeOneThing(latency, rounds)));
            results.add(Results.of(scenarios.execute(latency, rounds)));
            results.add(Results.of(scenarios.cleanup(10, latency, rounds)));
            results.add(Results.of(scenarios.explain(latency, rounds)));
        }
        results.add(Results.of(scenarios.cleanup(1_000, LATENCIES[0], 1)));
        return results;
    }

    private static List<String> leftOut(boolean awsCli, boolean resources) {
        List<String> leftOut = new ArrayList<>();
        if (!awsCli) {
            leftOut.add("the AWS CLI scripts: there is no aws on the PATH");
        }
        if (!resources) {
            leftOut.add("CPU time and memory: there is no GNU time in /usr/bin");
        }
        return leftOut;
    }
}
