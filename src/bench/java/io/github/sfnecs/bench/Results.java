package io.github.sfnecs.bench;

import io.github.sfnecs.bench.Scenario.Contender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What was measured in one scenario, by contender; in each round all of them ran, so that a busy machine was busy for all. */
record Results(Scenario scenario, Map<String, List<Measured>> rounds) {
    /** Runs the scenario. */
    static Results of(Scenario scenario) throws Exception {
        Map<String, List<Measured>> rounds = new LinkedHashMap<>();
        scenario.contenders().forEach(contender -> rounds.put(contender.name(), new ArrayList<>()));
        for (int round = 0; round < scenario.rounds(); round++) {
            for (Contender contender : scenario.contenders()) {
                Measured measured = contender.attempt().run(round);
                System.out.printf(
                        "  %s, %d ms, %s: %.2f s%n",
                        scenario.name(), scenario.latency(), contender.name(), measured.wall());
                rounds.get(contender.name()).add(measured);
            }
        }
        return new Results(scenario, rounds);
    }

    /** The median of something over the rounds of a contender. */
    double median(String contender, Function<Measured, Double> what) {
        return median(rounds.get(contender).stream().map(what));
    }

    /** The median of something that may be unknown. */
    Optional<Double> known(String contender, Function<Measured, Optional<Double>> what) {
        List<Double> all = rounds.get(contender).stream()
                .flatMap(run -> what.apply(run).stream())
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(median(all.stream()));
    }

    /** The longest chain of calls, of the round with the shortest: calls that could overlap don't where the machine is busy. */
    int chain(String contender) {
        return rounds.get(contender).stream().mapToInt(Measured::chain).min().orElse(0);
    }

    /** The median of the ratios of one contender's wall time to another one's in the same round. */
    Optional<Double> ratio(String contender, String other) {
        return paired(contender, other, (one, two) -> one.wall() / two.wall());
    }

    /** The median over the rounds of what two contenders come to. */
    Optional<Double> paired(String contender, String other, BiFunction<Measured, Measured, Double> what) {
        List<Measured> one = rounds.getOrDefault(contender, List.of());
        List<Measured> two = rounds.getOrDefault(other, List.of());
        return one.isEmpty() || two.isEmpty()
                ? Optional.empty()
                : Optional.of(median(
                        IntStream.range(0, one.size()).mapToObj(round -> what.apply(one.get(round), two.get(round)))));
    }

    static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
