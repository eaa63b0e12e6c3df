package io.github.sfnecs.mapcharts;

import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.markup.Html;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Charts that are as wide as there is room: what is drawn is stretched, what is written is not, and stands beside it. What one sees
 * is told in words and, for those who want it, in numbers.
 */
final class Chart {
    /** How high one is, in units of its own. */
    static final int HIGH = 100;

    private static final int WHOLE = 100;
    private static final int DIGITS = 3;
    /** So many seconds are a time of which thousandths say something. */
    private static final int SHORT = 10;

    /** What is further to the right would stand outside, or on what stands there. */
    private static final int LAST_MARK = 82;

    private Chart() {}

    /** What people are told who do not see it; it comes first in it. */
    static List<Html> named(String title, String description) {
        return List.of(Html.tag("title").of(title), Html.tag("desc").of(description));
    }

    /** So many units wide. */
    static Html of(String title, String description, int wide, Html... drawn) {
        List<Html> all = new ArrayList<>(named(title, description));
        all.addAll(List.of(drawn));
        return Html.tag("svg")
                .with("role", "img")
                .with("class", "chart")
                .with("viewBox", "0 0 " + wide + " " + HIGH)
                .with("preserveAspectRatio", "none")
                .of(all);
    }

    static Html path(String kind, String path) {
        return Html.tag("path").with("class", kind).with("d", path).of("");
    }

    /** How high something is, in units of the chart; what is not nothing can be seen. */
    static long height(long value, long most) {
        return value == 0 ? 0 : Math.max(2, HIGH * value / most);
    }

    /**
     * What is written below a chart of so many parts of the same width.
     *
     * @param labels at the beginning of each
     * @param end at its end
     */
    static Html axis(List<String> labels, String end) {
        int every = (labels.size() + 5) / 6;
        List<Html> marks = new ArrayList<>(IntStream.range(0, labels.size())
                .filter(part -> part % every == 0 && WHOLE * part <= LAST_MARK * labels.size())
                .mapToObj(part -> mark(percent(part, labels.size()), labels.get(part)))
                .toList());
        marks.add(mark("100", end));
        return Html.tag("p").with("class", "scale").with("aria-hidden", "true").of(marks);
    }

    private static Html mark(String percent, String label) {
        return Html.tag("span").with("style", "left:" + percent + "%").of(label);
    }

    /** For a style sheet. */
    static String percent(long part, long whole) {
        return whole <= 0
                ? "0"
                : BigDecimal.valueOf(part)
                        .multiply(BigDecimal.valueOf(WHOLE))
                        .divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** A time as on a clock; what is short and no whole number of seconds is told by thousandths. */
    static String time(Duration time) {
        return whole(time) || time.toSeconds() >= SHORT
                ? Elapsed.between(Instant.EPOCH, Instant.EPOCH.plus(time))
                : seconds(time);
    }

    private static String seconds(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), DIGITS);
        return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + " s";
    }

    /** How these are written, all of them alike. */
    static Function<Duration, String> alike(Stream<Duration> times) {
        return times.allMatch(Chart::whole) ? Chart::time : Chart::seconds;
    }

    private static boolean whole(Duration time) {
        return time.toMillisPart() == 0;
    }

    /** The same as a chart, in numbers. */
    static Html numbers(String what, List<String> header, List<List<String>> rows) {
        return Html.tag("details")
                .with("class", "numbers")
                .of(
                        Html.tag("summary").of(what),
                        Html.tag("table")
                                .of(
                                        Html.tag("thead")
                                                .of(Html.tag("tr")
                                                        .of(header.stream()
                                                                .map(name -> Html.tag("th")
                                                                        .with("scope", "col")
                                                                        .of(name))
                                                                .toList())),
                                        Html.tag("tbody")
                                                .of(rows.stream()
                                                        .map(row -> row(header, row))
                                                        .toList())));
    }

    private static Html row(List<String> header, List<String> row) {
        return Html.tag("tr")
                .of(IntStream.range(0, row.size())
                        .mapToObj(cell -> (cell == 0
                                        ? Html.tag("th").with("scope", "row")
                                        : Html.tag("td").with("data-column", header.get(cell)))
                                .of(row.get(cell)))
                        .toList());
    }
}
