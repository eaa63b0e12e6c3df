package io.github.sfnecs.fanout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.IntegrationPattern;

/**
 * What an item's task leaves in the Map's output, of which all together have 256 KiB. Whoever sends a task token back says himself what
 * is left.
 */
final class TaskResult {
    private TaskResult() {}

    /** Leaves little of it. */
    static void trim(ObjectNode state, IntegrationPattern pattern) {
        JsonNode end = state.remove("End");
        switch (pattern) {
            case RUN_JOB ->
                state.putObject("ResultSelector")
                        .put("TaskArn.$", "$.TaskArn")
                        .put("StartedAt.$", "$.StartedAt")
                        .put("StoppedAt.$", "$.StoppedAt")
                        .put("ExitCodes.$", "$.Containers[*].ExitCode");
            case REQUEST_RESPONSE -> state.putObject("ResultSelector").put("TaskArn.$", "$.Tasks[0].TaskArn");
            case WAIT_FOR_TASK_TOKEN -> {}
        }
        state.set("End", end);
    }
}
