package io.github.sfnecs.fanout;

import java.time.Duration;
import java.util.Optional;

/**
 * One task for each item.
 *
 * @param mode whose history the items are in
 * @param items where they come from
 * @param concurrency how many at a time
 * @param tolerance how many of them may fail
 * @param batchSize how many of them a task gets; empty where it is one, and no list
 * @param results where Step Functions writes the results
 * @param expected how long a task takes, as far as somebody knows
 */
public record FanOut(
        MapMode mode,
        Items items,
        int concurrency,
        Optional<Tolerance> tolerance,
        Optional<Integer> batchSize,
        Optional<S3Place> results,
        Optional<Duration> expected) {
    /**
     * Fargate takes 20 calls of RunTask at once, and 20 more a second: twice of that all run within seconds, and as no task on Fargate
     * is over in two, they never ask for more than that later. It is also what an INLINE Map takes.
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html
     */
    public static final int DEFAULT_CONCURRENCY = 40;

    /**
     * How many items may fail.
     *
     * @param number of them
     * @param percent whether of a hundred
     */
    public record Tolerance(int number, boolean percent) {
        /** What the Amazon States Language calls it. */
        String member() {
            return percent ? "ToleratedFailurePercentage" : "ToleratedFailureCount";
        }
    }

    /**
     * A place in Amazon S3.
     *
     * @param bucket its name
     * @param prefix without slashes around it; empty for all of the bucket
     */
    public record S3Place(String bucket, String prefix) {}
}
