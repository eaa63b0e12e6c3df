package io.github.sfnecs.cleanup;

import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.cost.BilledUsage;
import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.cost.Prices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;

/** Picks the stray tasks out of all that run, one after the other, and keeps of each only what is needed. */
final class StrayTasks {
    private final String prefix;
    private final Optional<Instant> before;
    private final Instant now;
    private final Prices prices;
    private final List<StrayTask> found = new ArrayList<>();
    private Cost cost = Cost.nothing();
    private int ofUnknownAge;

    StrayTasks(CleanupRequest request, Instant now, Prices prices) {
        this.prefix = TaskGroup.prefix(request.stateMachine());
        this.before = request.olderThan().map(now::minus);
        this.now = now;
        this.prices = prices;
    }

    /** Takes the task if it is one of them. */
    void look(Task task) {
        if (!StrayTask.isOurs(task, prefix)) {
            return;
        }
        if (before.isPresent() && task.createdAt() == null) {
            ofUnknownAge++;
        } else if (before.filter(limit -> task.createdAt().isAfter(limit)).isEmpty()) {
            Cost ofTask = prices.cost(BilledUsage.of(task, now));
            found.add(StrayTask.of(task, prefix, ofTask));
            cost = cost.plus(ofTask);
        }
    }

    /** Those that were found, the oldest first. */
    List<StrayTask> sorted() {
        found.sort(Comparator.comparing((StrayTask task) -> task.createdAt().orElse(Instant.MAX))
                .thenComparing(StrayTask::arn));
        return found;
    }

    /** How many are left out since nobody tells when ECS accepted them. */
    int ofUnknownAge() {
        return ofUnknownAge;
    }

    /** What all of them have cost so far, and cost per hour. */
    Cost cost() {
        return cost;
    }
}
