package io.github.sfnecs.cleanup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Json;
import io.github.sfnecs.diagnostic.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What became of the stray tasks.
 *
 * @param request which tasks were asked for
 * @param stopped which are STOPPED now
 * @param running which were not stopped
 * @param problem why the build fails; empty where it does not
 */
public record CleanupReport(
        CleanupRequest request, List<StrayTask> stopped, List<StrayTask> running, Optional<Problem> problem) {
    /** All of it, for a program; times are ISO-8601 in UTC. */
    public String json() {
        ObjectNode node = Json.object();
        node.put("stateMachine", request.stateMachine());
        node.put("cluster", request.clusterArn());
        list(node.putArray("stopped"), stopped);
        list(node.putArray("running"), running);
        return Json.pretty(node);
    }

    private static void list(ArrayNode array, List<StrayTask> tasks) {
        for (StrayTask task : tasks) {
            array.addObject()
                    .put("taskArn", task.arn())
                    .put("execution", task.execution())
                    .put("createdAt", task.createdAt().toString());
        }
    }
}
