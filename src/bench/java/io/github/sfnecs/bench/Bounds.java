package io.github.sfnecs.bench;

import static io.github.sfnecs.bench.Scenarios.AWS_CLI;
import static io.github.sfnecs.bench.Scenarios.EMPTY_GOAL;
import static io.github.sfnecs.bench.Scenarios.PLUGIN;

import io.github.sfnecs.testing.ClassPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be reached. */
final class Bounds {
    private static final double MB = 1e6;

    private final List<Bound> all = new ArrayList<>();

    /**
     * One bound.
     *
     * @param what what is bounded
     * @param most the bound
     * @param measured what was measured; empty where that was left out
     */
    record Bound(String what, double most, Optional<Double> measured) {
        boolean holds() {
            return measured.filter(value -> value > most).isEmpty();
        }
    }

    static List<Bound> of(List<Results> results, LargeCleanup cleanup, ClassPath classPath) {
        Bounds bounds = new Bounds();
        results.forEach(bounds::scenario);
        bounds.add("cleanup of 10,000 tasks, of what the quotas allow", 1.1, cleanup.seconds() / cleanup.quota());
        bounds.add("cleanup of 10,000 tasks, throttled calls", 0, (double) cleanup.throttled());
        bounds.add("class path, MB", 20, classPath.bytes() / MB);
        return bounds.all;
    }

    private void scenario(Results results) {
        String where = results.scenario().name() + ", " + results.scenario().latency() + " ms: ";
        boolean slow = results.scenario().latency() > 0;
        switch (results.scenario().name()) {
            case "nothing to do" -> {
                all.add(new Bound(where + "wall time / AWS CLI script", 0.7, results.ratio(PLUGIN, AWS_CLI)));
                if (slow) {
                    add(where + "longest chain of calls", 3, results.chain(PLUGIN));
                } else {
                    all.add(new Bound(
                            where + "seconds above the empty goal",
                            1.0,
                            results.paired(PLUGIN, EMPTY_GOAL, (one, floor) -> one.wall() - floor.wall())));
                    all.add(new Bound(where + "CPU seconds above the empty goal", 2.0, cpuAboveFloor(results)));
                }
                add(where + "calls", 8, results.median(PLUGIN, run -> (double) run.calls()));
            }
            case "first deploy" -> {
                if (slow) {
                    add(where + "longest chain of calls", 6, results.chain(PLUGIN));
                }
            }
            case "execute" ->
                add(
                        where + "seconds from the end of the execution to the end of the build",
                        1.0,
                        results.median(PLUGIN, Measured::tail));
            case "explain 25,000 events" -> {
                add(where + "calls", 26, results.median(PLUGIN, run -> (double) run.calls()));
            }
            default -> {
                // nothing is promised
            }
        }
    }

    private static Optional<Double> cpuAboveFloor(Results results) {
        return results.known(PLUGIN, Measured::cpu).isEmpty()
                ? Optional.empty()
                : results.paired(
                        PLUGIN,
                        EMPTY_GOAL,
                        (one, floor) -> one.cpu().orElseThrow() - floor.cpu().orElseThrow());
    }

    private void add(String what, double most, double measured) {
        all.add(new Bound(what, most, Optional.of(measured)));
    }
}
