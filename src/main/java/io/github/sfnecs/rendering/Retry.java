package io.github.sfnecs.rendering;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * For what Step Functions starts the task again, and how often.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 *
 * @param attempts how many times more for each cause; a cause that is not in it ends the execution
 * @param exitCodes those of which one makes a container's failure worth another attempt; none: any
 * @param backoff how long to wait
 */
public record Retry(Map<RetryCause, Integer> attempts, SortedSet<Integer> exitCodes, Backoff backoff) {
    /**
     * The errors that another attempt can mend: throttling, capacity, and AWS's own failures. A denied permission or a
     * failed container is none of them.
     */
    public static final List<String> RETRYABLE_ERRORS =
            List.of("ECS.AmazonECSException", "ECS.ServerException", "ECS.ThrottlingException", "AmazonECS.Unknown");

    /** How many attempts more there are where nobody says how many. */
    public static final int DEFAULT_TIMES = 3;

    /** Three attempts more, after 5, 10 and 20 seconds. */
    public static final Retry DEFAULT = new Retry(DEFAULT_TIMES, Duration.ofSeconds(5), 2);

    /**
     * How long to wait before the next attempt.
     *
     * @param interval before the first of them, in whole seconds
     * @param rate what each interval is multiplied with to get the next
     * @param maxDelay the longest, in whole seconds
     * @param jitter whether it is any time up to that
     */
    public record Backoff(Duration interval, double rate, Optional<Duration> maxDelay, boolean jitter) {
        public Backoff(Duration interval, double rate) {
            this(interval, rate, Optional.empty(), false);
        }
    }

    /** Only when ECS was too busy to start it. */
    public Retry(int maxAttempts, Duration interval, double backoffRate) {
        this(Map.of(RetryCause.BUSY, maxAttempts), new TreeSet<>(), new Backoff(interval, backoffRate));
    }

    public Retry {
        Map<RetryCause, Integer> wanted = new EnumMap<>(RetryCause.class);
        attempts.forEach((cause, times) -> {
            if (times > 0) {
                wanted.put(cause, times);
            }
        });
        attempts = wanted;
    }

    /** How many times more the task is started for this. */
    int times(RetryCause cause) {
        return attempts.getOrDefault(cause, 0);
    }

    /** The same without this cause. */
    Retry without(RetryCause cause) {
        Map<RetryCause, Integer> others = new EnumMap<>(RetryCause.class);
        others.putAll(attempts);
        others.remove(cause);
        return new Retry(others, exitCodes, backoff);
    }
}
