package io.github.sfnecs.status;

import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.cost.BilledUsage;
import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.cost.Prices;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The running tasks of one state machine, picked out of all that run, one after the other: how many there are, what all of them cost,
 * and the oldest, at most {@value #MOST_KEPT}.
 */
final class RunningTasks {
    /** More nobody reads; cleanup-tasks lists them all. */
    static final int MOST_KEPT = 200;

    private final String prefix;
    private final Instant now;
    private final Prices prices;
    private final Set<String> executions = new HashSet<>();
    private final TreeSet<RunningTask> oldest = new TreeSet<>();
    private Cost cost = Cost.nothing();
    private int count;

    RunningTasks(String stateMachine, Instant now, Prices prices) {
        this.prefix = TaskGroup.prefix(stateMachine);
        this.now = now;
        this.prices = prices;
    }

    /** Takes the task if the state machine started it. */
    void look(Task task) {
        if (task.group() == null || !task.group().startsWith(prefix)) {
            return;
        }
        Cost ofTask = prices.cost(BilledUsage.of(task, now));
        cost = cost.plus(ofTask);
        count++;
        executions.add(task.group().substring(prefix.length()));
        oldest.add(RunningTask.of(task, prefix, ofTask));
        if (oldest.size() > MOST_KEPT) {
            oldest.pollLast();
        }
    }

    /** The oldest of them, the very oldest first. */
    List<RunningTask> oldest() {
        return List.copyOf(oldest);
    }

    /** Whether any is of the execution of this name. */
    boolean of(String execution) {
        return executions.contains(execution);
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** What all of them have cost so far, and cost per hour. */
    Cost cost() {
        return cost;
    }
}
