package io.github.sfnecs.fakeaws.server;

import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.Loopback;
import io.github.sfnecs.fakeaws.account.Account;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An AWS in this process, on loopback, for the unmodified SDK clients: give them {@link #endpoint()} and an access key id
 * that is the 12-digit account. What it answers to what it doesn't know is a loud 501.
 */
public final class EmbeddedAws implements AutoCloseable {

    private final FakeClock clock;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Gateway gateway;
    private final Loopback server;

    private EmbeddedAws(FakeClock clock) {
        this.clock = clock;
        gateway = new Gateway(clock, this::home);
        server = new Loopback("embedded-aws", gateway);
    }

    /** An AWS that goes with the machine's clock. */
    public static EmbeddedAws start() {
        return start(FakeClock.system());
    }

    public static EmbeddedAws start(FakeClock clock) {
        return new EmbeddedAws(clock);
    }

    public URI endpoint() {
        return server.endpoint();
    }

    public FakeClock clock() {
        return clock;
    }

    /** Knobs and journal of one account. */
    public FakeAccount account(String accountId) {
        return new FakeAccount(home(accountId));
    }

    private Account home(String accountId) {
        return accounts.computeIfAbsent(accountId, id -> new Account(id, clock));
    }

    @Override
    public void close() {
        gateway.close();
        server.close();
    }
}
