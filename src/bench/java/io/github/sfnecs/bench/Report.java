package io.github.sfnecs.bench;

import static io.github.sfnecs.bench.Scenarios.AWS_CLI;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.bench.Bounds.Bound;
import io.github.sfnecs.testing.ClassPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was measured, for programs and for the table in its README.
 *
 * @param leftOut what was not measured, and why
 */
record Report(
        Machine machine,
        List<Results> results,
        ManyItems items,
        LargeCleanup cleanup,
        ClassPath classPath,
        List<String> leftOut) {
    private static final String NOT_MEASURED = "–";

    /** Everything, with every round. */
    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.putObject("machine")
                .put("date", machine.date().toString())
                .put("processors", machine.processors())
                .put("memoryGiB", machine.memory())
                .put("system", machine.system())
                .put("java", machine.java())
                .put("maven", machine.maven());
        leftOut.forEach(json.putArray("leftOut")::add);
        results.forEach(measured -> add(json.withArray("scenarios"), measured));
        add(json.withArray("scenarios"), items.results());
        items.tolls()
                .forEach((contender, toll) -> json.withArray("tolls")
                        .addObject()
                        .put("contender", contender)
                        .put("throttled", toll.throttled())
                        .put("lost", toll.lost()));
        json.putObject("cleanupOnVirtualClock")
                .put("seconds", cleanup.seconds())
                .put("quotaSeconds", cleanup.quota())
                .put("calls", cleanup.calls())
                .put("throttled", cleanup.throttled());
        json.putObject("classPath").put("jars", classPath.jars().size()).put("bytes", classPath.bytes());
        for (Bound bound : bounds()) {
            ObjectNode node = json.withArray("bounds").addObject().put("what", bound.what());
            node.put("most", bound.most()).put("holds", bound.holds());
            bound.measured().ifPresent(value -> node.put("measured", value));
        }
        return json.toPrettyString() + "\n";
    }

    private static void add(ArrayNode scenarios, Results measured) {
        measured.rounds().forEach((contender, rounds) -> {
            ObjectNode node = scenarios
                    .addObject()
                    .put("scenario", measured.scenario().name())
                    .put("latencyMillis", measured.scenario().latency())
                    .put("contender", contender);
            rounds.forEach(run -> {
                ObjectNode round = node.withArray("rounds").addObject().put("wallSeconds", run.wall());
                run.cpu().ifPresent(cpu -> round.put("cpuSeconds", cpu));
                run.memory().ifPresent(memory -> round.put("peakMiB", memory));
                round.put("calls", run.calls()).put("chain", run.chain()).put("tailSeconds", run.tail());
            });
        });
    }

    private List<Bound> bounds() {
        return Bounds.of(results, items, cleanup, classPath);
    }

    /** The medians, as tables. */
    String markdown() {
        List<String> lines = new ArrayList<>();
        int rounds = results.get(0).scenario().rounds();
        lines.add("Measured on " + machine + ", with `mvn -Pbench verify -Dbench.rounds=" + rounds + "`; medians of "
                + rounds + " rounds in which the contenders take turns, so compare ratios.");
        leftOut.forEach(what -> lines.add("Left out: " + what + "."));
        lines.add("");
        lines.add("| what | ms a call | who | wall s | / AWS CLI | CPU s | peak MiB | calls | longest chain |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        results.forEach(measured -> rows(lines, measured));
        rows(lines, items.results());
        lines.add("\n" + items.told());
        lines.add(String.format(
                Locale.ROOT,
                "%nCleanup of 10,000 tasks on a virtual clock: %.0f s, of which ECS's quotas allow %.0f; %,d calls, %d"
                        + " throttled.%nThe plugin's class path: %d jars, %.1f MB.%n",
                cleanup.seconds(),
                cleanup.quota(),
                cleanup.calls(),
                cleanup.throttled(),
                classPath.jars().size(),
                classPath.bytes() / 1e6));
        lines.add("| bound | at most | measured | holds |");
        lines.add("| --- | --- | --- | --- |");
        bounds().forEach(bound -> lines.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |",
                bound.what(),
                number(bound.most()),
                bound.measured().map(Report::number).orElse(NOT_MEASURED),
                bound.measured().isEmpty() ? NOT_MEASURED : bound.holds() ? "yes" : "**no**")));
        return String.join("\n", lines) + "\n";
    }

    private static void rows(List<String> lines, Results measured) {
        for (String contender : measured.rounds().keySet()) {
            double tail = measured.median(contender, Measured::tail);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %.2f%s | %s | %s | %s | %.0f | %s |",
                    measured.scenario().name(),
                    measured.scenario().latency(),
                    contender,
                    measured.median(contender, Measured::wall),
                    tail > 0 ? String.format(Locale.ROOT, ", %.2f after its end", tail) : "",
                    text(measured.ratio(contender, AWS_CLI), "%.2f"),
                    text(measured.known(contender, Measured::cpu), "%.2f"),
                    text(measured.known(contender, Measured::memory), "%.0f"),
                    measured.median(contender, run -> (double) run.calls()),
                    chain(measured, contender)));
        }
    }

    /** Without latency, calls that could overlap often don't. */
    private static String chain(Results measured, String contender) {
        return measured.scenario().latency() == 0 ? NOT_MEASURED : Integer.toString(measured.chain(contender));
    }

    private static String text(Optional<Double> value, String format) {
        return value.map(known -> String.format(Locale.ROOT, format, known)).orElse(NOT_MEASURED);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
