package io.github.sfnecs.mapcharts;

import io.github.sfnecs.mapruns.Concurrency;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.markup.Html;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many ran at a time, over time, below the line of how many might. */
final class ConcurrencyChart {
    private final Concurrency concurrency;
    private final int limit;

    /** Of a Map Run in which so many may run at a time; 0 where nobody limits them. */
    ConcurrencyChart(Concurrency concurrency, int limit) {
        this.concurrency = concurrency;
        this.limit = limit;
    }

    Html draw() {
        List<Integer> most = concurrency.most();
        // a line far above it would flatten what is to be seen
        boolean near = limit >= concurrency.peak() && limit / 2 <= concurrency.peak();
        long top = near ? limit : concurrency.peak();
        StringBuilder area = new StringBuilder("M0 " + Chart.HIGH);
        most.forEach(running -> area.append("V" + (Chart.HIGH - Chart.height(running, top)) + "h1"));
        area.append("V" + Chart.HIGH + "z");
        String told = "At most " + Numbers.text(concurrency.peak()) + " ran at once"
                + (limit > 0 ? " (maxConcurrency " + Numbers.text(limit) + ")" : "") + ".";
        return Html.all(List.of(
                Html.tag("figure")
                        .with("class", "running")
                        .of(
                                Html.tag("figcaption").of(told),
                                Chart.of(
                                        "How many ran at a time",
                                        told + " It took " + Chart.time(whole()) + ".",
                                        most.size(),
                                        Chart.path("bars", area.toString()),
                                        near ? Chart.path("limit", "M0 0H" + most.size()) : Html.none())),
                Chart.axis(IntStream.range(0, most.size()).mapToObj(this::begin).toList(), begin(most.size())),
                Chart.numbers(
                        "How many ran when",
                        List.of("From", "At most"),
                        IntStream.range(0, most.size())
                                .mapToObj(slot -> List.of(begin(slot), Numbers.text(most.get(slot))))
                                .toList())));
    }

    private Duration whole() {
        return Duration.between(concurrency.begin(), concurrency.end());
    }

    private String begin(int slot) {
        return Chart.alike(Stream.of(concurrency.slot()))
                .apply(concurrency.slot().multipliedBy(slot));
    }
}
