package io.github.sfnecs.source;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.diagnostic.Text;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects the mistakes in a file, so that all are told together, in the order of its lines. */
final class FileMistakes {
    /** Names and values are given in full to no sentence. */
    private static final int MOST_OF_A_VALUE = 120;

    private static final int THE_WHOLE_FILE = 0;

    private final String file;
    private final Map<Problem, SortedSet<Integer>> found = new LinkedHashMap<>();
    private final Set<Integer> known = new HashSet<>();

    FileMistakes(String file) {
        this.file = Text.printable(file);
    }

    /** The file, as the user knows it. */
    String file() {
        return file;
    }

    /** A place in the file. */
    String place(int line) {
        return line == THE_WHOLE_FILE ? file : file + ":" + line;
    }

    /** What the user wrote, as it fits into a sentence. */
    static String shown(String text) {
        return Text.shortened(text, MOST_OF_A_VALUE);
    }

    /** Notes a mistake; the same one in several lines is one mistake. */
    void add(int line, String what, String why, String fix) {
        Problem problem = new Problem(Problem.Kind.CONFIGURATION, what, "", why, fix);
        found.computeIfAbsent(problem, ignored -> new TreeSet<>()).add(line);
        known.add(line);
    }

    /** Notes a mistake that may only follow from another one in the same line, which is then enough. */
    void addUnlessKnown(int line, String what, String why, String fix) {
        if (!known.contains(line)) {
            add(line, what, why, fix);
        }
    }

    /** A mistake behind which nothing can be read, with all before it. */
    ProblemException last(int line, String what, String why, String fix) {
        addUnlessKnown(line, what, why, fix);
        return all();
    }

    /** A mistake of the file as a whole. */
    ProblemException last(String what, String why, String fix) {
        return last(THE_WHOLE_FILE, what, why, fix);
    }

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!none()) {
            throw all();
        }
    }

    private ProblemException all() {
        return new ProblemException(found.entrySet().stream()
                .sorted(Comparator.comparing(one -> one.getValue().first()))
                .map(one -> at(one.getKey(), one.getValue()))
                .toList());
    }

    private Problem at(Problem problem, SortedSet<Integer> lines) {
        String where = lines.stream().map(this::place).collect(Collectors.joining("\n"));
        return new Problem(problem.kind(), problem.what(), where, problem.why(), problem.fix());
    }

    /** The problems, for a text that is not in a file of its own. */
    List<Problem> problems() {
        return none() ? List.of() : all().problems();
    }
}
