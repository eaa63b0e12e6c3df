package io.github.sfnecs.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A state as the execution was in it once; in a loop, a branch or an iteration there may be many visits of one state.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 *
 * @param name the state's name
 * @param type such as {@code Task}
 * @param in the Parallel and Map states that it is in, the outermost first
 * @param from the state that it came from; empty for the first, and where that is not known
 * @param entered when the execution entered it
 * @param exited when it left it, or failed or was aborted in it and yet went on; empty where it was in it to the end
 * @param attempts how often it tried what the state does; 0 where it does nothing that can be tried
 * @param outcome how the visit ended
 * @param error the name of the last error in it; empty where there was none
 * @param iterations what became of its items; empty where it is not a Map, or one whose items have executions of their own
 * @param executions the ARNs of the executions that it started
 * @param mapRun the ARN of the Map Run, where it is a Map whose items have executions of their own
 */
public record StateVisit(
        String name,
        String type,
        List<Frame> in,
        Optional<String> from,
        Instant entered,
        Optional<Instant> exited,
        int attempts,
        Outcome outcome,
        Optional<String> error,
        Optional<Iterations> iterations,
        List<String> executions,
        Optional<String> mapRun) {
    /** How a visit ended. */
    public enum Outcome {
        /** The execution went on, perhaps after an error after which it tried again. */
        LEFT,
        /** It failed, and a {@code Catch} said where to go on. */
        CAUGHT,
        /** The execution, or the Parallel or Map around it, failed in it. */
        FAILED,
        /** It was in it when the Parallel or Map around it failed elsewhere. */
        ABORTED,
        /** It was in it when the execution was aborted or timed out. */
        CUT_OFF,
        /** It is in it now. */
        RUNNING
    }

    /**
     * What became of the items of a Map state.
     *
     * @param total how many there are
     * @param succeeded how many were done
     * @param failed how many failed
     * @param aborted how many were ended since another one had failed
     */
    public record Iterations(int total, int succeeded, int failed, int aborted) {}
}
