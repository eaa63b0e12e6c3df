package io.github.sfnecs.testing;

import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes only when somebody waits, and then at once. */
public final class VirtualTime implements Time {
    private final ManualClock clock;
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Instant start;
    private Optional<Duration> when = Optional.empty();
    private Runnable what = () -> {};

    /** Waits by moving this clock. */
    public VirtualTime(ManualClock clock) {
        this.clock = clock;
        this.start = clock.now();
    }

    /** Has something happen once, as soon as this much time has passed. */
    public void after(Duration passed, Runnable happens) {
        when = Optional.of(passed);
        what = happens;
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public void pause(Duration duration) {
        pauses.add(duration);
        clock.advance(duration);
        if (when.filter(passed -> !now().isBefore(start.plus(passed))).isPresent()) {
            when = Optional.empty();
            what.run();
        }
    }

    /** How long somebody waited, each time. */
    public List<Duration> pauses() {
        return pauses;
    }

    /** How long somebody waited in all. */
    public Duration waited() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
