package io.github.sfnecs.execution;

import io.github.sfnecs.diagnostic.Problem;

/** What became of an execution that has ended. */
sealed interface Verdict {
    /** All is well. */
    record Passed() implements Verdict {}

    /**
     * The build passes, and yet there is something to tell.
     *
     * @param problem what
     */
    record Warned(Problem problem) implements Verdict {}

    /**
     * The build fails.
     *
     * @param problem why
     */
    record Failed(Problem problem) implements Verdict {}
}
