package io.github.sfnecs.fakeaws.server;

import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.QueryProtocol;
import io.github.sfnecs.fakeaws.wire.WireProtocol;
import io.github.sfnecs.fakeaws.wire.WireProtocol.Answer;
import java.util.Optional;
import java.util.function.Supplier;

/** What becomes of an answer when a fault strikes. */
final class FaultyDelivery {

    private FaultyDelivery() {}

    /** @param handling makes the answer, and with it the request's effects; not called by faults that come before */
    static Delivery of(Optional<Fault> planned, WireProtocol protocol, Supplier<Answer> handling) {
        Fault fault = planned.orElse(null);
        if (fault instanceof Fault.DropBeforeHandling) {
            return new Delivery.Dropped("DropBeforeHandling");
        }
        refuse(fault, protocol);
        Answer handled = handling.get();
        Delivery.Whole whole = new Delivery.Whole(handled);
        if (fault instanceof Fault.DropAfterHandling) {
            return new Delivery.Dropped("DropAfterHandling");
        }
        if (fault instanceof Fault.Silent) {
            return new Delivery.Silent();
        }
        if (fault instanceof Fault.Trickle trickle) {
            return new Delivery.Trickling(whole, trickle.every());
        }
        if (fault instanceof Fault.Rewritten rewritten) {
            return new Delivery.Whole(handled.rewritten(rewritten.body()));
        }
        return fault instanceof Fault.TruncatedAnswer ? new Delivery.Half(whole) : whole;
    }

    private static void refuse(Fault fault, WireProtocol protocol) {
        if (fault instanceof Fault.Throttle) {
            throw new AwsError(protocol.commonErrors().throttled(), "Rate exceeded");
        } else if (fault instanceof Fault.ServerError error) {
            throw new AwsError(error.status(), "InternalFailure", "The service failed, as planned by the test.");
        } else if (fault instanceof Fault.Denied denied) {
            int status = protocol instanceof QueryProtocol ? 403 : 400;
            throw new AwsError(status, protocol.commonErrors().denied(), denied.message());
        } else if (fault instanceof Fault.ExpiredToken) {
            throw protocol.expired();
        } else if (fault instanceof Fault.Answer answer) {
            throw new AwsError(answer.status(), answer.code(), answer.message());
        } else if (fault instanceof Fault.Unsupported) {
            throw new AwsError(501, "NotImplemented", "This operation is not implemented, as planned by the test.");
        }
    }
}
