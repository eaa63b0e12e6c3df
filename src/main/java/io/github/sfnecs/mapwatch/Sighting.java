package io.github.sfnecs.mapwatch;

import io.github.sfnecs.mapruns.Counts;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.MapRunExecutionCounts;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;
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
                answer.itemCounts() == null ? Counts.NONE : counts(answer.itemCounts()),
                answer.executionCounts() == null ? Counts.NONE : counts(answer.executionCounts()));
    }

    private static Counts counts(MapRunItemCounts counts) {
        return new Counts(
                number(counts.total()),
                number(counts.pending()),
                number(counts.running()),
                number(counts.succeeded()),
                number(counts.failed()),
                number(counts.timedOut()),
                number(counts.aborted()));
    }

    private static Counts counts(MapRunExecutionCounts counts) {
        return new Counts(
                number(counts.total()),
                number(counts.pending()),
                number(counts.running()),
                number(counts.succeeded()),
                number(counts.failed()),
                number(counts.timedOut()),
                number(counts.aborted()));
    }

    private static long number(Long count) {
        return count == null ? 0 : Math.max(0, count);
    }

    /** Whether it has not ended; one that does not tell goes on as long as nobody says that it does not. */
    boolean running() {
        return status.isEmpty() || status.filter("RUNNING"::equals).isPresent();
    }
}
