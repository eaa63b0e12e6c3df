package io.github.sfnecs.build;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.time.Time;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/**
 * Tells the user through Maven's log, a line of the log for each line of a message. After a minute without any it says what is
 * going on, so that neither a person nor a CI server takes a long job for a stuck one.
 */
public final class LogConsole implements Console {
    /** Who needs more finds it in the files, or in AWS. */
    private static final int MOST_LINES = 1000;

    private static final int LONGEST_LINE = 1000;
    /** A container's line with what stands in front of it. */
    private static final int LONGEST_PRINTED_LINE = 21_000;

    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Log log;
    private final PrintStream output;
    private final Time time;
    private final String prefix;
    private Instant told;

    public LogConsole(Log log, PrintStream output, Time time) {
        this(log, output, time, "");
    }

    /**
     * Tells there.
     *
     * @param output the process's own, for what is seen whatever the log leaves out
     * @param prefix with which each line of the log begins
     */
    public LogConsole(Log log, PrintStream output, Time time, String prefix) {
        this.log = log;
        this.output = output;
        this.time = time;
        this.prefix = prefix;
        this.told = time.now();
    }

    @Override
    public void info(String message) {
        lines(message, LONGEST_LINE, log::info);
    }

    @Override
    public void printed(String lines) {
        lines(lines, LONGEST_PRINTED_LINE, log::info);
    }

    @Override
    public void warn(String message) {
        lines(message, LONGEST_LINE, log::warn);
    }

    @Override
    public synchronized void status(String line) {
        if (!line.isEmpty() && !time.now().isBefore(told.plus(SILENCE))) {
            info(line);
        }
    }

    /** Past the log where that is too quiet for them, without what it has in front of a line. */
    @Override
    public Console results() {
        return log.isInfoEnabled() ? this : new Bare(output, prefix);
    }

    private record Bare(PrintStream output, String prefix) implements Console {
        @Override
        public void info(String message) {
            Text.bounded(Text.printable(message), MOST_LINES, LONGEST_LINE)
                    .lines()
                    .map(prefix::concat)
                    .forEach(output::println);
            output.flush();
        }

        @Override
        public void warn(String message) {
            info(message);
        }
    }

    private synchronized void lines(String message, int longest, Consumer<CharSequence> print) {
        told = time.now();
        Text.bounded(Text.printable(message), MOST_LINES, longest)
                .lines()
                .map(prefix::concat)
                .forEach(print);
    }
}
