package io.github.sfnecs.mapwatch;

import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.time.PollSchedule;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The executions of a Map Run whose tasks' logs are followed, and those that are next. It only looks, and throws what AWS answers else.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
 */
final class FollowedItems {
    /** So many at most are taken in a look: each is read of. */
    private static final int MOST_IN_A_LOOK = 5;

    private static final int PAGE = 1000;
    /** An account lists two a second, in some regions five. */
    private static final Duration BETWEEN_LISTS = Duration.ofSeconds(10);

    private final WatchedMapRun run;
    private final Time time;
    private final Predicate<Task> logs;
    private final PollSchedule schedule;
    private final Map<String, Item> open = new LinkedHashMap<>();
    private final Deque<String> next = new ArrayDeque<>();
    /** Those of the newest page that were taken already: of none else is there a second time. */
    private final Set<String> met = new HashSet<>();

    private Instant listed = Instant.MIN;
    private long running;
    private long taken;
    private long count;

    /** One that is followed. */
    private static final class Item {
        private final ExecutionHistory history;
        /** Its tasks that were looked at, and those of them that had and had not stopped. */
        private final Set<String> asked = new HashSet<>();

        private final Set<String> stopped = new HashSet<>();
        private final Set<String> going = new HashSet<>();
        private boolean counted;

        Item(SfnClient sfn, String executionArn) {
            this.history = new ExecutionHistory(sfn, executionArn, (event, place) -> {});
        }

        /** Its tasks that are not known to have stopped, but for those that an earlier attempt began. */
        Set<String> left(Instant since) {
            Set<String> left = new LinkedHashSet<>(history.tasks().arns());
            left.removeAll(stopped);
            left.removeIf(task -> {
                Instant at = history.tasks().startedAt(task);
                return at != null && at.isBefore(since);
            });
            return left;
        }

        boolean done(Instant since) {
            return history.over() && going.isEmpty() && asked.containsAll(left(since));
        }
    }

    /** Those of this Map Run, none yet; what is seen of their tasks is shown to whoever follows logs. */
    FollowedItems(WatchedMapRun run, Time time, Predicate<Task> logs) {
        this.run = run;
        this.time = time;
        this.logs = logs;
        this.schedule = PollSchedule.ofTasks(time);
    }

    /** When to look at them. */
    PollSchedule schedule() {
        return schedule;
    }

    /** How many are followed now. */
    int open() {
        return open.size();
    }

    /** How many were looked at. */
    long taken() {
        return taken;
    }

    /** Of how many of them a log was followed. */
    long count() {
        return count;
    }

    /** How many ran when that was seen last. */
    long running() {
        return Math.max(running, run.executions().running());
    }

    /** Whether there are others that could be followed. */
    boolean more() {
        return !next.isEmpty();
    }

    /** Reads what became of those none of whose tasks is known to go on, and lets go those that have ended. */
    void readOn() {
        open.values().stream().filter(item -> item.going.isEmpty()).forEach(this::readOn);
        open.values().removeIf(item -> item.done(run.redriven()));
    }

    private void readOn(Item item) {
        if (item.history.over()) {
            return;
        }
        item.history.readOn();
        item.left(run.redriven()).stream()
                .flatMap(task -> item.history.tasks().ended(task).stream())
                .forEach(task -> show(item, task));
    }

    private void show(Item item, Task task) {
        if (logs.test(task) && !item.counted) {
            item.counted = true;
            count++;
        }
        if ("STOPPED".equals(task.lastStatus())) {
            item.stopped.add(task.taskArn());
            item.going.remove(task.taskArn());
        } else {
            item.going.add(task.taskArn());
        }
    }

    /** Takes so many more at most. */
    void take(SfnClient sfn, int most) {
        if (most > 0 && !time.now().isBefore(listed.plus(BETWEEN_LISTS))) {
            list(sfn);
        }
        takeListed(sfn, Math.min(most, MOST_IN_A_LOOK));
    }

    /** The same in the end, when none is to come. */
    void takeLast(SfnClient sfn, int most) {
        list(sfn);
        takeListed(sfn, most);
    }

    /** Where one has no task yet, younger ones have none, either: they are met again in a later list. */
    private void takeListed(SfnClient sfn, int most) {
        boolean begun = true;
        for (int taken = 0; begun && taken < most && !next.isEmpty(); taken++) {
            begun = take(sfn, next.removeFirst());
        }
    }

    /** Whether it has begun tasks, or never will. */
    private boolean take(SfnClient sfn, String executionArn) {
        Item item = new Item(sfn, executionArn);
        readOn(item);
        boolean began = !item.history.tasks().arns().isEmpty();
        if (began) {
            taken++;
            open.put(executionArn, item);
        }
        if (began || item.history.over()) {
            met.add(executionArn);
            return true;
        }
        return false;
    }

    /** Those that run come first, the oldest before all: it is most likely to have a task. */
    private void list(SfnClient sfn) {
        listed = time.now();
        List<ExecutionListItem> page =
                sfn.listExecutions(list -> list.mapRunArn(run.arn()).maxResults(PAGE)).executions().stream()
                        .filter(item -> item != null && item.executionArn() != null)
                        .toList();
        running = page.stream().filter(FollowedItems::runs).count();
        met.retainAll(page.stream().map(ExecutionListItem::executionArn).collect(Collectors.toSet()));
        next.clear();
        page.stream()
                .filter(item -> !met.contains(item.executionArn()))
                .filter(item -> runs(item)
                        || item.stopDate() == null
                        || !item.stopDate().isBefore(run.redriven()))
                .sorted(Comparator.comparing((ExecutionListItem item) -> !runs(item))
                        .thenComparing(item -> LastTry.begun(item).orElse(Instant.MIN)))
                .map(ExecutionListItem::executionArn)
                .forEach(next::add);
    }

    private static boolean runs(ExecutionListItem item) {
        return item.status() == ExecutionStatus.RUNNING;
    }

    /** The tasks that are to be looked at now. */
    List<String> tasks() {
        return open.values().stream().flatMap(this::left).toList();
    }

    private Stream<String> left(Item item) {
        return item.left(run.redriven()).stream();
    }

    /** These are how those tasks are now; those that are missing nobody knows. */
    void seen(Map<String, Task> tasks) {
        open.values().forEach(item -> {
            Set<String> left = item.left(run.redriven());
            item.asked.addAll(left);
            item.going.retainAll(tasks.keySet());
            left.stream().filter(tasks::containsKey).map(tasks::get).forEach(task -> show(item, task));
        });
    }
}
