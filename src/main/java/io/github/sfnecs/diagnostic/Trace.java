package io.github.sfnecs.diagnostic;

/** An exception as {@code mvn -e} may show it: the same stack traces, and what they say made safe to print. */
public final class Trace extends Exception {
    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 1000;

    private Trace(Throwable original) {
        super(
                Text.bounded(Text.printable(original.toString()), MOST_LINES, LONGEST_LINE),
                original.getCause() == null ? null : new Trace(original.getCause()));
        setStackTrace(original.getStackTrace());
        for (Throwable suppressed : original.getSuppressed()) {
            addSuppressed(new Trace(suppressed));
        }
    }

    /** The trace of an exception, its causes, and what it suppressed. */
    public static Trace of(Throwable original) {
        return new Trace(original);
    }
}
