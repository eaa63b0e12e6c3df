package io.github.sfnecs.mapwatch;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.history.Place;
import io.github.sfnecs.mapruns.ItemFile;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.mapwatch.Sights.Sight;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.MapRun;
import io.github.sfnecs.verdict.ReadTaskDefinitions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Looks at the Map Runs of an execution while they go on, tells how far they are and what failed, and knows all that was seen of them. */
public final class LiveMapRuns {
    /** More at a time are not looked at while they go on: the account's quota is for all of them. */
    private static final int MOST_AT_ONCE = 10;
    /** More of an execution are not looked at in the end, either. */
    private static final int MOST = 100;

    private static final int FAILURES_IN_A_LOOK = 20;
    private static final int FAILURES_IN_THE_END = 200;
    private static final Duration IN_THE_END = Duration.ofMinutes(1);

    private final AwsClients aws;
    private final Time time;
    private final Console console;
    private final Prices prices;
    private final ReadTaskDefinitions definitions;
    private final LastWords logs;
    private final ItemFile file;
    private final List<Attendant> attendants;
    private final FailureLines lines;
    /** Another thread asks for them when the JVM is ending. */
    private final Map<String, WatchedMapRun> runs = Collections.synchronizedMap(new LinkedHashMap<>());

    private final ResultRoom room;
    private final Sights sights;
    private Optional<Definition> parsed = Optional.empty();
    private boolean finished;

    /**
     * Looks at none yet.
     *
     * @param logs whose last lines are shown
     * @param file where all items are written to in the end
     * @param attendants do more about them while they go on
     */
    public LiveMapRuns(
            AwsClients aws,
            Time time,
            Console console,
            Prices prices,
            ReadTaskDefinitions definitions,
            LastWords logs,
            ItemFile file,
            List<Attendant> attendants) {
        this.aws = aws;
        this.time = time;
        this.console = console;
        this.prices = prices;
        this.definitions = definitions;
        this.logs = logs;
        this.file = file;
        this.attendants = attendants;
        this.lines = new FailureLines(console);
        this.sights = new Sights(console);
        this.room = new ResultRoom(console);
    }

    /** Takes notice of an event of the execution. */
    public void note(HistoryEvent event, Optional<Place> place) {
        if (event.mapRunStartedEventDetails() != null) {
            run(event.mapRunStartedEventDetails().mapRunArn(), place);
        }
        if (event.mapRunRedrivenEventDetails() != null) {
            run(event.mapRunRedrivenEventDetails().mapRunArn(), place).ifPresent(run -> run.goesOn(event.timestamp()));
        }
        switch (event.type()) {
            case MAP_RUN_SUCCEEDED, MAP_RUN_FAILED, MAP_RUN_ABORTED ->
                place.flatMap(there -> there.visit().mapRun()).map(runs::get).ifPresent(WatchedMapRun::ends);
            default -> {}
        }
    }

    private Optional<WatchedMapRun> run(String arn, Optional<Place> place) {
        if (arn == null || (runs.size() >= MOST && !runs.containsKey(arn))) {
            return Optional.empty();
        }
        String state = place.map(there -> there.visit().label()).orElse("");
        return Optional.of(runs.computeIfAbsent(
                arn, none -> new WatchedMapRun(arn, state, time, new Failures(arn, definitions, logs))));
    }

    /** Those that go on. */
    private Stream<WatchedMapRun> goingOn() {
        return List.copyOf(runs.values()).stream().filter(WatchedMapRun::goesOn).limit(MOST_AT_ONCE);
    }

    /** Whether any goes on, and not only the last that it began. */
    public boolean takeLong() {
        return goingOn().anyMatch(WatchedMapRun::takesLong);
    }

    /** When it is worth looking; empty where none goes on, or nobody shows it. */
    public Optional<Instant> due() {
        return goingOn().flatMap(this::dues).min(Instant::compareTo);
    }

    private Stream<Instant> dues(WatchedMapRun run) {
        return Stream.concat(
                Stream.of(run.schedule().due()).filter(any -> sights.shown(Sight.COUNTS)),
                attendants.stream().flatMap(one -> one.due(run).stream()));
    }

