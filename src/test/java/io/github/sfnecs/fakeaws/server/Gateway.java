package io.github.sfnecs.fakeaws.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.Span;
import io.github.sfnecs.fakeaws.Waves;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.sts.Sts;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Caller;
import io.github.sfnecs.fakeaws.wire.JsonProtocol;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.wire.WireProtocol;
import io.github.sfnecs.fakeaws.wire.WireProtocol.Answer;
import io.github.sfnecs.fakeaws.wire.WireProtocol.Decoded;
import io.github.sfnecs.fakeaws.world.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The front door: finds account, service and operation of a request, lets the faults have their way, keeps the journal. */
final class Gateway implements HttpHandler, AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final FakeClock clock;
    private final Sts sts;
    private final Map<Place, Region> regions = new ConcurrentHashMap<>();

    Gateway(FakeClock clock, Function<String, Account> accounts) {
        this.clock = clock;
        sts = new Sts(clock, accounts);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String requestId = UUID.randomUUID().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Delivery delivery;
        try {
            delivery = deliver(exchange, body, requestId);
        } catch (AwsError e) {
            delivery = Delivery.whole(
                    new JsonProtocol("", "1.0").failure(e.status(), e.code(), e.getMessage(), requestId));
        } catch (NotEmulated e) {
            delivery =
                    Delivery.whole(new JsonProtocol("", "1.0").failure(501, "NotEmulated", e.getMessage(), requestId));
        }
        delivery.send(exchange, requestId);
    }

    private Delivery deliver(HttpExchange exchange, String body, String requestId) {
        long begun = System.nanoTime();
        Caller caller = Caller.of(exchange.getRequestHeaders().getFirst("Authorization"), body);
        WireProtocol protocol = WireProtocol.of(caller.service());
        return answering(protocol, requestId, () -> {
            Decoded decoded = protocol.decode(exchange.getRequestHeaders(), body);
            Account account = sts.accountOf(caller, protocol);
            Optional<Fault> fault = account.faults().take(decoded.operation());
            Delivery delivery = account.look(() -> journalled(account, caller, protocol, decoded, fault, requestId));
            // without the account's lock, so that what happens may be a call
            Optional.ofNullable(account.afterwards().remove(decoded.operation()))
                    .ifPresent(Runnable::run);
            account.look(() -> account.knobs().waves).ifPresent(Gateway::join);
            Duration latency = account.look(() -> account.knobs().latency);
            await(fault.filter(Fault.Delay.class::isInstance)
                    .map(Fault.Delay.class::cast)
                    .map(Fault.Delay::duration)
                    .orElse(Duration.ZERO)
                    .plus(latency));
            account.spans().add(new Span(decoded.operation(), begun, System.nanoTime()));
            return delivery;
        });
    }

    private void await(Duration delay) {
        try {
            if (!delay.isZero() && closed.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
                throw closing();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw closing();
        }
    }

    private static void join(Waves waves) {
        try {
            waves.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw closing();
        }
    }

    private static AwsError closing() {
        return new AwsError(503, "ServiceUnavailable", "The embedded AWS is closing.");
    }

    private Delivery journalled(
            Account account,
            Caller caller,
            WireProtocol protocol,
            Decoded decoded,
            Optional<Fault> fault,
            String requestId) {
        Delivery delivery = answering(
                protocol,
                requestId,
                () -> FaultyDelivery.of(fault, protocol, () -> answer(account, caller, protocol, decoded, requestId)));
        account.calls()
                .add(new ApiCall(
                        caller.service(),
                        decoded.operation(),
                        decoded.journalled(),
                        clock.now(),
                        delivery.status(),
                        delivery.error()));
        return delivery;
    }

    private Answer answer(Account account, Caller caller, WireProtocol protocol, Decoded decoded, String requestId) {
        String name = decoded.operation();
        Region region =
                regions.computeIfAbsent(new Place(account.id(), caller.region()), place -> new Region(place, account));
        if (account.knobs().sessionsBound) {
            sts.roleOf(caller)
                    .ifPresent(role -> new SessionRules(account, region, caller).check(role, name, decoded.body()));
        }
        Map<String, Operation> operations =
                caller.service().equals("sts") ? sts.operations() : region.operations(caller.service());
        Operation operation = Optional.ofNullable(operations.get(name))
                .orElseThrow(() -> new NotEmulated("the operation " + name + " of " + caller.service()));
        if (account.rateLimits().exceededBy(name, clock.now())) {
            throw new AwsError(protocol.commonErrors().throttled(), "Rate exceeded");
        }
        ObjectNode result = operation.handle(name, new Request(caller, decoded.body()));
        UnaryOperator<ObjectNode> difference = account.differences().get(name);
        // a copy, since parts of an answer are what the account itself remembers
        return protocol.success(name, difference == null ? result : difference.apply(result.deepCopy()), requestId);
    }

    private static Delivery answering(WireProtocol protocol, String requestId, Supplier<Delivery> work) {
        try {
            return work.get();
        } catch (AwsError e) {
            return Delivery.whole(protocol.failure(e.status(), e.code(), e.getMessage(), requestId));
        } catch (NotEmulated e) {
            return Delivery.whole(protocol.failure(501, "NotEmulated", e.getMessage(), requestId));
        } catch (RuntimeException e) {
            e.printStackTrace();
            return Delivery.whole(protocol.failure(501, "EmbeddedAwsIsBroken", e.toString(), requestId));
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
