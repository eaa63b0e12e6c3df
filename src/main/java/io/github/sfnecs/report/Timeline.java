package io.github.sfnecs.report;

import io.github.sfnecs.arn.TaskArn;
import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.markup.Html;
import io.github.sfnecs.report.StateVisit.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** When what was done: a row for each visit of a state and for each task, from the first of them on. */
final class Timeline {
    /** More rows than this nobody reads. */
    private static final int MOST = 500;

    private static final int PARTS = 4;
    private static final int DIGITS = 3;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private final ExecutionRecord execution;
    private final Instant now;
    private final Instant begin;
    private final Instant end;

    private record Bar(String kind, String words, Instant from, Instant to) {}

    private record Row(Html name, String kind, List<Bar> bars) {
        Instant from() {
            return bars.get(0).from;
        }

        Instant to() {
            return bars.get(bars.size() - 1).to;
        }
    }

    Timeline(ExecutionRecord execution) {
        this.execution = execution;
        this.now = execution.seenAt();
        List<Instant> times =
                rows().flatMap(row -> Stream.of(row.from(), row.to())).toList();
        Optional<Instant> stopped = execution.stopDate();
        this.begin = Stream.concat(execution.startDate().stream(), times.stream())
                .min(Comparator.naturalOrder())
                .orElse(now);
        this.end = Stream.concat(stopped.stream(), times.stream())
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    private Stream<Row> rows() {
        Stream<Row> states = execution.states().stream()
                .filter(visit -> visit.entered() != null)
                .map(this::row);
        Stream<Row> tasks = IntStream.range(0, execution.tasks().size())
                .mapToObj(index -> row(execution.tasks().get(index), index))
                .flatMap(Optional::stream);
        return Stream.concat(states, tasks).sorted(Comparator.comparing(Row::from));
    }

    private Row row(StateVisit visit) {
        Instant last = visit.exited().or(execution::stopDate).orElse(now);
        String words = PageVocabulary.of(visit.outcome());
        return new Row(
                Html.text(Frame.label(visit.name(), visit.in())
                        + (visit.outcome() == Outcome.LEFT ? "" : " (" + words + ")")),
                "of-state",
                List.of(new Bar(
                        PageVocabulary.kind(visit.outcome()),
                        words,
                        visit.entered(),
                        last.isBefore(visit.entered()) ? visit.entered() : last)));
    }

    private Optional<Row> row(TaskRecord task, int index) {
        List<Bar> bars = Phase.of(task.times(), now).stream()
                .map(part -> new Bar(
                        part.phase().name().toLowerCase(Locale.ROOT),
                        part.phase().words(),
                        part.from(),
                        part.to()))
                .toList();
        return bars.isEmpty()
                ? Optional.empty()
                : Optional.of(new Row(
                        Html.tag("a")
                                .with("href", "#" + TaskSection.id(index))
                                .of("task " + new TaskArn(task.taskArn()).shortId()),
                        "of-task",
                        bars));
    }

    Html draw() {
        List<Row> rows = rows().toList();
        if (rows.isEmpty()) {
            return Html.tag("p").of("No times of states or tasks are known.");
        }
        List<Html> items = new ArrayList<>();
        items.add(axis());
        rows.stream().limit(MOST).map(this::draw).forEach(items::add);
        return Html.all(List.of(
                legend(),
                Html.tag("ul").with("class", "timeline").of(items),
                rows.size() > MOST
                        ? Html.tag("p")
                                .of("The first " + MOST + " of " + rows.size() + " rows; execution.json has all.")
                        : Html.none()));
    }

    private static Html legend() {
        return Html.tag("p")
                .with("class", "legend")
                .of(Arrays.stream(Phase.values())
                        .map(phase -> Html.tag("span")
                                .of(
                                        Html.tag("i")
                                                .with(
                                                        "class",
                                                        "bar " + phase.name().toLowerCase(Locale.ROOT))
                                                .of(""),
                                        Html.text(phase.words())))
                        .toList());
    }

    private Html axis() {
        return Html.tag("li")
                .with("class", "axis")
                .with("aria-hidden", "true")
                .of(Html.tag("span")
                        .with("class", "track")
                        .of(IntStream.rangeClosed(0, PARTS)
                                .mapToObj(part -> Html.tag("span")
                                        .with("style", "left:" + 100 * part / PARTS + "%")
                                        .of(Elapsed.between(
                                                begin,
                                                begin.plus(Duration.between(begin, end)
                                                        .multipliedBy(part)
                                                        .dividedBy(PARTS)))))
                                .toList()));
    }

    private Html draw(Row row) {
        String told = row.bars.stream()
                .map(bar -> bar.words + " " + Elapsed.between(bar.from, bar.to))
                .collect(Collectors.joining(", "));
        return Html.tag("li")
                .with("class", row.kind)
                .of(
                        Html.tag("span").with("class", "name").of(row.name),
                        Html.tag("span").with("class", "took").of(Elapsed.between(row.from(), row.to())),
                        Html.tag("span")
                                .with("class", "track")
                                .with("role", "img")
                                .with("aria-label", "from " + Elapsed.between(begin, row.from()) + " on: " + told)
                                .of(row.bars.stream().map(this::draw).toList()));
    }

    private Html draw(Bar bar) {
        return Html.tag("i")
                .with("class", "bar " + bar.kind)
                .with("style", "left:" + percent(begin, bar.from) + "%;width:" + percent(bar.from, bar.to) + "%")
                .with("title", bar.words + " " + Elapsed.between(bar.from, bar.to))
                .of("");
    }

    private String percent(Instant from, Instant to) {
        long whole = Duration.between(begin, end).toMillis();
        return whole <= 0
                ? "0"
                : BigDecimal.valueOf(Duration.between(from, to).toMillis())
                        .multiply(WHOLE)
                        .divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
