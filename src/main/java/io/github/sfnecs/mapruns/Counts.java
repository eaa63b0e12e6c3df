package io.github.sfnecs.mapruns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many are where; of items, or of the executions that they are in, which with batches are fewer.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_MapRunItemCounts.html
 *
 * @param total all of them; 0 as long as Step Functions has not read them
 * @param pending have not begun, or wait to be redriven
 * @param running run
 * @param succeeded succeeded
 * @param failed failed
 * @param timedOut took too long
 * @param aborted were stopped
 */
public record Counts(long total, long pending, long running, long succeeded, long failed, long timedOut, long aborted) {
    /** Before anything is known. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    /** How many have ended, however. */
    public long done() {
        return succeeded + failed + timedOut + aborted;
    }

    /** How many are where, in words, such as {@code 9,953 succeeded, 47 failed}; what is 0 is left out. */
    public String words() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("succeeded", succeeded);
        counts.put("failed", failed);
        counts.put("timed out", timedOut);
        counts.put("aborted", aborted);
        counts.put("running", running);
        counts.put("not begun", pending);
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> Numbers.text(count.getValue()) + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
