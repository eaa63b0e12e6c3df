package io.github.sfnecs.bench;

import static io.github.sfnecs.bench.Scenarios.AWS_CLI;
import static io.github.sfnecs.bench.Scenarios.BRIEF;
import static io.github.sfnecs.bench.Scenarios.EMPTY_GOAL;
import static io.github.sfnecs.bench.Scenarios.PLUGIN;
import static io.github.sfnecs.bench.Scenarios.SDK_ALONE;
import static io.github.sfnecs.bench.Scenarios.SMALL;

import io.github.sfnecs.testing.ClassPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    static List<Bound> of(List<Results> results, ManyItems items, LargeCleanup cleanup, ClassPath classPath) {
        Bounds bounds = new Bounds();
        results.forEach(bounds::scenario);
        bounds.all.add(new Bound(
                ManyItems.NAME + ": wall time / AWS CLI script",
                0.5,
                items.results().ratio(PLUGIN, AWS_CLI)));
        bounds.add(ManyItems.NAME + ": lost", 0, items.tolls().get(PLUGIN).lost());
        bounds.add("cleanup of 10,000 tasks, of what the quotas allow", 1.1, cleanup.seconds() / cleanup.quota());
        bounds.add("cleanup of 10,000 tasks, throttled calls", 0, (double) cleanup.throttled());
        bounds.add("class path, MB", 14, classPath.bytes() / MB);
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
                    above(results, where, PLUGIN, EMPTY_GOAL);
                    above(results, where, PLUGIN + BRIEF, EMPTY_GOAL + BRIEF);
                    above(results, where, SDK_ALONE, EMPTY_GOAL);
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
                all.add(new Bound(
                        where + "peak MiB above the empty goal, both with 64 MiB of heap",
                        64,
                        paired(results, PLUGIN + SMALL, EMPTY_GOAL + SMALL, Measured::memory)));
            }
            default -> {
                // nothing is promised
            }
        }
    }

    private void above(Results results, String where, String who, String floor) {
        all.add(new Bound(
                where + who + ": seconds above the empty goal",
                1.0,
                results.paired(who, floor, (one, two) -> one.wall() - two.wall())));
        all.add(new Bound(
                where + who + ": CPU seconds above the empty goal", 2.0, paired(results, who, floor, Measured::cpu)));
    }

    /** How much more of something one of them needs, where that is known. */
    private static Optional<Double> paired(
            Results results, String who, String floor, Function<Measured, Optional<Double>> what) {
        return results.known(who, what).isEmpty()
                ? Optional.empty()
                : results.paired(
                        who,
                        floor,
                        (one, two) ->
                                what.apply(one).orElseThrow() - what.apply(two).orElseThrow());
    }

    private void add(String what, double most, double measured) {
        all.add(new Bound(what, most, Optional.of(measured)));
    }
}
