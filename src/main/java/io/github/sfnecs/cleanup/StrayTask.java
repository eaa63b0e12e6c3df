package io.github.sfnecs.cleanup;

import io.github.sfnecs.cost.Cost;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * A running task that a state machine of ours started.
 *
 * @param arn its ARN
 * @param execution the name of the execution that started it
 * @param createdAt when ECS accepted it; empty where that is not told
 * @param usd an estimate of what it had cost when it was found; empty where that is not known
 * @param usdPerHour what it costs per hour as long as it runs; empty where that is not known
 */
record StrayTask(
        String arn,
        String execution,
        Optional<Instant> createdAt,
        Optional<BigDecimal> usd,
        Optional<BigDecimal> usdPerHour) {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Whether its group says that the task is ours, that is, begins so. */
    static boolean isOurs(Task task, String groupPrefix) {
        return task.group() != null && task.group().startsWith(groupPrefix);
    }

    /** A task of ours. */
    static StrayTask of(Task task, String groupPrefix, Cost cost) {
        return new StrayTask(
                task.taskArn(),
                task.group().substring(groupPrefix.length()),
                Optional.ofNullable(task.createdAt()),
                cost.usd(),
                cost.usdPerHour());
    }

    /**
     * Whether an item of a distributed Map started it: the name of its execution is a UUID.
     * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
     */
    boolean isOfAnItem() {
        return UUID.matcher(execution).matches();
    }

    /** The task as a person reads it, on a line of its own. */
    String line() {
        return "\n  " + arn + createdAt.map(since -> " since " + since).orElse("") + ", execution " + execution + ", "
                + Cost.amounts(usd, usdPerHour);
    }
}
