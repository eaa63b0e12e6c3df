package io.github.sfnecs.redrive;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.mapruns.Numbers;
import io.github.sfnecs.mapwatch.ItemPrice;
import io.github.sfnecs.mapwatch.LastTry;
import io.github.sfnecs.mapwatch.MapRunCounts;
import io.github.sfnecs.report.StateVisit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;

/**
 * How many items of distributed Maps run again when their execution is redriven, and about what that costs. It takes one call for each
 * Map Run, and another one for how long its items took. https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html
 */
final class ItemsAgain {
    private static final int MOST_RUNS = 5;
    private static final int MOST_TIMES = 100;

    /** What makes Step Functions start a Map Run anew instead. */
    private static final Set<String> ANEW = Set.of("States.DataLimitExceeded", "States.Runtime");

    private final AwsClients aws;
    private final Console console;
    private final Prices prices;

    /**
     * Looks at them.
     *
     * @param console is told what can't be seen
     * @param prices what their tasks cost
     */
    ItemsAgain(AwsClients aws, Console console, Prices prices) {
        this.aws = aws;
        this.console = console;
        this.prices = prices;
    }

    /** The Maps in which the execution goes on, of all that it was in. */
    MapsAgain of(List<StateVisit> visits, OldDefinition definition) {
        Map<List<Object>, StateVisit> last = new LinkedHashMap<>();
        visits.stream()
                .filter(visit -> visit.mapRun().isPresent())
                .forEach(visit -> last.put(List.of(visit.name(), visit.in()), visit));
        List<StateVisit> again =
                last.values().stream().filter(ItemsAgain::goesOn).toList();
        return new MapsAgain(
                again.stream()
                        .limit(MOST_RUNS)
                        .flatMap(visit -> one(visit, definition).stream())
                        .toList(),
                Math.max(0, again.size() - MOST_RUNS));
    }

    private static boolean goesOn(StateVisit visit) {
        return switch (visit.outcome()) {
            case LEFT, CAUGHT -> false;
            case FAILED, ABORTED, CUT_OFF, RUNNING -> true;
        };
    }

    private Optional<MapsAgain.OneMap> one(StateVisit visit, OldDefinition definition) {
        try {
            String arn = visit.mapRun().orElseThrow();
            DescribeMapRunResponse run = aws.sfn().describeMapRun(request -> request.mapRunArn(arn));
            if (run.itemCounts() == null || run.executionCounts() == null) {
                return unknown(visit, "Step Functions does not tell how many there are.");
            }
            boolean anew = visit.error().filter(ANEW::contains).isPresent() || run.status() == MapRunStatus.SUCCEEDED;
            Unsuccessful items = Unsuccessful.of(MapRunCounts.of(run.itemCounts()));
            Unsuccessful all = Unsuccessful.of(MapRunCounts.of(run.executionCounts()));
            long executions = anew ? all.total() : all.again();
            String told = (anew ? items.anew(visit.name()) : items.told(visit.name()))
                    + (run.status() == MapRunStatus.RUNNING
                            ? " The Map Run is still running: AWS redrives it when it has ended, and more may fail until then."
                            : "")
                    + (executions == 0 ? "" : " " + cost(visit, executions, definition));
            return Optional.of(new MapsAgain.OneMap(visit.name(), arn, all, told));
        } catch (SdkException e) {
            return unknown(visit, AwsProblems.of(e).what());
        }
    }

    private Optional<MapsAgain.OneMap> unknown(StateVisit visit, String why) {
        console.warn("Not checked: how many items of state " + visit.name() + " run again. " + why);
        return Optional.empty();
    }

    private String cost(StateVisit visit, long executions, OldDefinition definition) {
        Optional<ItemPrice> price = definition.item(visit.name(), prices);
        if (price.isEmpty()) {
            return "What that costs is not known: not of exactly one task for each it is known what it runs on.";
        }
        return usual(visit.mapRun().orElseThrow())
                .map(time -> "If each of their " + Numbers.text(executions) + " executions takes "
                        + Elapsed.between(Instant.EPOCH, Instant.EPOCH.plus(time))
                        + ", as those that succeeded did, that is "
                        + prices.text(price.get().lasting(time).times(executions)))
                .orElse("What that costs is not known: none has succeeded yet that tells how long one takes.");
    }

    /** How long those took that succeeded, some of them. */
    private Optional<Duration> usual(String mapRun) {
        OptionalDouble average = new ItemExecutions(aws.sfn(), mapRun)
                .ended(ExecutionStatus.SUCCEEDED, MOST_TIMES)
                .flatMap(child -> LastTry.of(child).stream())
                .mapToLong(Duration::toMillis)
                .filter(millis -> millis >= 0)
                .average();
        return average.isPresent() ? Optional.of(Duration.ofMillis((long) average.getAsDouble())) : Optional.empty();
    }
}
