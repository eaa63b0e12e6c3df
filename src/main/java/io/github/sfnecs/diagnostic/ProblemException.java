package io.github.sfnecs.diagnostic;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ends a goal with one problem or several; the goal's base class turns it into Maven's own exception. */
public final class ProblemException extends RuntimeException {
    /** Of more a failure that has to fit a screen names only these. */
    private static final int MOST_LISTED = 50;

    private final transient List<Problem> problems;

    /** Ends the goal with this one problem. */
    public ProblemException(Problem problem) {
        this(List.of(problem), null);
    }

    /** Ends the goal with this one problem, keeping what caused it for {@code mvn -e}. */
    public ProblemException(Problem problem, Throwable cause) {
        this(List.of(problem), cause);
    }

    /** Ends the goal with all of these problems. */
    public ProblemException(List<Problem> problems) {
        this(problems, null);
    }

    private ProblemException(List<Problem> problems, Throwable cause) {
        super(text(problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** The problems, at least one. */
    public List<Problem> problems() {
        return problems;
    }

    private static String text(List<Problem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).text();
        }
        return problems.size() + " mistakes in the configuration:\n"
                + IntStream.range(0, Math.min(problems.size(), MOST_LISTED))
                        .mapToObj(i -> (i + 1) + ". " + problems.get(i).text())
                        .collect(Collectors.joining("\n"))
                + (problems.size() > MOST_LISTED ? "\nand " + (problems.size() - MOST_LISTED) + " more" : "");
    }
}
