package io.github.sfnecs.watch;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.ecs.Tasks;
import io.github.sfnecs.time.PollSchedule;
import io.github.sfnecs.time.Time;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;

/** Looks at the tasks of an execution while they go on, each on its cluster, and tells of what changes. */
public final class LiveTasks {
    private final AwsClients aws;
    private final Time time;
    private final TaskProgress progress;
    private final Optional<TaskLogs> logs;
    private final BiConsumer<String, SdkException> missing;
    private final TaskLedger seen;
    private final PollSchedule schedule;
    private Tasks tasks;
    private final Set<String> gone = new HashSet<>();
    private boolean shown = true;

    /**
     * Looks at them.
     *
     * @param missing told what AWS does not show, and why
     */
    public LiveTasks(
            AwsClients aws,
            Time time,
            Console console,
            Optional<TaskLogs> logs,
            Prices prices,
            BiConsumer<String, SdkException> missing) {
        this.aws = aws;
        this.time = time;
        this.progress = new TaskProgress(console);
        this.logs = logs;
        this.missing = missing;
        this.seen = new TaskLedger(prices);
        this.schedule = PollSchedule.ofTasks(time);
    }

    /** As they were seen last. */
    public TaskLedger seen() {
        return seen;
    }

    /** Whether it has stopped, or ECS does not know it any more; a young one ECS may not know everywhere yet. */
    public boolean over(String taskArn, Instant startedAt) {
        return seen.stopped(taskArn)
                || (gone.contains(taskArn)
                        && startedAt != null
                        && startedAt.isBefore(time.now().minus(TaskWatch.REMEMBERED)));
    }

    /** Tells of a task as it was seen. */
    public void tell(Task task) {
        gone.remove(task.taskArn());
        seen.seen(task, time.now());
        progress.tell(task, time.now());
        logs.ifPresent(followed -> followed.seen(task));
    }

    /** There are more of them: it is worth looking. */
    public void more() {
        schedule.now();
    }

    /** When it is worth looking at these; empty where they have all stopped, or nobody shows them. */
    public Optional<Instant> due(Collection<String> arns) {
        return goingOn(arns).isEmpty() ? Optional.empty() : Optional.of(schedule.due());
    }

    /** Looks at those of these that are not known to have stopped, if it is time. */
    public void look(Collection<String> arns) {
        List<String> goingOn = goingOn(arns);
        if (goingOn.isEmpty() || time.now().isBefore(schedule.due())) {
            return;
        }
        try {
            gone.addAll(goingOn);
            tasks().each(goingOn, this::tell);
            // however it goes on, its next change takes a while
            schedule.answered(false);
        } catch (SdkException e) {
            gone.clear();
            if (AwsProblems.outage(e)) {
                schedule.refused(e);
                return;
            }
            shown = false;
            missing.accept("what its tasks do", e);
        }
    }

    private Tasks tasks() {
        if (tasks == null) {
            tasks = new Tasks(aws.once().ecs(), List.of(), time);
        }
        return tasks;
    }

    private List<String> goingOn(Collection<String> arns) {
        return shown ? arns.stream().filter(task -> !seen.stopped(task)).toList() : List.of();
    }
}
