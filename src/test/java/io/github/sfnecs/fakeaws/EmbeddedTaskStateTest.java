package io.github.sfnecs.fakeaws;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;

/** The contract, kept by the embedded AWS. */
class EmbeddedTaskStateTest extends TaskStateContract {

    private static final ManualClock CLOCK = FakeClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private static final EmbeddedAws AWS = EmbeddedAws.start(CLOCK);

    @AfterAll
    static void stop() {
        AWS.close();
    }

    @Override
    Clients clients(String accountId) {
        return Clients.of(AWS.endpoint(), accountId);
    }

    @Override
    void lacksImage(String image) {
        AWS.account(account()).missingImage(image);
    }

    @Override
    void pass(Duration time) {
        CLOCK.advance(time);
    }
}
