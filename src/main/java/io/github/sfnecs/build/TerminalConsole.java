package io.github.sfnecs.build;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import java.io.PrintWriter;

/**
 * Tells a person at a terminal what is going on in one line that is drawn anew, and all else as another console does, above it.
 * https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
 */
final class TerminalConsole implements Console {
    private static final int COLUMNS = 79;
    private static final String FROM_THE_LEFT = "\r";
    private static final String CLEAR_THE_REST = "\u001b[K";
    /** A line that went on in the next one could not be drawn anew where the terminal is narrower. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final Console messages;
    private final PrintWriter terminal;
    private String shown = "";

    TerminalConsole(Console messages, PrintWriter terminal) {
        this.messages = messages;
        this.terminal = terminal;
    }

    @Override
    public synchronized void info(String message) {
        draw("");
        messages.info(message);
    }

    @Override
    public synchronized void printed(String lines) {
        draw("");
        messages.printed(lines);
    }

    @Override
    public synchronized void warn(String message) {
        draw("");
        messages.warn(message);
    }

    @Override
    public synchronized void status(String line) {
        draw(cut(Text.printable(line).replaceAll("\\s", " ")));
    }

    private void draw(String line) {
        if (!line.equals(shown)) {
            terminal.print(
                    line.isEmpty()
                            ? FROM_THE_LEFT + CLEAR_THE_REST
                            : FROM_THE_LEFT + NO_WRAP + line + CLEAR_THE_REST + WRAP);
            terminal.flush();
            shown = line;
        }
    }

    private static String cut(String line) {
        if (line.codePointCount(0, line.length()) <= COLUMNS) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, COLUMNS - 1)) + "…";
    }
}
