package io.github.sfnecs.report;

import java.time.Instant;
import java.util.Optional;

/**
 * A state as the execution was in it once; in a loop, a branch or an iteration there may be many visits of one state.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 *
 * @param name the state's name
 * @param type such as {@code Task}
 * @param from the state that it came from; empty for the first, and where that is not known
 * @param entered when the execution entered it
 * @param exited when it left it; empty where it never did
 * @param attempts how often it tried what the state does; 0 where it does nothing that can be tried
 * @param outcome how the visit ended
 * @param error the name of the last error in it; empty where there was none
 */
public record StateVisit(
        String name,
        String type,
        Optional<String> from,
        Instant entered,
        Optional<Instant> exited,
        int attempts,
        Outcome outcome,
        Optional<String> error) {
    /** How a visit ended. */
    public enum Outcome {
        /** The execution went on, perhaps after an error that was caught. */
        LEFT,
        /** The execution failed in it. */
        FAILED,
        /** It was in it when the execution was aborted or timed out. */
        CUT_OFF,
        /** It is in it now. */
        RUNNING
    }
}
