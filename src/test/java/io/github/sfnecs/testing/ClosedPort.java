package io.github.sfnecs.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * A port of this machine that refuses all connections. A port that was only let go again would soon be that of a server of another test;
 * this one nobody else is given before it is closed.
 */
public final class ClosedPort implements AutoCloseable {
    private final Socket held = new Socket();

    /** Holds one that was free. */
    public ClosedPort() throws IOException {
        held.setReuseAddress(true);
        held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** The endpoint that cannot be reached. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + held.getLocalPort());
    }

    /** Connections are taken there until this is closed. */
    public ServerSocket open() throws IOException {
        ServerSocket open = new ServerSocket();
        open.setReuseAddress(true);
        open.bind(held.getLocalSocketAddress(), 1);
        return open;
    }

    @Override
    public void close() throws IOException {
        held.close();
    }
}
