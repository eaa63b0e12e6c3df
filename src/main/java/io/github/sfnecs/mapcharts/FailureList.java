package io.github.sfnecs.mapcharts;

import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.mapruns.FailedItem;
import io.github.sfnecs.mapruns.FailureGroup;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.markup.Html;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why executions failed: each reason with what it means, what to do about it, and those that failed for it, as far as there is room. */
final class FailureList {
    /** More reasons than this nobody looks into. */
    private static final int MOST_GROUPS = 20;

    private static final int REASON = 300;
    private static final int SENTENCES = 1000;
    private static final int MOST_LINES = 10;
    private static final int LONGEST_LINE = 200;

    private final MapRunRecord run;
    private final ExecutionNames names;
    private final Instant now;
    private int room;

    /** With room for so many bytes of those that failed. */
    FailureList(MapRunRecord run, ExecutionNames names, Instant now, int room) {
        this.run = run;
        this.names = names;
        this.now = now;
        this.room = room;
    }

    Html draw() {
        List<FailureGroup> groups = run.failures().stream().limit(MOST_GROUPS).toList();
        List<Html> drawn = new ArrayList<>();
        // what the rarer ones leave is for the more frequent
        for (int i = groups.size() - 1; i >= 0; i--) {
            FailureGroup group = groups.get(i);
            List<FailedItem> items = run.failed().stream()
                    .filter(item -> item.why().equals(group.why()))
                    .toList();
            drawn.add(0, draw(group, items.isEmpty() ? List.of(group.example()) : items, room / (i + 1)));
        }
        long more = run.failures().stream()
                .skip(MOST_GROUPS)
                .mapToLong(FailureGroup::count)
                .sum();
        if (more > 0) {
            drawn.add(Html.tag("p").of(Numbers.text(more) + " more failed for other reasons; execution.json has all."));
        }
        if (run.unread() > 0) {
            drawn.add(Html.tag("p").of("Of " + Numbers.text(run.unread()) + " more nobody read why they failed."));
        }
        return Html.all(drawn);
    }

    private Html draw(FailureGroup group, List<FailedItem> items, int share) {
        return Html.tag("div")
                .with("class", "reason")
                .of(
                        Html.tag("h4")
                                .of(
                                        Html.tag("span").with("class", "count").of(Numbers.text(group.count()) + " ×"),
                                        Html.text(" " + Text.shortened(group.why(), REASON))),
                        sentences("", group.meaning()),
                        sentences("What to do: ", group.remedy()),
                        list(group, items, share));
    }

    private static Html sentences(String before, String text) {
        return text.isBlank()
                ? Html.none()
                : Html.tag("p").with("class", "told").of(before + Text.shortened(text, SENTENCES));
    }

    private Html list(FailureGroup group, List<FailedItem> items, int share) {
        List<Html> drawn = new ArrayList<>();
        int left = share;
        for (FailedItem item : items) {
            Html whole = draw(item, lines(item));
            Html fits = size(whole) <= left ? whole : draw(item, Html.none());
            if (size(fits) > left) {
                break;
            }
            left -= size(fits);
            drawn.add(fits);
        }
        room -= share - left;
        String head = drawn.size() == group.count()
                ? drawn.size() == 1 ? "Which one" : "Which ones"
                : Numbers.text(drawn.size()) + " of them";
        return drawn.isEmpty()
                ? Html.none()
                : Html.tag("details").of(Html.tag("summary").of(head), Html.all(drawn));
    }

    private static int size(Html html) {
        return html.markup().getBytes(StandardCharsets.UTF_8).length;
    }

    private Html draw(FailedItem item, Html lines) {
        Instant end = item.stopDate().orElse(now);
        String took =
                Chart.time(end.isBefore(item.startDate()) ? Duration.ZERO : Duration.between(item.startDate(), end));
        List<Html> facts = new ArrayList<>(List.of(names.of(item)));
        item.taskArn()
                .ifPresent(arn -> facts.add(
                        Html.text(", task " + Text.shortened(arn.substring(arn.lastIndexOf('/') + 1), REASON))));
        return Html.tag("details")
                .with("class", "item")
                .of(
                        Html.tag("summary")
                                .of(
                                        Html.tag("strong").of(Text.shortened(item.name(), REASON)),
                                        Html.text(" " + Mark.of(item.status()).words() + " after " + took)),
                        item.item()
                                .map(json -> Html.tag("p").of(Html.tag("code").of(Text.shortened(json, REASON))))
                                .orElse(Html.none()),
                        Html.tag("p").with("class", "fact").of(facts),
                        lines);
    }

    private static Html lines(FailedItem item) {
        if (item.lines().isEmpty()) {
            return Html.none();
        }
        int from = Math.max(0, item.lines().size() - MOST_LINES);
        return Html.tag("pre")
                .of(item.lines().subList(from, item.lines().size()).stream()
                        .map(line -> Text.shortened(line, LONGEST_LINE))
                        .collect(Collectors.joining("\n")));
    }
}
