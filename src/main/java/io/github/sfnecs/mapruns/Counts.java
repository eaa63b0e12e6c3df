package io.github.sfnecs.mapruns;

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
}
