package io.github.sfnecs.warm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Interrupts a thread of this JVM when another process calls: the client of the daemon, at whose terminal somebody typed Ctrl-C. */
public final class Interrupter implements AutoCloseable {
    private static final String PORT = "interrupter.port";

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private volatile Optional<Thread> target = Optional.empty();

    /** Is found by those that know the folder. */
    Interrupter(Path folder) throws IOException {
        Files.writeString(folder.resolve(PORT), String.valueOf(server.getLocalPort()));
        Thread listener = new Thread(this::listen, "interrupter");
        listener.setDaemon(true);
        listener.start();
    }

    /** This thread is the one from now on, if any. */
    void aimAt(Optional<Thread> thread) {
        target = thread;
    }

    /** Calls the one that is found in this folder. */
    public static void call(Path folder) throws IOException {
        int port = Integer.parseInt(Files.readString(folder.resolve(PORT)));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // it answers by closing when the thread is interrupted
            socket.getInputStream().read();
        }
    }

    private void listen() {
        try {
            while (true) {
                Socket caller = server.accept();
                target.ifPresent(Thread::interrupt);
                caller.close();
            }
        } catch (SocketException e) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
