package io.github.sfnecs.build;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** How a goal ends when its work is done: it writes its files, and the build passes or fails. */
public final class Ending {
    private Ending() {}

    /**
     * Writes the files and fails the build if there is a problem. A file that can't be written is told beside the problem, never instead
     * of it. Without a problem it fails the build: whoever reads the file next would find what an earlier build left there.
     *
     * @param problem what the goal's work ended in
     * @param files each writes one
     */
    public static void end(Optional<Problem> problem, Console console, List<Runnable> files) {
        Deque<Problem> failures = new ArrayDeque<>();
        problem.ifPresent(failures::add);
        for (Runnable file : files) {
            try {
                file.run();
            } catch (ProblemException e) {
                failures.addAll(e.problems());
            }
        }
        if (!failures.isEmpty()) {
            Problem verdict = failures.remove();
            failures.forEach(file -> console.warn(file.text()));
            throw new ProblemException(verdict);
        }
    }
}
