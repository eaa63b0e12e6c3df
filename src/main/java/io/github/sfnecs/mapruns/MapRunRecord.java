package io.github.sfnecs.mapruns;

import io.github.sfnecs.cost.Cost;
import io.github.sfnecs.diagnostic.Elapsed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a Map Run, for whatever shows it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html
 *
 * @param arn its ARN
 * @param state the Map state, as people tell it from others
 * @param status such as {@code SUCCEEDED}; empty where it could not be seen
 * @param startDate when it began; empty where that is not known
 * @param stopDate when it ended; empty while it runs
 * @param maxConcurrency how many at a time, at the end
 * @param redriveCount how often it was redriven
 * @param items how many items are where
 * @param executions how many executions are where
 * @param children each execution, as far as they were listed
 * @param failures why some failed, the most frequent first
 * @param unread how many failed of which nobody read why
 * @param failed those that failed, the first few hundred of them
 * @param cost the estimate for all of them, from their own times; empty where there is none
 * @param notes what could not be seen, and why, a sentence each
 */
public record MapRunRecord(
        String arn,
        String state,
        Optional<String> status,
        Optional<Instant> startDate,
        Optional<Instant> stopDate,
        int maxConcurrency,
        int redriveCount,
        Counts items,
        Counts executions,
        Children children,
        List<FailureGroup> failures,
        long unread,
        List<FailedItem> failed,
        Optional<Cost> cost,
        List<String> notes) {
    /**
     * What became of it, in a sentence such as {@code 10,000 items: 9,953 succeeded, 47 failed; in 9:12, for about $11.40.}
     *
     * @param now until when it has run, where it still does
     */
    public String sentence(Instant now) {
        Counts told = counts();
        String all = told.total() == 0
                ? "How many items it has is not known"
                : Numbers.text(told.total(), items.total() == 0 ? "execution" : "item") + batches() + ": "
                        + told.words();
        String took = startDate
                .map(start -> "; in " + Elapsed.between(start, stopDate.orElse(now))
                        + (stopDate.isPresent() ? "" : " so far"))
                .orElse("");
        return all + took
                + cost.map(sum -> (took.isEmpty() ? "; " : ", ") + "for " + sum.amount())
                        .orElse("") + ".";
    }

    /** How many items are where or, where that is not known, how many executions. */
    public Counts counts() {
        return items.total() == 0 ? executions : items;
    }

    private String batches() {
        return executions.total() == 0 || items.total() == 0 || executions.total() == items.total()
                ? ""
                : " in " + Numbers.text(executions.total(), "execution");
    }
}
