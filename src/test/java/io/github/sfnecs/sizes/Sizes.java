package io.github.sfnecs.sizes;

import io.github.sfnecs.execution.ExecutionRequest;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.testing.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How much there is: with {@code -Dtables=all} as much as is promised, in a build without it a part of the tasks. */
final class Sizes {
    private static final boolean ALL = Tables.whole();
    private static final int MOST_TASKS = 10_000;

    private Sizes() {}

    static int tasks() {
        return ALL ? MOST_TASKS : MOST_TASKS / 25;
    }

    /** An execution of the lab's state machine. */
    static ExecutionRequest execution(String input) {
        return new ExecutionRequest(
                Lab.MACHINE,
                List.of(Lab.CLUSTER),
                Optional.of("run"),
                input,
                Optional.of(Duration.ofHours(1)),
                ExecutionRequest.OnInterrupt.STOP,
                ExecutionRequest.Logs.FOLLOW);
    }
}
