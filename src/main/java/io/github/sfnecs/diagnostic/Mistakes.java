package io.github.sfnecs.diagnostic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the mistakes of a configuration, so that all of them are reported together. */
public final class Mistakes {
    private static final int MOST_OF_A_VALUE = 120;

    /** Two readers may come upon the same one. */
    private final Set<Problem> found = new LinkedHashSet<>();

    /**
     * Notes a mistake.
     *
     * @param parameter the parameter, as written in the POM
     * @param value its value, or null where it is not set
     * @param wrong what is wrong with it, continuing the sentence "parameter 'value' …"
     * @param example how a right one looks
     */
    public void add(String parameter, Object value, String wrong, String example) {
        String shown = value == null ? "is not set" : "'" + Text.shortened(value.toString(), MOST_OF_A_VALUE) + "'";
        found.add(Problem.configuration(parameter + " " + shown + ": " + wrong, example));
    }

    /** Notes what a file has that a parameter names. */
    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    /**
     * Notes something that does not exist; whatever its value is stays untold.
     *
     * @param given what was given, as it is written
     * @param wrong what is wrong with it
     * @param right what may have been meant
     */
    public void unknown(String given, String wrong, String right) {
        found.add(Problem.configuration(given + ": " + wrong, "Did you mean " + right + "?"));
    }

    /**
     * The example of a parameter with a simple value: {@code <name>value</name>}; of {@code containerOverrides[0].name} too,
     * since that is how the bean's child is written.
     */
    public static String xml(String parameter, String value) {
        String element = parameter.substring(parameter.lastIndexOf('.') + 1);
        return "<" + element + ">" + value + "</" + element + ">";
    }

    /** Whether there are none. */
    public boolean none() {
        return found.isEmpty();
    }

    /** Ends the goal if there are any. */
    public void throwIfAny() {
        if (!none()) {
            throw new ProblemException(List.copyOf(found));
        }
    }
}
