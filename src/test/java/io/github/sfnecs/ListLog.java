package io.github.sfnecs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** Maven's log, kept line by line. */
final class ListLog extends SystemStreamLog {
    final List<String> infos = new CopyOnWriteArrayList<>();
    final List<String> warnings = new CopyOnWriteArrayList<>();

    /** All of it. */
    List<String> lines() {
        return Stream.concat(infos.stream(), warnings.stream()).toList();
    }

    @Override
    public void info(CharSequence content) {
        infos.add(content.toString());
    }

    @Override
    public void warn(CharSequence content) {
        warnings.add(content.toString());
    }
}
