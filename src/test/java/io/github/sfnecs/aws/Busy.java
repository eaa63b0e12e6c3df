package io.github.sfnecs.aws;

import io.github.sfnecs.fakeaws.Loopback;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint that answers 503 to everything, with a header of its own. */
final class Busy implements AutoCloseable {
    private final AtomicInteger calls = new AtomicInteger();
    private final Loopback server;

    Busy(String header, String value) {
        this.server = new Loopback("busy", exchange -> {
            calls.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set(header, value);
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
    }

    AwsSettings settings() {
        return new AwsSettings("eu-central-1", Optional.empty(), Optional.of(server.endpoint()), Optional.empty());
    }

    int calls() {
        return calls.get();
    }

    @Override
    public void close() {
        server.close();
    }
}
