package io.github.sfnecs.fanout;

import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.rendering.RetryCause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Whose history the items are in. */
public enum MapMode {
    /** Each item, or batch, is an execution of its own. */
    DISTRIBUTED,
    /** All of them are in the history of the one execution, which has room for some 3,000. */
    INLINE;

    /**
     * Ten thousand launches take 500 seconds at 20 a second. With jitter an attempt waits half of a minute in the mean, so that the last
     * of them comes to its launch at about its 20th attempt; others in the account launch, too.
     */
    private static final int ATTEMPTS = 45;

    private static final Retry.Backoff BACKOFF =
            new Retry.Backoff(Duration.ofSeconds(5), 2, Optional.of(Duration.ofMinutes(1)), true);

    /**
     * For what a task is started again where nobody says. EC2 is throttled by many tasks only; to tell that from a wrong parameter
     * takes more states, of which a history of all items has no room for.
     */
    public Retry retry() {
        Map<RetryCause, Integer> attempts = this == INLINE
                ? Map.of(RetryCause.BUSY, ATTEMPTS)
                : Map.of(RetryCause.BUSY, ATTEMPTS, RetryCause.EC2_THROTTLING, ATTEMPTS);
        return new Retry(attempts, new TreeSet<>(), BACKOFF);
    }
}
