package io.github.sfnecs.fakeaws.server;

import com.sun.net.httpserver.HttpExchange;
import io.github.sfnecs.fakeaws.wire.WireProtocol.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What goes back over the connection. */
sealed interface Delivery {

    static Delivery whole(Answer answer) {
        return new Whole(answer);
    }

    void send(HttpExchange exchange, String requestId) throws IOException;

    /** As the journal has it. */
    int status();

    /** As the journal has it. */
    String error();

    record Whole(Answer answer) implements Delivery {
        @Override
        public void send(HttpExchange exchange, String requestId) throws IOException {
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            write(exchange, requestId, bytes, bytes.length);
        }

        private void write(HttpExchange exchange, String requestId, byte[] bytes, int length) throws IOException {
            head(exchange, requestId);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes, 0, length);
            }
        }

        private void head(HttpExchange exchange, String requestId) {
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        }

        @Override
        public int status() {
            return answer.status();
        }

        @Override
        public String error() {
            return answer.error();
        }
    }

    /** Promises the whole answer and ends after half of it. */
    record Half(Whole whole) implements Delivery {
        @Override
        public void send(HttpExchange exchange, String requestId) throws IOException {
            byte[] bytes = whole.answer().body().getBytes(StandardCharsets.UTF_8);
            whole.write(exchange, requestId, bytes, bytes.length / 2);
        }

        @Override
        public int status() {
            return whole.status();
        }

        @Override
        public String error() {
            return "TruncatedAnswer";
        }
    }

    /** Ends the connection without a word. */
    record Dropped(String error) implements Delivery {
        @Override
        public void send(HttpExchange exchange, String requestId) {
            exchange.close();
        }

        @Override
        public int status() {
            return 0;
        }
    }

    /** Says nothing until the server stops. */
    record Silent() implements Delivery {
        @Override
        public void send(HttpExchange exchange, String requestId) {
            interrupted(Duration.ofDays(1));
            exchange.close();
        }

        @Override
        public int status() {
            return 0;
        }

        @Override
        public String error() {
            return "Silent";
        }
    }

    /** Begins the answer, and then sends a blank now and then until the client or the server has enough. */
    record Trickling(Whole whole, Duration every) implements Delivery {
        @Override
        public void send(HttpExchange exchange, String requestId) throws IOException {
            whole.head(exchange, requestId);
            exchange.sendResponseHeaders(whole.status(), 0);
            try (OutputStream out = exchange.getResponseBody()) {
                do {
                    out.write(' ');
                    out.flush();
                } while (!interrupted(every));
            }
        }

        @Override
        public int status() {
            return whole.status();
        }

        @Override
        public String error() {
            return "Trickle";
        }
    }

    /** Whether the server stops within this time. */
    private static boolean interrupted(Duration time) {
        try {
            return new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
