package io.github.sfnecs.testing;

import io.github.sfnecs.diagnostic.Console;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what the user was told. */
public final class RecordingConsole implements Console {
    private final List<String> infos = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> statuses = new CopyOnWriteArrayList<>();
    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void info(String message) {
        infos.add(message);
        all.add(message);
    }

    @Override
    public void status(String line) {
        statuses.add(line);
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
        all.add(message);
    }

    /** What was said, without what was warned of. */
    public List<String> infos() {
        return infos;
    }

    /** What was warned of. */
    public List<String> warnings() {
        return warnings;
    }

    /** What was going on, each time it was said. */
    public List<String> statuses() {
        return statuses;
    }

    /** All of it, as the user reads it. */
    public String text() {
        return String.join("\n", all) + "\n";
    }
}
