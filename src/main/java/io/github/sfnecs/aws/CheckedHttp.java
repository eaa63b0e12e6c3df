package io.github.sfnecs.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An HTTP client all of whose failures are the SDK's to judge and to repeat: that of the JDK says unchecked that an answer is no
 * HTTP, which would end a build that waits for an execution. An answer is whole when it is handed on, or has failed in time.
 *
 * @param http the client that does the work
 * @param patience how long that may take
 */
record CheckedHttp(SdkHttpClient http, Patience patience) implements SdkHttpClient {
    private static final int PIECE = 8192;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return patience.attempt(number(request), () -> whole(prepared.call()), this::abort);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    /** The SDK says {@code attempt=2; max=5}. */
    private static int number(HttpExecuteRequest request) {
        return request.httpRequest()
                .firstMatchingHeader("amz-sdk-request")
                .map(header -> header.split("[=;]", -1))
                .map(parts -> Integer.parseInt(parts[1]))
                .orElse(1);
    }

    private static HttpExecuteResponse whole(HttpExecuteResponse begun) throws IOException {
        HttpExecuteResponse.Builder whole = HttpExecuteResponse.builder().response(unhurried(begun.httpResponse()));
        if (begun.responseBody().isPresent()) {
            try (InputStream body = begun.responseBody().get()) {
                whole.responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes(body))));
            }
        }
        return whole.build();
    }

    /** How long to wait before the next attempt is not the endpoint's to say: the SDK would sleep for as long as it likes. */
    private static SdkHttpResponse unhurried(SdkHttpResponse response) {
        return response.toBuilder().removeHeader("Retry-After").build();
    }

    private static byte[] bytes(InputStream body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
            bytes.write(piece, 0, count);
            if (Thread.interrupted()) {
                throw new InterruptedIOException("nobody waits for the rest");
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }
}
