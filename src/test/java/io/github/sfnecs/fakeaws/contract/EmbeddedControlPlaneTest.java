package io.github.sfnecs.fakeaws.contract;

import io.github.sfnecs.fakeaws.Clients;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import org.junit.jupiter.api.AfterAll;

/** The contract, kept by the embedded AWS. */
class EmbeddedControlPlaneTest extends ControlPlaneContract {

    private static final EmbeddedAws AWS = EmbeddedAws.start();

    @AfterAll
    static void stop() {
        AWS.close();
    }

    @Override
    Clients clients(String accountId) {
        return Clients.of(AWS.endpoint(), accountId);
    }
}
