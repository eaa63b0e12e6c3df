package io.github.sfnecs.report;

import static io.github.sfnecs.markup.Markdown.code;

import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.mapruns.FailedItem;
import io.github.sfnecs.mapruns.FailureGroup;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.markup.Markdown;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Map Runs of an execution in the summary of a job: how many items are where, why some failed, and a few of those. */
final class MapRunMarkdown {
    private static final int MOST_RUNS = 10;
    private static final int MOST_GROUPS = 5;
    private static final int MOST_FAILED = 5;
    private static final int NAME = 80;
    private static final int SENTENCE = 160;

    private final List<MapRunRecord> runs;
    private final Instant now;

    MapRunMarkdown(List<MapRunRecord> runs, Instant now) {
        this.runs = runs;
        this.now = now;
    }

    Stream<String> parts() {
        Stream<String> shown = runs.stream().limit(MOST_RUNS).map(this::part);
        int more = runs.size() - MOST_RUNS;
        return more > 0 ? Stream.concat(shown, Stream.of("… and " + Numbers.text(more, "Map Run") + " more\n")) : shown;
    }

    private String part(MapRunRecord run) {
        Stream<String> notes =
                run.notes().stream().limit(MOST_GROUPS).map(note -> "Missing: " + code(note, SENTENCE) + "\n");
        return Stream.of(
                        Stream.of("Map Run of " + code(run.state(), NAME) + ", " + run.sentence(now) + "\n"),
                        run.failures().isEmpty() ? Stream.<String>empty() : Stream.of(groups(run)),
                        run.unread() > 0
                                ? Stream.of("Of " + Numbers.text(run.unread()) + " more nobody read why they failed.\n")
                                : Stream.<String>empty(),
                        run.failed().isEmpty() ? Stream.<String>empty() : Stream.of(failed(run)),
                        notes)
                .flatMap(parts -> parts)
                .collect(Collectors.joining("\n"));
    }

    private static String groups(MapRunRecord run) {
        List<List<String>> rows = run.failures().stream()
                .limit(MOST_GROUPS)
                .map(MapRunMarkdown::row)
                .toList();
        return Markdown.table(List.of("Failed", "Why", "Meaning", "What to do", "Such as"), rows)
                + left(run.failures().size() - rows.size(), "reason");
    }

    private static List<String> row(FailureGroup group) {
        return List.of(
                Numbers.text(group.count()),
                code(group.why(), SENTENCE),
                code(group.meaning(), SENTENCE),
                code(group.remedy(), SENTENCE),
                code(group.example().name(), NAME));
    }

    private String failed(MapRunRecord run) {
        List<List<String>> rows =
                run.failed().stream().limit(MOST_FAILED).map(this::row).toList();
        return Markdown.table(List.of("One that failed", "Its item", "Took", "Why"), rows)
                + left(Math.max(run.failed().size(), run.executions().failed()) - rows.size(), "execution");
    }

    private List<String> row(FailedItem item) {
        return List.of(
                code(item.name(), NAME),
                item.item().map(json -> code(json, NAME)).orElse(""),
                Elapsed.between(item.startDate(), item.stopDate().orElse(now)),
                code(item.why(), SENTENCE));
    }

    private static String left(long count, String one) {
        return count > 0 ? "\n… and " + Numbers.text(count, one) + " more\n" : "";
    }
}
