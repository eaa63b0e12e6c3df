package io.github.sfnecs.bench;

import io.github.sfnecs.change.Mode;
import io.github.sfnecs.cleanup.CleanupRequest;
import io.github.sfnecs.cleanup.CleanupTasks;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.sizes.Crowd;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.Optional;

/**
 * A cleanup of 10,000 tasks on a virtual clock, with ECS's own quotas.
 *
 * @param seconds that it takes
 * @param quota seconds that the quotas allow no less than: listing and describing 100 at once and 20 a second, stopping 100 at once
 *     and 40 a second
 * @param calls how many it makes
 * @param throttled how many of them are throttled
 */
record LargeCleanup(double seconds, double quota, int calls, long throttled) {
    private static final int TASKS = 10_000;

    static LargeCleanup run() {
        try (Lab lab = new Lab()) {
            new Crowd(lab).tasks(TASKS);
            lab.account.rateLimits(true);
            new CleanupTasks(lab.clients, lab.time, lab.console, Prices.shipped())
                    .run(
                            new CleanupRequest(Lab.MACHINE, List.of(Lab.CLUSTER), Optional.empty()),
                            Mode.APPLY,
                            found -> {});
            double looks = 2 * (TASKS / 100.0);
            return new LargeCleanup(
                    lab.time.waited().toMillis() / 1e3,
                    (looks - 100) / 20 + (TASKS - 100) / 40.0,
                    lab.account.calls().size(),
                    lab.account.calls().stream()
                            .filter(call -> call.error() != null)
                            .count());
        }
    }
}
