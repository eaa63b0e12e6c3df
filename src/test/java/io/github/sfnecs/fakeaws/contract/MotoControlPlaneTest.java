package io.github.sfnecs.fakeaws.contract;

import io.github.sfnecs.fakeaws.Clients;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The contract, kept by moto: start {@code moto_server -H 127.0.0.1 -p 5555} and run
 * {@code mvn verify -Dmoto.endpoint=http://127.0.0.1:5555}.
 */
@Tag("moto")
@EnabledIfSystemProperty(named = "moto.endpoint", matches = ".+")
class MotoControlPlaneTest extends ControlPlaneContract {

    @Override
    Clients clients(String accountId) {
        return Clients.of(URI.create(System.getProperty("moto.endpoint")), accountId);
    }
}
