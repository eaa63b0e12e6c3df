package io.github.sfnecs.rendering;

import java.time.Duration;
import java.util.List;

/**
 * How often Step Functions starts the task again when ECS was too busy to start it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 *
 * @param maxAttempts how many times more; 0 never
 * @param interval before the first of them, in whole seconds
 * @param backoffRate what each interval is multiplied with to get the next
 */
public record Retry(int maxAttempts, Duration interval, double backoffRate) {
    /**
     * The errors that another attempt can mend: throttling, capacity, and AWS's own failures. A denied permission or a
     * failed container is none of them.
     */
    public static final List<String> RETRYABLE_ERRORS =
            List.of("ECS.AmazonECSException", "ECS.ServerException", "ECS.ThrottlingException", "AmazonECS.Unknown");

    /** Three attempts more, after 5, 10 and 20 seconds. */
    public static final Retry DEFAULT = new Retry(3, Duration.ofSeconds(5), 2);
}
