package io.github.sfnecs.fakeaws.world;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The services' token buckets, off until a test turns them on.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step Functions quotas</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">ECS request throttling</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html">Fargate throttling</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html">CloudWatch Logs quotas</a>
 */
public final class RateLimits {

    private static final List<Quota> QUOTAS = List.of(
            new Quota(List.of("StartExecution"), 800, 150),
            new Quota(List.of("RedriveExecution"), 800, 150),
            new Quota(List.of("StopExecution"), 500, 25),
            new Quota(List.of("StartChildExecution"), 100, 100),
            new Quota(List.of("DescribeMapRun"), 200, 1),
            new Quota(List.of("DescribeStateMachineForExecution"), 200, 1),
            new Quota(List.of("ListMapRuns"), 100, 1),
            new Quota(List.of("UpdateMapRun"), 100, 1),
            new Quota(List.of("DescribeExecution"), 250, 10),
            new Quota(List.of("GetExecutionHistory"), 400, 20),
            new Quota(List.of("ListExecutions"), 100, 2),
            new Quota(List.of("CreateStateMachine"), 100, 1),
            new Quota(List.of("UpdateStateMachine"), 100, 1),
            new Quota(List.of("ValidateStateMachineDefinition"), 100, 1),
            new Quota(List.of("RunTask", "StopTask"), 100, 40),
            new Quota(List.of("LaunchOnFargate"), 20, 20),
            new Quota(List.of("ListTasks", "DescribeTasks"), 100, 20),
            new Quota(List.of("GetLogEvents"), 25, 25));

    private record Quota(List<String> operations, int burst, int perSecond) {}

    private record Bucket(double tokens, Instant at) {}

    private final Map<Quota, Bucket> buckets = new HashMap<>();
    private final Map<String, Integer> refused = new HashMap<>();
    private final Random random = new Random(0);
    private List<Quota> quotas = QUOTAS;
    private boolean on;

    public void turn(boolean on) {
        this.on = on;
        buckets.clear();
    }

    /** One operation has another quota here: some differ between regions. */
    public void differ(String operation, int burst, int perSecond) {
        quotas = Stream.concat(
                        Stream.of(new Quota(List.of(operation), burst, perSecond)),
                        QUOTAS.stream().filter(quota -> !quota.operations.contains(operation)))
                .toList();
    }

    /** Whether the call is one too many. */
    public boolean exceededBy(String operation, Instant now) {
        boolean exceeded = on
                && quotas.stream()
                        .filter(quota -> quota.operations.contains(operation))
                        .anyMatch(quota -> !take(quota, now));
        if (exceeded) {
            refused.merge(operation, 1, Integer::sum);
        }
        return exceeded;
    }

    /** What jitter comes to, from 0 to 1: always 1 where no quota is to be met, so that tests can count. */
    public double chance() {
        return on ? random.nextDouble() : 1;
    }

    /** How many calls were one too many. */
    public int refused(String operation) {
        return refused.getOrDefault(operation, 0);
    }

    private boolean take(Quota quota, Instant now) {
        Bucket bucket = buckets.getOrDefault(quota, new Bucket(quota.burst, now));
        double seconds = Duration.between(bucket.at, now).toMillis() / 1000.0;
        double tokens = Math.min(quota.burst, bucket.tokens + seconds * quota.perSecond);
        boolean enough = tokens >= 1;
        buckets.put(quota, new Bucket(enough ? tokens - 1 : tokens, now));
        return enough;
    }
}
