package io.github.sfnecs.diagnostic;

import java.time.Duration;
import java.time.Instant;

/** How long something has taken, as people read it on a clock. */
public final class Elapsed {
    private Elapsed() {}

    /** The time between these two, such as {@code 0:07} or {@code 1:02:03}; {@code 0:00} where the clocks of two machines differ. */
    public static String between(Instant from, Instant to) {
        Duration passed = from == null || to == null || to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
        return passed.toHours() > 0
                ? String.format("%d:%02d:%02d", passed.toHours(), passed.toMinutesPart(), passed.toSecondsPart())
                : String.format("%d:%02d", passed.toMinutes(), passed.toSecondsPart());
    }
}
