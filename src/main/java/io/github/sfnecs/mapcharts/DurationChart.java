package io.github.sfnecs.mapcharts;

import io.github.sfnecs.mapruns.ChildStatus;
import io.github.sfnecs.mapruns.Children;
import io.github.sfnecs.mapruns.Durations;
import io.github.sfnecs.mapruns.Histogram;
import io.github.sfnecs.mapruns.Histogram.Bin;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.markup.Html;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** How long those took that succeeded and, on the same scale, those that did not: what fails at once is another failure than what fails late. */
final class DurationChart {
    private final Children children;
    private final List<Bin> bins;
    /** As the edges of bins are written, all of them alike. */
    private final Function<Duration, String> edge;

    DurationChart(Children children) {
        this.children = children;
        this.bins = Histogram.of(children).bins();
        this.edge = Chart.alike(bins.stream().map(Bin::from));
    }

    Html draw() {
        if (bins.isEmpty()) {
            return Html.tag("p").of("None has ended.");
        }
        Optional<String> end = bins.get(bins.size() - 1).to().map(edge);
        return Html.all(List.of(
                chart(
                        "succeeded",
                        "passed",
                        Durations.of(children, status -> status == ChildStatus.SUCCEEDED),
                        Bin::succeeded),
                chart(
                        "did not succeed",
                        "failed",
                        Durations.of(children, status -> status != ChildStatus.SUCCEEDED),
                        Bin::others),
                Chart.axis(bins.stream().map(bin -> edge.apply(bin.from())).toList(), end.orElse("longer")),
                Chart.numbers(
                        "How many took how long",
                        List.of("Took", "Succeeded", "Did not"),
                        bins.stream().map(this::row).toList())));
    }

    private Html chart(String how, String kind, Durations durations, ToLongFunction<Bin> count) {
        if (durations.count() == 0) {
            return Html.none();
        }
        Bin highest = bins.stream().max(Comparator.comparingLong(count)).orElseThrow();
        StringBuilder bars = new StringBuilder();
        for (int bin = 0; bin < bins.size(); bin++) {
            long height = Chart.height(count.applyAsLong(bins.get(bin)), count.applyAsLong(highest));
            if (height > 0) {
                bars.append("M" + bin + ".08 " + Chart.HIGH + "v-" + height + "h.84v" + height + "z");
            }
        }
        String told = told(durations);
        return Html.tag("figure")
                .with("class", kind)
                .of(
                        Html.tag("figcaption")
                                .of(
                                        Html.tag("strong").of(Numbers.text(durations.count()) + " " + how),
                                        Html.text(": " + told)),
                        Chart.of(
                                "How long those took that " + how,
                                told + " Most of them, " + Numbers.text(count.applyAsLong(highest)) + ", took "
                                        + range(highest) + ".",
                                bins.size(),
                                Chart.path("bars", bars.toString())));
    }

    private static String told(Durations durations) {
        List<String> parts = new ArrayList<>();
        if (durations.count() > 1) {
            parts.add("half within " + Chart.time(durations.within(50)));
            parts.add("9 in 10 within " + Chart.time(durations.within(90)));
        }
        parts.add("the slowest in " + Chart.time(durations.within(100)));
        return String.join(", ", parts) + ".";
    }

    private List<String> row(Bin bin) {
        return List.of(range(bin), Numbers.text(bin.succeeded()), Numbers.text(bin.others()));
    }

    private String range(Bin bin) {
        return Chart.time(bin.from())
                + bin.to().map(to -> " to " + Chart.time(to)).orElse(" or longer");
    }
}
