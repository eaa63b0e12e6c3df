package io.github.sfnecs.verdict;

import io.github.sfnecs.diagnostic.Problem;

/** What became of an execution that has ended. */
public sealed interface Verdict {
    /** All is well. */
    public record Passed() implements Verdict {}

    /**
     * The build passes, and yet there is something to tell.
     *
     * @param problem what
     */
    public record Warned(Problem problem) implements Verdict {}

    /**
     * The build fails.
     *
     * @param problem why
     */
    public record Failed(Problem problem) implements Verdict {}
}
