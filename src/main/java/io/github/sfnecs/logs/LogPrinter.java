package io.github.sfnecs.logs;

import io.github.sfnecs.arn.TaskArn;
import io.github.sfnecs.diagnostic.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes of a line that a container printed what the console shows: safe for a terminal, and told apart from others.
 *
 * <p>Every line has its container's name in front, so that none can pass for a line of the plugin's or of Maven's. When the first line
 * comes nobody knows how many tasks there will be: from the moment a second one is known, lines have the short id of their task, too.
 */
public final class LogPrinter {
    /**
     * Longer lines than this are cut, so that one that a program forgot to break does not bury the others. Docker hands a longer line
     * than 16 KiB over in pieces. https://github.com/moby/moby/blob/master/daemon/logger/copier.go
     */
    private static final int LONGEST = 20_000;

    /** An event of more lines than this is cut in its middle. */
    private static final int MOST = 1_000;

    private static final int NAME = 60;
    /** Of those that print no more nobody needs to know who they were. */
    private static final int MOST_SOURCES = 10_000;

    private record Source(String task, String container) {}

    private final Map<LogStream, Source> sources = new LinkedHashMap<>(MOST_SOURCES, 1, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LogStream, Source> eldest) {
            return size() > MOST_SOURCES;
        }
    };
    private String task = "";
    private boolean several;

    /** Learns where lines of a task come from; may be told again when more is known of it. */
    public void learn(String taskArn, List<ContainerLog> logs) {
        several |= !task.isEmpty() && !task.equals(taskArn);
        task = taskArn;
        for (ContainerLog log : logs) {
            if (log instanceof ContainerLog.Followed followed) {
                sources.put(followed.stream(), new Source(new TaskArn(taskArn).shortId(), log.container()));
            }
        }
    }

    /** The text for the console: a line for each that the event has. */
    public String text(LogLine line) {
        String prefix = prefix(line.stream());
        // with a line end, since an empty text has no lines
        return (Text.bounded(line.text(), MOST, LONGEST) + "\n")
                .lines()
                .map(one -> (prefix + Text.printable(one)).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private String prefix(LogStream stream) {
        Source source = sources.get(stream);
        if (source == null) {
            return name(stream.name()) + " | ";
        }
        return (several ? name(source.task) + " " : "") + name(source.container) + " | ";
    }

    private static String name(String text) {
        return Text.printable(Text.shortened(text, NAME)).replaceAll("\\s", " ");
    }
}
