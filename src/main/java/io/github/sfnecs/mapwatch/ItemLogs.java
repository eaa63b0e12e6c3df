package io.github.sfnecs.mapwatch;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.ecs.Tasks;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.mapwatch.Sights.Sight;
import io.github.sfnecs.time.Time;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;

/** Has the logs of items' tasks followed, of as many at a time as the quotas allow, and says of how many. */
public final class ItemLogs extends Attendant {
    /** Each of so many logs is read every two seconds, at the ten reads a second that CloudWatch Logs allows in any region. */
    private static final int AT_ONCE = 20;

    private final AwsClients aws;
    private final Time time;
    private final Console console;
    private final Followed logs;
    private final Sights sights;
    private final Map<String, FollowedItems> runs = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> taskless = new HashSet<>();
    private final Set<String> finished = new HashSet<>();

    /** Where logs are followed. */
    public interface Followed {
        /** How many are, of whatever task. */
        int streams();

        /** A task of an item is like this now: its containers' logs are followed, unless they are already. Says whether any can be. */
        boolean item(Task task);
    }

    public ItemLogs(AwsClients aws, Time time, Console console, Followed logs) {
        this.aws = aws;
        this.time = time;
        this.console = console;
        this.logs = logs;
        this.sights = new Sights(console);
    }

    private FollowedItems items(WatchedMapRun run) {
        return runs.computeIfAbsent(run.arn(), any -> new FollowedItems(run, time, logs::item));
    }

    @Override
    void seen(WatchedMapRun run, Optional<Definition> definition) {
        if (definition.filter(all -> all.taskUsesIn(run.state()).isEmpty()).isPresent()) {
            taskless.add(run.arn());
        }
    }

    @Override
    Optional<Instant> due(WatchedMapRun run) {
        return sights.shown(Sight.LOGS) && !taskless.contains(run.arn()) && !run.isOver()
                ? Optional.of(items(run).schedule().due())
                : Optional.empty();
    }

    @Override
    void attend(WatchedMapRun run) {
        if (due(run).filter(at -> !time.now().isBefore(at)).isEmpty()) {
            return;
        }
        FollowedItems items = items(run);
        try {
            items.readOn();
            if (!all(run)) {
                items.take(aws.once().sfn(), room());
            }
            look(items, aws.once().ecs());
            items.schedule().answered(false);
        } catch (SdkException e) {
            items.schedule().refused(e);
            if (!AwsProblems.outage(e)) {
                sights.unseen(Sight.LOGS, run, e);
            }
        }
        if (items.more() && room() <= 0 && told.add(run.arn())) {
            console.info(run.state() + ": the logs of " + Numbers.text(items.open()) + " of "
                    + Numbers.text(items.running()) + " running " + executions(run)
                    + " are followed, as many as the quotas of CloudWatch Logs allow (followLogs).");
        }
    }

    /** Whether there are no others, as far as is known. */
    private boolean all(WatchedMapRun run) {
        long total = run.executions().total();
        return total > 0 && items(run).taken() >= total;
    }

    /** How many more can be followed: a task of several containers has as many logs. */
    private int room() {
        return AT_ONCE - Math.max(open(), logs.streams());
    }

    private int open() {
        return runs.values().stream().mapToInt(FollowedItems::open).sum();
    }

    private void look(FollowedItems items, EcsClient ecs) {
        Map<String, Task> tasks = new HashMap<>();
        new Tasks(ecs, List.of(), time).each(items.tasks(), task -> tasks.put(task.taskArn(), task));
        items.seen(tasks);
    }

    private static String executions(WatchedMapRun run) {
        return run.sighting()
                        .filter(seen -> seen.items().total() > seen.executions().total())
                        .isPresent()
                ? "batches"
                : "items";
    }

    /** Those that began since the last look are few, or their logs are not followed, either. */
    @Override
    void finish(WatchedMapRun run) {
        if (taskless.contains(run.arn()) || !sights.shown(Sight.LOGS) || !finished.add(run.arn())) {
            return;
        }
        FollowedItems items = items(run);
        sights.glance(Sight.LOGS, run, () -> {
            items.readOn();
            if (!all(run)) {
                items.takeLast(aws.sfn(), AT_ONCE - open());
            }
            look(items, aws.ecs());
        });
        long total = run.executions().total();
        if (total > 0 || items.count() > 0) {
            console.info(run.state() + ": the logs of " + Numbers.text(items.count())
                    + (total > 0 ? " of " + Numbers.text(total) : "") + " " + executions(run) + " were followed.");
        }
    }
}
