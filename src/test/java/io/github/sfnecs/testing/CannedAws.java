package io.github.sfnecs.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Services with one answer for each operation, for what the embedded AWS never answers. An operation that has no name of its own is
 * its path; one that looks at an execution may have its ARN behind the name, and then a blank between them.
 */
public final class CannedAws implements AutoCloseable {
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Runnable> afterwards = new ConcurrentHashMap<>();
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Lab.Credentials credentials = Lab.Credentials.of(Lab.ACCOUNT);
    public final AwsClients clients;

    /** One that knows nothing yet. */
    public CannedAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        clients = new AwsClients(
                new AwsSettings("eu-central-1", Optional.empty(), Optional.of(endpoint()), Optional.empty()));
    }

    /** Where it is. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers every call of an operation with this JSON, in which ' is ". */
    public CannedAws answers(String operation, String json) {
        return refuses(operation, 200, json);
    }

    /** Answers every call of an operation with this status and JSON, in which ' is ". */
    public CannedAws refuses(String operation, int status, String json) {
        answers.put(operation, new Answer(status, json.replace('\'', '"')));
        return this;
    }

    /** Has something happen after an operation was answered. */
    public CannedAws after(String operation, Runnable happens) {
        afterwards.put(operation, happens);
        return this;
    }

    /** The operations that were called, in order. */
    public List<String> called() {
        return called;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String operation =
                target == null ? exchange.getRequestURI().getPath() : target.substring(target.indexOf('.') + 1);
        called.add(operation);
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = Stream.concat(
                        answers.entrySet().stream()
                                .filter(one -> one.getKey().startsWith(operation + " ")
                                        && request.contains(one.getKey().substring(operation.length() + 1)))
                                .map(Map.Entry::getValue),
                        Stream.of(answers.getOrDefault(operation, new Answer(501, "{\"__type\": \"NotCanned\"}"))))
                .findFirst()
                .orElseThrow();
        byte[] body = answer.json.getBytes(StandardCharsets.UTF_8);
        afterwards.getOrDefault(operation, () -> {}).run();
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private record Answer(int status, String json) {}

    @Override
    public void close() {
        clients.close();
        server.stop(0);
        credentials.close();
    }
}
