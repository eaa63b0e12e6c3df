package io.github.sfnecs.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The way out of this machine, for as long as it is open: it leads nowhere, and knows who was to be asked. */
final class ConnectProxy implements AutoCloseable {
    private static final String HOST = "https.proxyHost";
    private static final String PORT = "https.proxyPort";

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final ServerSocket server;

    ConnectProxy() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        System.setProperty(HOST, "127.0.0.1");
        System.setProperty(PORT, String.valueOf(server.getLocalPort()));
        Thread thread = new Thread(this::serve, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** The host that was asked for first. */
    String asked() throws InterruptedException {
        return asked.poll(1, TimeUnit.MINUTES);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept();
                    BufferedReader request = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                // CONNECT sts.eu-central-1.amazonaws.com:443 HTTP/1.1
                asked.add(request.readLine().split("[ :]", -1)[1]);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        System.clearProperty(HOST);
        System.clearProperty(PORT);
        server.close();
    }
}
