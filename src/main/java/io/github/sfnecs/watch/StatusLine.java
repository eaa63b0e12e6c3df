package io.github.sfnecs.watch;

import io.github.sfnecs.arn.TaskArn;
import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.history.Place;
import io.github.sfnecs.report.TaskRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes on at one moment, in one line: how long it takes already, the state, and the tasks that have not stopped; of one task
 * how long it is what it is and what it waits for, of many how many there are of each status.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
public final class StatusLine {
    /** In the order of a task's way. */
    private static final List<String> WAY =
            List.of("PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING", "DEPROVISIONING");

    private StatusLine() {}

    /** The line for an execution that is waited for since then. */
    public static String of(Instant since, Instant now, Optional<Place> place, Collection<TaskRecord> tasks) {
        List<TaskRecord> goingOn =
                tasks.stream().filter(task -> !status(task).equals("STOPPED")).toList();
        return Stream.of(
                        Optional.of(Elapsed.between(since, now) + " "
                                + place.map(StatusLine::place).orElse("execution RUNNING")),
                        tasks(goingOn, now))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    private static String place(Place place) {
        return place.attempt() > 1 ? place.text() : "state " + place.visit().label();
    }

    private static Optional<String> tasks(List<TaskRecord> goingOn, Instant now) {
        if (goingOn.size() < 2) {
            return goingOn.stream().map(task -> one(task, now)).findFirst();
        }
        Map<String, Long> counts = new TreeMap<>((a, b) -> {
            int order = Integer.compare(WAY.indexOf(a), WAY.indexOf(b));
            return order == 0 ? a.compareTo(b) : order;
        });
        goingOn.forEach(task -> counts.merge(status(task), 1L, Long::sum));
        return Optional.of("tasks: "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", ")));
    }

    private static String one(TaskRecord task, Instant now) {
        return "task " + new TaskArn(task.taskArn()).shortId() + " " + status(task)
                + since(task, now)
                + TaskProgress.waitingFor(
                                status(task),
                                task.times().pullStartedAt(),
                                task.times().pullStoppedAt())
                        .map(why -> ": " + why)
                        .orElse("");
    }

    /** ECS has no time for each status, but one for each part of the way. */
    private static String since(TaskRecord task, Instant now) {
        Optional<Instant> here = task.times().stoppingAt().or(task.times()::startedAt);
        return here.map(at -> " for " + Elapsed.between(at, now))
                .or(() -> task.times().createdAt().map(at -> " after " + Elapsed.between(at, now)))
                .orElse("");
    }

    private static String status(TaskRecord task) {
        return task.lastStatus().orElseThrow();
    }
}
