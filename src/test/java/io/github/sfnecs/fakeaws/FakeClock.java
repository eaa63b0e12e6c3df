package io.github.sfnecs.fakeaws;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** What time it is in the embedded AWS: the system's, a faster one, or one that a test moves by hand. */
public interface FakeClock {

    Instant now();

    /** Goes with the machine's clock. */
    static FakeClock system() {
        return Instant::now;
    }

    /** Starts now and runs {@code factor} times as fast as the machine's clock. */
    static FakeClock scaled(double factor) {
        Instant start = Instant.now();
        long zero = System.nanoTime();
        return () -> start.plus(
                (long) ((System.nanoTime() - zero) / 1_000.0 * factor), TimeUnit.MICROSECONDS.toChronoUnit());
    }

    /** Stands still until {@link ManualClock#advance(Duration)}. */
    static ManualClock manual(Instant start) {
        return new ManualClock(start);
    }
}
