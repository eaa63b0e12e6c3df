package io.github.sfnecs.mapcharts;

import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.mapruns.Concurrency;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.markup.FactList;
import io.github.sfnecs.markup.Html;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A section of the page for each Map Run of an execution. */
public final class MapRunSections {
    /** More than this nobody looks at one by one. */
    private static final int MOST = 20;
    /** How many bytes of the page those that failed may take, all together. */
    private static final int ROOM = 600_000;

    private static final int MOST_NOTES = 20;
    private static final int NAME = 300;
    private static final int SENTENCES = 1000;

    private final List<MapRunRecord> runs;
    private final Instant now;
    private final String prices;
    private final Function<String, Optional<String>> consoleLink;

    /**
     * Of these.
     *
     * @param now when they were seen
     * @param prices what is said of the prices that the estimates of cost were made with
     * @param consoleLink where a person looks at the execution of an ARN; empty where it does not run in AWS
     */
    public MapRunSections(
            List<MapRunRecord> runs, Instant now, String prices, Function<String, Optional<String>> consoleLink) {
        this.runs = List.copyOf(runs);
        this.now = now;
        this.prices = prices;
        this.consoleLink = consoleLink;
    }

    /** Where on the page the Map Run of this ARN is; empty where it is not. */
    public static Optional<String> id(List<MapRunRecord> runs, String arn) {
        return IntStream.range(0, Math.min(MOST, runs.size()))
                .filter(index -> runs.get(index).arn().equals(arn))
                .mapToObj(MapRunSections::id)
                .findFirst();
    }

    private static String id(int index) {
        return "map-run-" + (index + 1);
    }

    /** All of them, or the first ones; nothing where there are none. */
    public Html draw() {
        int shown = Math.min(MOST, runs.size());
        List<Html> sections = new ArrayList<>(IntStream.range(0, shown)
                .mapToObj(index -> draw(runs.get(index), id(index), ROOM / shown))
                .toList());
        if (runs.size() > shown) {
            sections.add(Html.tag("p")
                    .of("The first " + shown + " of " + runs.size() + " Map Runs; execution.json has all."));
        }
        return Html.all(sections);
    }

    private Html draw(MapRunRecord run, String id, int room) {
        ExecutionNames names = new ExecutionNames(run, consoleLink);
        List<Html> parts = new ArrayList<>();
        parts.add(Html.tag("h2").of("Map Run of " + Text.shortened(run.state(), NAME)));
        parts.add(Html.tag("p").with("class", "sentence").of(run.sentence(now)));
        parts.add(facts(run));
        run.notes().stream()
                .limit(MOST_NOTES)
                .forEach(note -> parts.add(Html.tag("p").with("class", "fact").of(Text.shortened(note, SENTENCES))));
        parts.add(part("Each execution", new CellGrid(run).draw()));
        if (!run.failures().isEmpty() || run.unread() > 0) {
            parts.add(part("Why some failed", new FailureList(run, names, now, room).draw()));
        }
        Concurrency.of(run.children(), run.stopDate().orElse(now)).ifPresent(time -> {
            parts.add(part("How long they took", new DurationChart(run.children()).draw()));
            parts.add(part("How many ran at a time", new ConcurrencyChart(time, run.maxConcurrency()).draw()));
            parts.add(part("The slowest", new SlowestList(run, time, now, names).draw()));
        });
        return Html.tag("section").with("id", id).with("class", "map-run").of(parts);
    }

    private static Html part(String heading, Html content) {
        return Html.all(List.of(Html.tag("h3").of(heading), content));
    }

    private Html facts(MapRunRecord run) {
        Map<String, Optional<String>> facts = new LinkedHashMap<>();
        facts.put("Map Run", Optional.of(Text.shortened(run.arn(), NAME)));
        facts.put("Status", run.status().map(status -> Text.shortened(status, NAME)));
        facts.put("Started", run.startDate().map(Instant::toString));
        facts.put("Ended", run.stopDate().map(Instant::toString));
        facts.put(
                "Redriven",
                Optional.of(run.redriveCount()).filter(count -> count > 0).map(MapRunSections::times));
        facts.put("ECS tasks cost", run.cost().map(cost -> cost.text(prices)));
        return FactList.of(facts);
    }

    private static String times(int count) {
        return count == 1 ? "once" : Numbers.text(count) + " times";
    }
}
