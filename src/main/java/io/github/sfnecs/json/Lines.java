package io.github.sfnecs.json;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The line, counted from 1, in which a value of a text begins, and those of the values in it. */
public final class Lines {
    private final int line;
    private Map<String, Lines> within = Map.of();
    private int longestName;

    /** Of a value in which there is nothing yet. */
    public Lines(int line) {
        this.line = line;
    }

    /** Those of a text that is read once somebody asks, and not again. */
    public static Supplier<Lines> later(Supplier<Lines> reading) {
        return new Supplier<>() {
            private Lines lines;

            @Override
            public synchronized Lines get() {
                if (lines == null) {
                    lines = reading.get();
                }
                return lines;
            }
        };
    }

    /** The line of this value. */
    public int line() {
        return line;
    }

    /** Notes a value in this one by its name or its index; where there is one already, that stays. */
    public Lines put(String name, int at) {
        if (within.isEmpty()) {
            within = new HashMap<>();
        }
        longestName = Math.max(longestName, name.length());
        return within.computeIfAbsent(name, ignored -> new Lines(at));
    }

    /** Whether there is a value of this name. */
    public boolean has(String name) {
        return within.containsKey(name);
    }

    /**
     * The line that has the value at a place; where there is none, that of what is around it.
     *
     * @param location such as {@code /States/RunTask}; the slashes of names are meant as they are: AWS does not escape them
     */
    public int at(String location) {
        for (int end = Math.min(location.length(), longestName + 1); end > 0; end--) {
            if (end == location.length() || location.charAt(end) == '/') {
                Lines found = within.get(location.substring(1, end));
                if (found != null) {
                    return found.at(location.substring(end));
                }
            }
        }
        return line;
    }
}
