package io.github.sfnecs.sizes;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.cleanup.CleanupReport;
import io.github.sfnecs.cleanup.CleanupRequest;
import io.github.sfnecs.cleanup.CleanupTasks;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.time.Time;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a goal does, in a JVM of its own with little memory, where waiting takes no time and nobody listens. */
final class SmallBuild implements Time, Console {
    /** As much as the description of a task has. */
    private static final int INPUT = 2_000;

    private Instant now = Lab.START;

    private SmallBuild() {}

    /** Runs the goal in the lab, with a heap of at most so many MiB, and returns what it prints and how it ends. */
    static String run(Lab lab, String goal, int heap) throws IOException, InterruptedException {
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Daws.accessKeyId=" + Lab.ACCOUNT,
                        "-Daws.secretAccessKey=not-needed-here",
                        SmallBuild.class.getName(),
                        lab.aws.endpoint().toString(),
                        goal)
                .redirectErrorStream(true)
                .start();
        String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + build.waitFor();
    }

    /** Runs the goal, prints its outcome in a line, and exits with 3 where the memory did not suffice. */
    public static void main(String[] arguments) {
        try (AwsClients aws = new AwsClients(new AwsSettings(
                Lab.SCOPE.region(), Optional.empty(), Optional.of(URI.create(arguments[0])), Optional.empty()))) {
            SmallBuild build = new SmallBuild();
            System.out.println(
                    switch (arguments[1]) {
                        case "cleanup-tasks" -> build.cleanup(aws);
                        case "map" -> build.map(aws);
                        default -> build.execute(aws);
                    });
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(3);
        }
    }

    private String cleanup(AwsClients aws) {
        CleanupReport report = new CleanupTasks(aws, this, this, Prices.shipped())
                .run(
                        new CleanupRequest(Lab.MACHINE, List.of(Lab.CLUSTER), Optional.empty()),
                        Mode.APPLY,
                        CleanupReport::json);
        return report.json().lines().count() + " lines about "
                + report.stopped().size() + " stopped tasks";
    }

    private String execute(AwsClients aws) {
        return new RunExecution(
                        aws, Lab.COMMANDS, Lab.SCOPE, this, this, Prices.shipped(), denied -> PolicyInPlace.UNKNOWN)
                .run(Sizes.execution("{\"text\": \"" + "x".repeat(INPUT) + "\"}"))
                .problem()
                .orElseThrow()
                .where();
    }

    /** An execution of a distributed Map, with all that it leaves. */
    private String map(AwsClients aws) {
        ExecutionReport report = new RunExecution(
                        aws, Lab.COMMANDS, Lab.SCOPE, this, this, Prices.shipped(), denied -> PolicyInPlace.UNKNOWN)
                .writing(items -> items.accept(line -> {}))
                .adapting()
                .run(Sizes.execution("{}"));
        return report.execution().mapRuns().get(0).children().size() + " executions"
                + (report.html().contains("Each execution") ? " on a page" : "");
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pause(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public void info(String message) {
        // nobody listens
    }

    @Override
    public void warn(String message) {
        // nobody listens
    }
}
