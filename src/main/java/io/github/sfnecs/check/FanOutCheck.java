package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.TASK_DEFINITION;

import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.fanout.FanOut;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What many tasks at a time ask of Fargate.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html
 *
 * @param map how many
 * @param use the state that runs them
 * @param found what ECS says of their task definition
 */
public record FanOutCheck(FanOut map, TaskUse use, TaskDefinition found) {
    private static final int LAUNCHES = 20;
    private static final BigDecimal UNITS = BigDecimal.valueOf(1024);

    /** What is found of tasks on Fargate. */
    public List<Finding> findings() {
        return Stream.of(power(), map.expected().flatMap(this::launches))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> power() {
        return use.cpu()
                .literal()
                .or(() -> Optional.ofNullable(found.cpu()))
                .filter(units -> units.matches("\\d{1,9}"))
                .map(units -> new BigDecimal(units)
                        .multiply(BigDecimal.valueOf(map.concurrency()))
                        .divide(UNITS)
                        .stripTrailingZeros()
                        .toPlainString())
                .map(all -> Finding.passed(
                        TASK_DEFINITION,
                        map.concurrency() + " tasks at a time have " + all
                                + " vCPUs, which count against the account's quota of vCPUs on Fargate."));
    }

    private Optional<Finding> launches(Duration each) {
        long most = Math.max(1, LAUNCHES * each.toMillis() / 1000);
        return map.concurrency() <= most
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        TASK_DEFINITION,
                        map.concurrency() + " tasks at a time of " + each + " are more than " + LAUNCHES
                                + " launches a second.",
                        "Fargate throttles the others, which are tried again; the items take as long, and it costs state"
                                + " transitions.",
                        Mistakes.xml("maxConcurrency", "" + most)));
    }
}
