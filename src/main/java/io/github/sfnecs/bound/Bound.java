package io.github.sfnecs.bound;

import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.Target;
import java.util.Optional;
import java.util.function.Consumer;

/** What a goal does once its parameters are read. */
public sealed interface Bound {
    /**
     * With AWS.
     *
     * @param settings how AWS is reached
     * @param target what to work on; empty where the goal works on no state machine of the POM
     * @param mode whether it may write
     * @param work what is done
     */
    record WithAws(AwsSettings settings, Optional<Target> target, Mode mode, Consumer<GoalContext> work)
            implements Bound {}

    /**
     * Without AWS.
     *
     * @param work what is done
     */
    record WithoutAws(Runnable work) implements Bound {}
}
