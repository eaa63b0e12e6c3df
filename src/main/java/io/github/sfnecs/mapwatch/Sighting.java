package io.github.sfnecs.mapwatch;

import io.github.sfnecs.mapruns.Counts;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;

/**
 * A Map Run as it was seen, whatever the answer left out.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html
 *
 * @param status such as {@code RUNNING}
 * @param startDate when it began
 * @param stopDate when it ended
 * @param maxConcurrency how many at a time
 * @param redriveCount how often it was redriven
 * @param items how many items are where
 * @param executions how many executions are where
 */
record Sighting(
        Optional<String> status,
        Optional<Instant> startDate,
        Optional<Instant> stopDate,
        int maxConcurrency,
        int redriveCount,
        Counts items,
        Counts executions) {
    static Sighting of(DescribeMapRunResponse answer) {
        return new Sighting(
                Optional.ofNullable(answer.statusAsString()),
                Optional.ofNullable(answer.startDate()),
                Optional.ofNullable(answer.stopDate()).filter(at -> answer.status() != MapRunStatus.RUNNING),
                answer.maxConcurrency() == null ? 0 : answer.maxConcurrency(),
                answer.redriveCount() == null ? 0 : answer.redriveCount(),
                MapRunCounts.of(answer.itemCounts()).counts(),
                MapRunCounts.of(answer.executionCounts()).counts());
    }

    /** Whether it has not ended; one that does not tell goes on as long as nobody says that it does not. */
    boolean running() {
        return status.isEmpty() || status.filter("RUNNING"::equals).isPresent();
    }
}
