package io.github.sfnecs.time;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.time.Duration;
import java.time.Instant;

/** The clock and the only way to wait, so that tests can wait an hour in no time. */
public interface Time {
    /** What time it is. */
    Instant now();

    /** Waits. */
    void pause(Duration duration);

    /** The real one. */
    static Time system() {
        return new Time() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void pause(Duration duration) {
                try {
                    Thread.sleep(duration.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new ProblemException(
                            Problem.failed("The build was interrupted while it waited for AWS.", "", "", ""), e);
                }
            }
        };
    }
}
