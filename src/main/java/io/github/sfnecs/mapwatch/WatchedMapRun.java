package io.github.sfnecs.mapwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mapruns.ChildStatus;
import io.github.sfnecs.mapruns.Children;
import io.github.sfnecs.mapruns.Counts;
import io.github.sfnecs.mapruns.FailedItem;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.time.PollSchedule;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.MapRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.ResourceNotFoundException;

/** One Map Run, and all that was seen of it. It only looks, and throws what AWS answers else. */
final class WatchedMapRun {
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 500;
    private static final Duration UNTIL_KNOWN = Duration.ofMinutes(1);

    private final String arn;
    private final String state;
    private final Time time;
    private final PollSchedule schedule;
    private final Progress progress = new Progress();
    private final Failures failures;
    private final List<String> notes = new ArrayList<>();
    private Children children = new Children();
    private Optional<Sighting> seen = Optional.empty();
    private Optional<ItemPrice> price = Optional.empty();
    private Instant since = Instant.MIN;
    private final Instant begun;
    private boolean priced;
    private boolean over;

    WatchedMapRun(String arn, String state, Time time, Failures failures) {
        this.arn = arn;
        this.state = state;
        this.time = time;
        this.failures = failures;
        this.schedule = PollSchedule.ofMapRun(time);
        this.begun = time.now();
    }

    String arn() {
        return arn;
    }

    String state() {
        return state;
    }

    PollSchedule schedule() {
        return schedule;
    }

    /** What one of its executions costs can be found out. */
    void costs(Supplier<Optional<ItemPrice>> each) {
        if (!priced) {
            priced = true;
            price = each.get();
        }
    }

    /** Whether it is too early for Step Functions to know it everywhere. */
    boolean notYet(SdkException e) {
        return e instanceof ResourceNotFoundException && time.now().isBefore(begun.plus(UNTIL_KNOWN));
    }

    /** The history says that it has ended. */
    void ends() {
        over = true;
        schedule.now();
    }

    /** It runs again since then, what has failed of it. */
    void goesOn(Instant redriven) {
        over = false;
        since = redriven;
        schedule.now();
    }

    /** Since when it runs again; the beginning of time where it was not redriven. */
    Instant redriven() {
        return since;
    }

    /** Whether there is more of it to come, as far as is known. */
    boolean goesOn() {
        return !over || seen.isEmpty();
    }

    /** Whether the history says that it has ended. */
    boolean isOver() {
        return over;
    }

    /** Whether it was still going on when it was seen last. */
    boolean seenRunning() {
        return seen.filter(Sighting::running).isPresent();
    }

    /** What could not be seen. */
    void lacks(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /** Looks how far it is. */
    void look(SfnClient sfn) {
        Sighting sighting = Sighting.of(sfn.describeMapRun(request -> request.mapRunArn(arn)));
        seen = Optional.of(sighting);
        progress.seen(sighting, time.now());
    }

    /** How far it is, in a line; empty before that was seen. */
    Optional<String> text() {
        return progress.text(price.flatMap(ItemPrice::usdPerHour));
    }

    /** Reads why so many more of its items failed, at most; of those that failed since it was redriven. */
    void readFailures(SfnClient sfn, int most, Consumer<FailedItem> told) {
        failures.readOn(sfn, executions(), most, since, told);
    }

    /** The same of all that failed, whenever that was. */
    void readAllFailures(SfnClient sfn, int most, Consumer<FailedItem> told) {
        failures.readOn(sfn, perhaps(), most, Instant.MIN, told);
    }

    /** Whether its end is not near, as far as was seen: some have not begun. */
    boolean takesLong() {
        return goesOn()
                && (seen.isEmpty()
                        || seen.get().items().total() == 0
                        || executions().pending() > 0);
    }

    /** How it was seen last. */
    Optional<Sighting> sighting() {
        return seen;
    }

    /** When it began, or began again. */
    Instant since(Sighting sighting) {
        Instant start = sighting.startDate().orElse(begun);
        return since.isAfter(start) ? since : start;
    }

    /** How many executions are where. */
    Counts executions() {
        return seen.map(Sighting::executions).orElse(Counts.NONE);
    }

    /** Where nobody may see how many failed, there may be any. */
    private Counts perhaps() {
        return seen.isPresent() ? executions() : new Counts(0, 0, 0, 0, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, 0);
    }

    /** Lists all of its executions, each as a line of JSON as well. */
    void list(SfnClient sfn, Consumer<String> lines) {
        children = new Children();
        String next = null;
        int pages = 0;
        do {
            String token = next;
            ListExecutionsResponse page = sfn.listExecutions(
                    list -> list.mapRunArn(arn).maxResults(PAGE).nextToken(token));
            page.executions().stream()
                    .filter(item -> item != null && item.executionArn() != null)
                    .forEach(item -> add(item, lines));
            next = page.nextToken();
        } while (next != null && ++pages < MOST_PAGES);
    }

    private void add(ExecutionListItem item, Consumer<String> lines) {
        Optional<Instant> stopDate =
                Optional.ofNullable(item.stopDate()).filter(at -> item.status() != ExecutionStatus.RUNNING);
        ChildStatus status = ChildStatus.of(String.valueOf(item.statusAsString()));
        failures.confirm(item.executionArn(), status, stopDate);
        LastTry.begun(item).ifPresent(from -> children.add(item.executionArn(), status, from, stopDate));
        ObjectNode line = Json.object().put("execution", item.executionArn()).put("status", item.statusAsString());
        Optional.ofNullable(item.startDate()).ifPresent(at -> line.put("startDate", at.toString()));
        stopDate.ifPresent(at -> line.put("stopDate", at.toString()));
        lines.accept(Json.compact(line.put("items", item.itemCount() == null ? 1 : item.itemCount())));
    }

    /** What is known of it, to whoever tells of a failure. */
    MapRun told() {
        return new MapRun(
                arn,
                state,
                seen.flatMap(Sighting::status),
                executions(),
                failures.listed(),
                failures.example(),
                failures.groups(),
                failures.unread(executions()),
                String.join("\n", notes));
    }

    /** All that is known of it. */
    MapRunRecord record() {
        return new MapRunRecord(
                arn,
                state,
                seen.flatMap(Sighting::status),
                seen.flatMap(Sighting::startDate),
                seen.flatMap(Sighting::stopDate),
                seen.map(Sighting::maxConcurrency).orElse(0),
                seen.map(Sighting::redriveCount).orElse(0),
                seen.map(Sighting::items).orElse(Counts.NONE),
                executions(),
                children,
                failures.groups(),
                failures.unread(executions()),
                failures.items(),
                cost(),
                List.copyOf(notes));
    }

    private Optional<Cost> cost() {
        return price.filter(known -> children.size() > 0).map(known -> known.of(children, time.now()));
    }
}
