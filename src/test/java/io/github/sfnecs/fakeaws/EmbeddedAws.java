package io.github.sfnecs.fakeaws;

import com.sun.net.httpserver.HttpServer;
import io.github.sfnecs.fakeaws.wire.Gateway;
import io.github.sfnecs.fakeaws.world.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An AWS in this process, on loopback, for the unmodified SDK clients: give them {@link #endpoint()} and an access key id
 * that is the 12-digit account. What it answers to what it doesn't know is a loud 501.
 */
public final class EmbeddedAws implements AutoCloseable {

    static {
        // Headers and body go out in two packets; without this the second waits 40 ms for the client's delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final FakeClock clock;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "embedded-aws");
        thread.setDaemon(true);
        return thread;
    });
    private final Gateway gateway;
    private final HttpServer server;

    private EmbeddedAws(FakeClock clock) throws IOException {
        this.clock = clock;
        gateway = new Gateway(clock, this::home);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", gateway);
        server.setExecutor(threads);
        server.start();
    }

    /** An AWS that goes with the machine's clock. */
    public static EmbeddedAws start() {
        return start(FakeClock.system());
    }

    public static EmbeddedAws start(FakeClock clock) {
        try {
            return new EmbeddedAws(clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
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
        server.stop(0);
        threads.shutdownNow();
    }
}
