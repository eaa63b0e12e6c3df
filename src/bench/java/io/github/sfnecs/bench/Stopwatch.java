package io.github.sfnecs.bench;

import io.github.sfnecs.fakeaws.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs commands in a folder and measures them. CPU time and memory are those that GNU time tells, which Linux has. */
final class Stopwatch {
    private static final String TIME = "/usr/bin/time";
    private static final List<String> NOT_FOR_CHILDREN =
            List.of("MAVEN_ARGS", "JAVA_TOOL_OPTIONS", "AWS_PROFILE", "AWS_SESSION_TOKEN");

    private final Path folder;
    private final Path printed;
    private final boolean gnuTime;

    Stopwatch(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.printed = folder.resolve("printed");
        this.gnuTime = Files.isExecutable(Path.of(TIME)) && succeeds(TIME, "-f", "%e", "true");
    }

    /** Whether there is such a command, and it can be asked something. */
    static boolean succeeds(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    boolean tellsCpuAndMemory() {
        return gnuTime;
    }

    /** What the command printed that ran last. */
    String printed() throws IOException {
        return Files.readString(printed);
    }

    /** Runs a command, which succeeds, against this account. */
    Measured run(List<String> command, Ground ground) throws IOException, InterruptedException {
        Path times = folder.resolve("times");
        List<String> timed = new ArrayList<>(command);
        if (gnuTime) {
            timed.addAll(0, List.of(TIME, "-f", "%U %S %M", "-o", times.toString()));
        }
        ProcessBuilder builder = new ProcessBuilder(timed)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        NOT_FOR_CHILDREN.forEach(builder.environment()::remove);
        builder.environment().putAll(ground.environment());
        ground.account().forgetCalls();
        long begun = System.nanoTime();
        int exitCode = builder.start().waitFor();
        double wall = (System.nanoTime() - begun) / 1e9;
        Instant ended = Instant.now();
        if (exitCode != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + exitCode + ":\n" + printed());
        }
        List<Span> spans = ground.account().spans();
        Measured measured = new Measured(
                wall, Optional.empty(), Optional.empty(), spans.size(), Span.longestChain(spans), ended, 0);
        return gnuTime ? withResources(measured, Files.readString(times, StandardCharsets.UTF_8)) : measured;
    }

    private static Measured withResources(Measured measured, String times) {
        String[] told = times.strip().split(" ", -1);
        return new Measured(
                measured.wall(),
                Optional.of(Double.parseDouble(told[0]) + Double.parseDouble(told[1])),
                Optional.of(Double.parseDouble(told[2]) / 1024),
                measured.calls(),
                measured.chain(),
                measured.ended(),
                0);
    }
}
