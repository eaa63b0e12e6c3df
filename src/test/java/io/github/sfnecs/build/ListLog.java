package io.github.sfnecs.build;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** Maven's log, kept line by line. */
public class ListLog extends SystemStreamLog {
    public final List<String> infos = new CopyOnWriteArrayList<>();
    public final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> all = new CopyOnWriteArrayList<>();

    /** All of it, in order. */
    public List<String> lines() {
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
