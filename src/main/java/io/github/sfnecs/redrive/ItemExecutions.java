package io.github.sfnecs.redrive;

import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The executions of a Map Run, one for each item or batch.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
 *
 * @param mapRun its ARN
 */
record ItemExecutions(SfnClient sfn, String mapRun) {
    private static final int PAGE = 1_000;

    /** Those that ended so, the newest first, and so many at most; a call for each thousand that are looked at. */
    Stream<ExecutionListItem> ended(ExecutionStatus status, int most) {
        return sfn
                .listExecutionsPaginator(
                        list -> list.mapRunArn(mapRun).statusFilter(status).maxResults(Math.min(most, PAGE)))
                .executions()
                .stream()
                .limit(most)
                .filter(item -> item != null && item.executionArn() != null && item.name() != null);
    }
}
