package io.github.sfnecs.mapwatch;

import io.github.sfnecs.mapruns.Counts;
import software.amazon.awssdk.services.sfn.model.MapRunExecutionCounts;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;

/**
 * What Step Functions counts of a Map Run, whatever the answer left out.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_MapRunItemCounts.html
 *
 * @param counts how many are where
 * @param lost how many failed of which AWS says that they can't be redriven
 */
public record MapRunCounts(Counts counts, long lost) {
    /** Nothing that is known. */
    private static final MapRunCounts NONE = new MapRunCounts(Counts.NONE, 0);

    /** Those of its items. */
    public static MapRunCounts of(MapRunItemCounts of) {
        return of == null
                ? NONE
                : new MapRunCounts(
                        counts(
                                of.total(),
                                number(of.pending()) + number(of.pendingRedrive()),
                                of.running(),
                                of.succeeded(),
                                of.failed(),
                                of.timedOut(),
                                of.aborted()),
                        number(of.failuresNotRedrivable()));
    }

    /** Those of its executions. */
    public static MapRunCounts of(MapRunExecutionCounts of) {
        return of == null
                ? NONE
                : new MapRunCounts(
                        counts(
                                of.total(),
                                number(of.pending()) + number(of.pendingRedrive()),
                                of.running(),
                                of.succeeded(),
                                of.failed(),
                                of.timedOut(),
                                of.aborted()),
                        number(of.failuresNotRedrivable()));
    }

    private static Counts counts(
            Long total, long pending, Long running, Long succeeded, Long failed, Long timedOut, Long aborted) {
        return new Counts(
                number(total),
                pending,
                number(running),
                number(succeeded),
                number(failed),
                number(timedOut),
                number(aborted));
    }

    private static long number(Long count) {
        return count == null ? 0 : Math.max(0, count);
    }
}
