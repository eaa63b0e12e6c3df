package io.github.sfnecs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** Maven's log, kept line by line. */
class ListLog extends SystemStreamLog {
    final List<String> infos = new CopyOnWriteArrayList<>();
    final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> all = new CopyOnWriteArrayList<>();

    /** All of it, in order. */
    List<String> lines() {
        return List.copyOf(all);
    }

    @Override
    public void info(CharSequence content) {
        infos.add(content.toString());
        all.add(content.toString());
    }

    @Override
    public void warn(CharSequence content) {
        warnings.add(content.toString());
        all.add(content.toString());
    }
}
