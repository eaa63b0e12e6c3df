package io.github.sfnecs.cleanup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of the stray tasks.
 *
 * @param request which tasks were asked for
 * @param stopped which are STOPPED now
 * @param running which were not stopped
 * @param cost what all of them had cost when they were found, and cost per hour
 * @param prices where the prices for that are from
 * @param problem why the build fails; empty where it does not
 */
public record CleanupReport(
        CleanupRequest request,
        List<StrayTask> stopped,
        List<StrayTask> running,
        Cost cost,
        String prices,
        Optional<Problem> problem) {
    /** All of it, for a program; times are ISO-8601 in UTC, amounts estimates in US dollars, left out where unknown. */
    public String json() {
        ObjectNode node = Json.object();
        node.put("stateMachine", request.stateMachine());
        Json.putOneOrAll(node, "cluster", request.clusterArns());
        list(node.putArray("stopped"), stopped);
        list(node.putArray("running"), running);
        node.set("cost", cost.json().put("prices", prices));
        return Json.pretty(node);
    }

    /** The same with what was stopped before. */
    CleanupReport after(CleanupReport before) {
        return new CleanupReport(
                request,
                Stream.concat(before.stopped.stream(), stopped.stream()).toList(),
                running,
                before.cost.plus(cost),
                prices,
                problem);
    }

    /** The same of which the build fails. */
    CleanupReport because(Problem why) {
        return new CleanupReport(request, stopped, running, cost, prices, Optional.of(why));
    }

    /** The ARNs of those that run. */
    Set<String> arns() {
        return running.stream().map(StrayTask::arn).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void dollars(ObjectNode node, Optional<BigDecimal> usd, Optional<BigDecimal> usdPerHour) {
        usd.ifPresent(amount -> node.put("usd", amount));
        usdPerHour.ifPresent(amount -> node.put("usdPerHour", amount));
    }

    private static void list(ArrayNode array, List<StrayTask> tasks) {
        for (StrayTask task : tasks) {
            ObjectNode node = array.addObject().put("taskArn", task.arn()).put("execution", task.execution());
            task.createdAt().ifPresent(created -> node.put("createdAt", created.toString()));
            dollars(node, task.usd(), task.usdPerHour());
        }
    }
}
