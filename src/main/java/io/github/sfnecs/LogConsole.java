package io.github.sfnecs;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/** Tells the user through Maven's log, a line of the log for each line of a message. */
final class LogConsole implements Console {
    /** Who needs more finds it in the files, or in AWS. */
    private static final int MOST_LINES = 1000;

    private static final int LONGEST_LINE = 1000;

    private final Log log;

    LogConsole(Log log) {
        this.log = log;
    }

    @Override
    public void info(String message) {
        lines(message, log::info);
    }

    @Override
    public void warn(String message) {
        lines(message, log::warn);
    }

    private static void lines(String message, Consumer<CharSequence> print) {
        Text.bounded(Text.printable(message), MOST_LINES, LONGEST_LINE).lines().forEach(print);
    }
}
