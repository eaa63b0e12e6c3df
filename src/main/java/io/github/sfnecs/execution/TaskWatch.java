package io.github.sfnecs.execution;

import io.github.sfnecs.aws.Backoff;
import io.github.sfnecs.aws.Tasks;
import io.github.sfnecs.aws.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Looks at the tasks of an execution until they are where they should be.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
final class TaskWatch {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final double GROWTH = 1.1;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Tasks tasks;
    private final Time time;

    TaskWatch(Tasks tasks, Time time) {
        this.tasks = tasks;
        this.time = time;
    }

    /** Looks until this is true of every task or the time is up, and returns the tasks as they were seen last. */
    List<Task> until(Predicate<Task> reached, Collection<String> taskArns, Duration atMost) {
        // a task that ECS accepted a moment ago may not be known everywhere yet
        return new Backoff(time, FIRST, GROWTH, LONGEST, atMost)
                .until(
                        seen -> seen.size() == taskArns.size() && seen.stream().allMatch(reached),
                        () -> tasks.describe(taskArns));
    }

    /**
     * The tasks of an execution that has ended; where ECS can't be asked what has become of them, only their ARNs.
     *
     * @param grace how long Step Functions has to stop those of Run a Job
     */
    List<Task> afterTheEnd(ExecutionHistory history, Duration grace) {
        Set<String> started = new LinkedHashSet<>(history.taskArns());
        Set<String> jobs = new LinkedHashSet<>(history.jobTaskArns());
        try {
            if (!history.tellsOfTasks()) {
                tasks.eachRunning(task -> {
                    if (history.started(task)) {
                        jobs.add(task.taskArn());
                    }
                });
                started.addAll(jobs);
            }
            until(task -> !Survivors.survives(task), jobs, grace);
            return tasks.describe(started);
        } catch (SdkException e) {
            // what failed before is the better thing to tell
            return started.stream()
                    .map(arn -> Task.builder().taskArn(arn).build())
                    .toList();
        }
    }
}
