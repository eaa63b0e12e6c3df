package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.rendering.RetryCause;
import io.github.sfnecs.rendering.RunTask.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what limits all attempts of a task, once it is known what limits each.
 *
 * @param values where mistakes are noted
 * @param pattern how the state waits for the task
 * @param each what limits each attempt
 */
public record LimitParameters(ParameterReader values, IntegrationPattern pattern, Limits each) {
    private static final String ONLY_WITH_RUN_JOB =
            "only with integrationPattern RUN_JOB does Step Functions know how the task ended";

    /** Fargate Spot can be interrupted once more; a launch type that is not Fargate says nothing of Spot. */
    private static final Set<String> NOT_ON_DEMAND = Set.of("FARGATE_SPOT", "EC2", "EXTERNAL", "MANAGED_INSTANCES");

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html */
    private static final Pattern PROVIDER = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    /** What limits all of them. */
    public Limits all(String timeoutOverall, String onSpotInterruption, Network network) {
        each.retry().attempts().forEach(this::possible);
        return new Limits(
                each.retry(),
                each.timeout(),
                each.heartbeat(),
                overall(timeoutOverall),
                onSpotInterruption(onSpotInterruption, network));
    }

    /** Whether such a failure can be known at all. */
    private void possible(RetryCause cause, int times) {
        String parameter = "retry." + cause.parameter();
        if (cause.endOfTask() && pattern != IntegrationPattern.RUN_JOB) {
            values.mistakes().add(parameter, times, ONLY_WITH_RUN_JOB, "Leave " + cause.parameter() + " out");
        }
        if (cause == RetryCause.MISSED_HEARTBEAT && each.heartbeat().isEmpty()) {
            values.mistakes()
                    .add(
                            parameter,
                            times,
                            "without heartbeat none is missed",
                            xml("heartbeat", "PT10M") + ", or leave missedHeartbeat out");
        }
    }

    private Optional<Duration> overall(String text) {
        Optional<Duration> overall = TaskParameters.seconds(values, "timeoutOverall", text, "PT4H");
        if (overall.isPresent()
                && each.timeout()
                        .filter(one -> one.compareTo(overall.get()) > 0)
                        .isPresent()) {
            values.mistakes()
                    .add(
                            "timeoutOverall",
                            text,
                            "it is shorter than stateTimeout, which is for one attempt",
                            xml("timeoutOverall", "PT4H"));
        }
        return overall;
    }

    /** FARGATE is a launch type, which every cluster has; all else is a capacity provider, which the cluster has to have. */
    private Optional<Capacity> onSpotInterruption(String text, Network network) {
        return values.text("onSpotInterruption", text).flatMap(name -> {
            if (pattern != IntegrationPattern.RUN_JOB) {
                values.mistakes().add("onSpotInterruption", text, ONLY_WITH_RUN_JOB, "Leave onSpotInterruption out");
            } else if (NOT_ON_DEMAND.contains(name) || !PROVIDER.matcher(name).matches()) {
                values.mistakes()
                        .add(
                                "onSpotInterruption",
                                text,
                                "it is FARGATE, or the name of a capacity provider without Spot instances",
                                xml("onSpotInterruption", "FARGATE"));
            } else if (name.equals("FARGATE") && network.subnets().isEmpty()) {
                values.mistakes()
                        .add(
                                "subnets",
                                null,
                                "a task on Fargate, which it becomes by onSpotInterruption, needs at least one subnet",
                                "<subnets><subnet>subnet-0abc1234</subnet></subnets>");
            } else {
                return Optional.of(
                        name.equals("FARGATE")
                                ? LaunchType.FARGATE
                                : new ProviderStrategy(List.of(
                                        new ProviderStrategy.Item(name, OptionalInt.empty(), OptionalInt.empty()))));
            }
            return Optional.empty();
        });
    }
}
