package io.github.sfnecs.testing;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tables of which a build tries a slice, since all of it takes minutes; with {@code -Dtables=all}, as in {@code mvn -Ptables
 * verify}, it tries all.
 */
public final class Tables {
    private Tables() {}

    public static boolean whole() {
        return System.getProperty("tables", "").equals("all");
    }

    /** What this build tries of a table: all, or every so many-th. */
    public static <T> Stream<T> slice(List<T> all, int every) {
        return IntStream.range(0, all.size())
                .filter(index -> whole() || index % every == 0)
                .mapToObj(all::get);
    }
}
