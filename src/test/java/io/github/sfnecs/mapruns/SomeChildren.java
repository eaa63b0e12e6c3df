package io.github.sfnecs.mapruns;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Children that are told by how long they took, from one time on. */
final class SomeChildren {
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    final Children children = new Children();

    SomeChildren seconds(ChildStatus status, long... took) {
        for (long seconds : took) {
            add(status, 0, seconds * 1000);
        }
        return this;
    }

    SomeChildren millis(ChildStatus status, long... took) {
        for (long millis : took) {
            add(status, 0, millis);
        }
        return this;
    }

    /** One that ran between these seconds. */
    SomeChildren between(long from, long to) {
        return add(ChildStatus.SUCCEEDED, from * 1000, (to - from) * 1000);
    }

    SomeChildren running(long from) {
        children.add(ChildStatus.RUNNING, TIME.plusSeconds(from), Optional.empty());
        return this;
    }

    private SomeChildren add(ChildStatus status, long from, long took) {
        Instant start = TIME.plus(Duration.ofMillis(from));
        children.add(status, start, Optional.of(start.plusMillis(took)));
        return this;
    }
}
