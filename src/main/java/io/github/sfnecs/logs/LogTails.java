package io.github.sfnecs.logs;

import io.github.sfnecs.diagnostic.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last lines of each log, for a report. Whatever is printed, it takes no more memory than a number of lines and characters
 * for each log, and of characters for all of them: each log has an equal share.
 */
public final class LogTails {
    /** A log whose share is small still shows its last line, cut to this. */
    private static final int LEAST = 200;

    private final int lines;
    private final int characters;
    private final int charactersInAll;
    private final Map<LogStream, Kept> kept = new HashMap<>();

    /**
     * The end of a log.
     *
     * @param lines the last ones, in order, not made safe for wherever they are shown
     * @param earlier how many lines came before them
     */
    public record Tail(List<LogLine> lines, long earlier) {}

    /** Keeps at most this number of lines of each log, and characters of each and of all. */
    public LogTails(int lines, int characters, int charactersInAll) {
        this.lines = lines;
        this.characters = characters;
        this.charactersInAll = charactersInAll;
    }

    /** Keeps one more line, and forgets the oldest ones that it takes the place of. */
    public void add(LogLine line) {
        if (!kept.containsKey(line.stream())) {
            kept.put(line.stream(), new Kept());
            kept.values().forEach(this::trim);
        }
        Kept tail = kept.get(line.stream());
        tail.add(new LogLine(line.stream(), line.at(), Text.shortened(line.text(), share())));
        trim(tail);
    }

    /** What is kept of a log; nothing if it has no line. */
    public Tail of(LogStream stream) {
        Kept tail = kept.getOrDefault(stream, new Kept());
        return new Tail(List.copyOf(tail.lines), tail.earlier);
    }

    private int share() {
        return Math.max(LEAST, Math.min(characters, charactersInAll / kept.size()));
    }

    private void trim(Kept tail) {
        int share = share();
        while (tail.lines.size() > lines || (tail.characters > share && tail.lines.size() > 1)) {
            tail.dropOldest();
        }
        if (tail.characters > share + LEAST) {
            tail.cutLast(share);
        }
    }

    /** What is kept of one log. */
    private static final class Kept {
        private final Deque<LogLine> lines = new ArrayDeque<>();
        private int characters;
        private long earlier;

        void add(LogLine line) {
            lines.addLast(line);
            characters += line.text().length();
        }

        /** Of the only line that there is. */
        void cutLast(int share) {
            LogLine last = lines.removeLast();
            String cut = last.text().substring(0, share) + "…";
            lines.addLast(new LogLine(last.stream(), last.at(), cut));
            characters = cut.length();
        }

        void dropOldest() {
            characters -= lines.removeFirst().text().length();
            earlier++;
        }
    }
}
