package io.github.sfnecs.testing;

/**
 * Tables of which a build tries a slice, since all of it takes minutes; with {@code -Dtables=all}, as in {@code mvn -Ptables
 * verify}, it tries all.
 */
public final class Tables {
    private Tables() {}

    public static boolean whole() {
        return System.getProperty("tables", "").equals("all");
    }
}
