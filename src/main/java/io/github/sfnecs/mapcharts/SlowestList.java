package io.github.sfnecs.mapcharts;

import io.github.sfnecs.mapruns.Children.Child;
import io.github.sfnecs.mapruns.Concurrency;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.Slowest;
import io.github.sfnecs.markup.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The executions that took longest, each where it is in the time of all. */
final class SlowestList {
    private static final int MOST = 10;

    private final MapRunRecord run;
    private final Concurrency time;
    private final Instant now;
    private final ExecutionNames names;

    /** Within this time, which is that of all of them. */
    SlowestList(MapRunRecord run, Concurrency time, Instant now, ExecutionNames names) {
        this.run = run;
        this.time = time;
        this.now = now;
        this.names = names;
    }

    Html draw() {
        List<Child> slowest = Slowest.of(run.children(), MOST, now);
        return Html.tag("ul")
                .with("class", "timeline")
                .of(slowest.stream().map(this::draw).toList());
    }

    private Html draw(Child child) {
        Mark mark = Mark.of(child.status());
        Duration took = child.took(now);
        Duration before = Duration.between(time.begin(), child.startDate());
        long whole = Duration.between(time.begin(), time.end()).toMillis();
        return Html.tag("li")
                .of(
                        Html.tag("span")
                                .with("class", "name")
                                .of(
                                        names.of(child),
                                        Html.text(mark == Mark.SUCCEEDED ? "" : " (" + mark.words() + ")")),
                        Html.tag("span").with("class", "took").of(Chart.time(took)),
                        Html.tag("span")
                                .with("class", "track")
                                .with("role", "img")
                                .with(
                                        "aria-label",
                                        "from " + Chart.time(before) + " on: " + mark.words() + ", " + Chart.time(took))
                                .of(Html.tag("i")
                                        .with("class", "bar " + mark.kind())
                                        .with(
                                                "style",
                                                "left:" + Chart.percent(before.toMillis(), whole) + "%;width:"
                                                        + Chart.percent(took.toMillis(), whole) + "%")
                                        .of("")));
    }
}
