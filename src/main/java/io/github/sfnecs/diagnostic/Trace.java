package io.github.sfnecs.diagnostic;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What {@code mvn -e} shows of an exception. */
public final class Trace {
    private static final int MOST_LINES = 1000;
    private static final int LONGEST_LINE = 1000;

    private Trace() {}

    /** The stack trace of an exception, of its causes and of what it suppressed, safe to print. */
    public static String of(Throwable exception) {
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace, true));
        return Text.bounded(Text.printable(trace.toString()), MOST_LINES, LONGEST_LINE);
    }
}