    /**
     * Looks at those that are due.
     *
     * @param definition the state machine's, where it is known
     */
    public void look(Optional<String> definition) {
        parse(definition);
        for (WatchedMapRun run : goingOn().toList()) {
            if (sights.shown(Sight.COUNTS)
                    && !time.now().isBefore(run.schedule().due())) {
                price(run);
                look(run);
                parsed.ifPresent(all -> room.look(run, all));
                attendants.forEach(one -> one.seen(run, parsed));
            }
            attendants.forEach(one -> one.attend(run));
        }
    }

    private void parse(Optional<String> definition) {
        if (parsed.isEmpty()) {
            parsed = definition.map(Definition::parse);
        }
    }

    private void look(WatchedMapRun run) {
        try {
            run.look(aws.once().sfn());
            run.schedule().answered(false);
        } catch (SdkException e) {
            run.schedule().refused(e);
            if (!AwsProblems.outage(e) && !run.notYet(e)) {
                sights.unseen(Sight.COUNTS, run, e);
            }
            return;
        }
        sights.glance(Sight.FAILURES, run, () -> run.readFailures(aws.once().sfn(), FAILURES_IN_A_LOOK, lines::tell));
    }

    private void price(WatchedMapRun run) {
        parsed.ifPresent(all -> run.costs(() -> ItemPrice.of(all, run.state(), definitions::read, prices)));
    }

    /** Nobody looks any longer, and they go on. */
    public void leave() {
        attendants.forEach(one -> goingOn().forEach(one::leave));
    }

    /** Waits until none goes on after their execution was stopped, for so long at most; says which still do then. */
    public Optional<String> afterTheStop(Duration atMost) {
        List<WatchedMapRun> left = goingOn().filter(run -> !run.isOver()).toList();
        return AfterTheStop.text(sights.shown(Sight.COUNTS) ? new AfterTheStop(aws, time).goingOn(left, atMost) : left);
    }

    /** How far they are, in a line; empty where none goes on. */
    public Optional<String> status() {
        List<WatchedMapRun> seen =
                goingOn().filter(run -> run.text().isPresent()).toList();
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.of(seen.stream()
                        .map(run -> (seen.size() == 1 ? "" : run.state() + ": ")
                                + run.text().orElseThrow())
                        .collect(Collectors.joining("; ")));
    }

    /**
     * Looks a last time at all of them when the execution has ended, why items failed, and at all items.
     *
     * @param definition the state machine's, where it is known
     */
    public void finish(Optional<String> definition) {
        if (finished || runs.isEmpty()) {
            return;
        }
        parse(definition);
        aws.within(IN_THE_END, () -> {
            runs.values().forEach(run -> {
                price(run);
                sights.see(Sight.COUNTS, run, () -> run.look(aws.sfn()));
            });
            list();
            runs.values().forEach(this::readWhyTheyFailed);
            attendants.forEach(one -> runs.values().forEach(one::finish));
            return runs;
        });
        // a Map Run may go on after its execution
        finished = runs.values().stream().noneMatch(WatchedMapRun::seenRunning);
        lines.end();
    }

    private void list() {
        try {
            file.write(items ->
                    runs.values().forEach(run -> sights.see(Sight.ITEMS, run, () -> run.list(aws.sfn(), items))));
        } catch (ProblemException e) {
            console.warn(e.getMessage());
        }
    }

    private void readWhyTheyFailed(WatchedMapRun run) {
        sights.see(Sight.FAILURES, run, () -> run.readAllFailures(aws.sfn(), FAILURES_IN_THE_END, lines::tell));
    }

    /** What is known of one; of one that was not looked at what there is to see now. */
    public MapRun of(String arn) {
        if (!runs.containsKey(arn)) {
            run(arn, Optional.empty()).ifPresent(run -> {
                sights.see(Sight.COUNTS, run, () -> run.look(aws.sfn()));
                readWhyTheyFailed(run);
            });
        }
        return Optional.ofNullable(runs.get(arn)).map(WatchedMapRun::told).orElseGet(() -> MapRun.unknown(arn));
    }

    /** All that is known of them, in the order in which they began. */
    public List<MapRunRecord> records() {
        return runs.values().stream().map(WatchedMapRun::record).toList();
    }
}
