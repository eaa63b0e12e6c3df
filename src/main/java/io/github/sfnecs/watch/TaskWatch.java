package io.github.sfnecs.watch;

import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.ecs.Tasks;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.Survivors;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Looks at the tasks of an execution until they are where they should be.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
public final class TaskWatch {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final double GROWTH = 1.1;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Sooner ECS forgets no task, and later every task that it accepted is known everywhere. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Tasks tasks;
    private final Time time;

    /** Looks; at tasks that nobody tells of, only in these clusters. */
    public TaskWatch(EcsClient ecs, List<String> clusters, Time time) {
        this.tasks = new Tasks(ecs, clusters, time);
        this.time = time;
    }

    /** Looks until this is true of every task or the time is up, and returns the tasks as they were seen last. */
    public List<Task> until(Predicate<Task> reached, Collection<String> taskArns, Duration atMost) {
        // a task that ECS accepted a moment ago may not be known everywhere yet
        return new Backoff(time, FIRST, GROWTH, LONGEST, atMost)
                .until(
                        seen -> seen.size() == taskArns.size() && seen.stream().allMatch(reached),
                        () -> tasks.describe(taskArns));
    }

    /**
     * The tasks as they are now; of those that ECS does not know only the ARNs.
     *
     * @throws SdkException if ECS can't be asked: then it may well know them
     */
    public List<Task> ask(Collection<String> taskArns) {
        Map<String, Task> known = new LinkedHashMap<>();
        taskArns.forEach(arn -> known.put(arn, unseen(arn)));
        tasks.each(taskArns, task -> known.replace(task.taskArn(), task));
        return List.copyOf(known.values());
    }

    /** The tasks as they are now; where ECS can't be asked, or does not know them, only their ARNs. */
    public List<Task> now(Collection<String> taskArns) {
        try {
            return ask(taskArns);
        } catch (SdkException e) {
            // what is known without them is the better thing to tell
            return taskArns.stream().map(TaskWatch::unseen).toList();
        }
    }

    /** Whether it is so long ago that ECS may have forgotten the tasks of that time. */
    public boolean longAgo(Instant at) {
        return at != null && at.isBefore(time.now().minus(REMEMBERED));
    }

    /** Those of these tasks that ECS has not forgotten. */
    public List<String> remembered(Collection<String> taskArns) {
        return tasks.describe(taskArns).stream().map(Task::taskArn).toList();
    }

    /**
     * The tasks of an execution that has ended; where ECS can't be asked what has become of them, only their ARNs.
     *
     * @param grace how long Step Functions has to stop those of Run a Job
     */
    public List<Task> afterTheEnd(ExecutionHistory history, Duration grace) {
        Set<String> started = new LinkedHashSet<>(history.tasks().arns());
        Set<String> jobs = new LinkedHashSet<>(history.tasks().jobs());
        try {
            if (!history.tellsOfTasks()) {
                tasks.eachRunning(task -> {
                    if (history.started(task)) {
                        jobs.add(task.taskArn());
                    }
                });
                started.addAll(jobs);
            }
            return settled(history, started, jobs, grace);
        } catch (SdkException e) {
            // what failed before is the better thing to tell
            return started.stream().map(TaskWatch::unseen).toList();
        }
    }

    /**
     * The tasks as they are once the jobs have stopped and ECS knows all that were started a moment ago, or the time is up; of those
     * that it does not know by then only the ARN.
     */
    private List<Task> settled(ExecutionHistory history, Set<String> started, Set<String> jobs, Duration grace) {
        Set<String> young = started.stream()
                .filter(arn -> !longAgo(history.tasks().startedAt(arn)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> awaited = new LinkedHashSet<>(young);
        awaited.addAll(jobs);
        List<Task> seen = new Backoff(time, FIRST, GROWTH, LONGEST, grace)
                .until(
                        tasks -> unseen(young, tasks).isEmpty()
                                && tasks.stream()
                                        .noneMatch(task -> jobs.contains(task.taskArn()) && Survivors.survives(task)),
                        () -> tasks.describe(awaited));
        Set<String> others = new LinkedHashSet<>(started);
        others.removeAll(awaited);
        return Stream.of(
                        seen.stream(),
                        tasks.describe(others).stream(),
                        unseen(young, seen).stream().map(TaskWatch::unseen))
                .flatMap(tasks -> tasks)
                .toList();
    }

    private static Set<String> unseen(Set<String> arns, List<Task> seen) {
        Set<String> unseen = new LinkedHashSet<>(arns);
        seen.forEach(task -> unseen.remove(task.taskArn()));
        return unseen;
    }

    private static Task unseen(String arn) {
        return Task.builder().taskArn(arn).build();
    }
}
