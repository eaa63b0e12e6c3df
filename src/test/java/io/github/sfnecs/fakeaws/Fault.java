package io.github.sfnecs.fakeaws;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** Something that goes wrong between a client and AWS. */
public sealed interface Fault {

    /** Refused for calling too often, in the protocol's own spelling: {@code ThrottlingException} or {@code Throttling}. */
    record Throttle() implements Fault {}

    /** A failure of the service: 500, 503… */
    record ServerError(int status) implements Fault {}

    /** The connection ends before the service has done anything. */
    record DropBeforeHandling() implements Fault {}

    /** The service did what was asked, but the connection ends before the answer. */
    record DropAfterHandling() implements Fault {}

    /** The service did what was asked, but half of the answer is missing. */
    record TruncatedAnswer() implements Fault {}

    /**
     * The service did what was asked, but the answer takes this much longer, in real time whatever the clock: it is about the
     * client's own time-outs.
     */
    record Delay(Duration duration) implements Fault {}

    /** The service did what was asked, but never says a word of it; the connection stays open until the client closes it. */
    record Silent() implements Fault {}

    /** The service did what was asked, but after the headers of its answer only a blank comes now and then, for ever. */
    record Trickle(Duration every) implements Fault {}

    /** The caller may not do this: {@code AccessDeniedException} or {@code AccessDenied}. */
    record Denied(String message) implements Fault {}

    /** The service did what was asked, but the body of its answer is another. */
    record Rewritten(UnaryOperator<String> body) implements Fault {}

    /** The caller's session has ended. */
    record ExpiredToken() implements Fault {}

    /** An error in the endpoint's own words. */
    record Answer(int status, String code, String message) implements Fault {}

    /** An endpoint that does not implement the operation. */
    record Unsupported() implements Fault {}
}
