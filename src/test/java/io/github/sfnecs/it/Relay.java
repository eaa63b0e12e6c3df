package io.github.sfnecs.it;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Journal;
import io.github.sfnecs.fakeaws.Loopback;
import io.github.sfnecs.fakeaws.wire.Caller;
import io.github.sfnecs.fakeaws.wire.WireProtocol;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Stands between a consumer project and an AWS that is not ours. It keeps the journal, and translates names on their way, so that
 * the project tells the story as ever while everything that it creates has a name of its own. What it forwards it signs itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
final class Relay implements Journal, AutoCloseable {
    /** By operation, the member that names what is created. */
    private static final Map<String, String> CREATED = Map.of(
            "CreateCluster", "clusterName",
            "RegisterTaskDefinition", "family",
            "CreatePolicy", "PolicyName",
            "CreateRole", "RoleName",
            "CreateStateMachine", "name");

    private final Endpoint endpoint;
    private final Names names = new Names();
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final String account;
    private final String ecsAccount;
    private final List<ApiCall> all = new CopyOnWriteArrayList<>();
    private int forgotten;
    private final Loopback server = new Loopback("relay", this::handle);

    /** Asks the endpoint once, for the account; an ECS elsewhere may have another. */
    Relay(Endpoint endpoint) {
        this.endpoint = endpoint;
        names.place(Scene.REGION.id(), endpoint.region().id());
        for (int i = 0; i < Math.min(Scene.SUBNETS.size(), endpoint.subnets().size()); i++) {
            names.place(Scene.SUBNETS.get(i), endpoint.subnets().get(i));
        }
        account = account(endpoint.url());
        ecsAccount = endpoint.ecs().isPresent() ? account(endpoint.ecs()) : account;
        names.place(Scene.ACCOUNT, account);
    }

    private String account(Optional<URI> there) {
        try (StsClient sts = direct(StsClient.builder(), there)) {
            return sts.getCallerIdentity().account();
        }
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C direct(
            B builder, Optional<URI> there) {
        there.ifPresent(builder::endpointOverride);
        return builder.region(endpoint.region())
                .credentialsProvider(endpoint.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Where the consumer project finds it. */
    URI uri() {
        return server.endpoint();
    }

    @Override
    public synchronized List<ApiCall> calls() {
        return List.copyOf(all.subList(forgotten, all.size()));
    }

    @Override
    public synchronized void forgetCalls() {
        forgotten = all.size();
    }

    /** All that was created through it, in order. */
    List<ApiCall> created() {
        return all.stream()
                .filter(call -> CREATED.containsKey(call.operation()) && call.status() == 200)
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String service = Caller.of(exchange.getRequestHeaders().getFirst("Authorization"), "")
                .service();
        WireProtocol.Decoded decoded = WireProtocol.of(service).decode(exchange.getRequestHeaders(), body);
        JsonNode request = decoded.journalled();
        Optional.ofNullable(CREATED.get(decoded.operation()))
                .ifPresent(member -> names.own(request.path(member).asText()));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        SdkHttpRequest.Builder forwarded = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint.of(service))
                .encodedPath("/")
                .putHeader("Content-Type", type);
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .ifPresent(target -> forwarded.putHeader("X-Amz-Target", target));
        HttpExecuteResponse response =
                send(service, forwarded.build(), type.contains("urlencoded") ? form(body) : there(service, body));
        int status = response.httpResponse().statusCode();
        String answer = response.responseBody().isPresent()
                ? new String(response.responseBody().get().readAllBytes(), StandardCharsets.UTF_8)
                : "";
        all.add(new ApiCall(
                service, decoded.operation(), request, Instant.now(), status, status < 300 ? null : answer));
        for (String header : List.of("Content-Type", "x-amzn-RequestId", "x-amzn-ErrorType")) {
            response.httpResponse()
                    .firstMatchingHeader(header)
                    .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
        }
        byte[] bytes = story(service, answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private String there(String service, String story) {
        String text = names.there(story);
        return service.equals("ecs") ? text.replace(account, ecsAccount) : text;
    }

    private String story(String service, String there) {
        return names.story(service.equals("ecs") ? there.replace(ecsAccount, account) : there);
    }

    private HttpExecuteResponse send(String service, SdkHttpRequest request, String body) throws IOException {
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(endpoint.credentials().resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(
                                AwsV4HttpSigner.REGION_NAME,
                                endpoint.signingRegion(service).id()));
        return http.prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElseThrow())
                        .build())
                .call();
    }

    /** Names stand between other characters once they are decoded. */
    private String form(String body) {
        return Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .map(pair -> pair[0] + "="
                        + URLEncoder.encode(
                                names.there(URLDecoder.decode(pair.length > 1 ? pair[1] : "", StandardCharsets.UTF_8)),
                                StandardCharsets.UTF_8))
                .collect(joining("&"));
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
