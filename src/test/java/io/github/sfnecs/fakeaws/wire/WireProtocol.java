package io.github.sfnecs.fakeaws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;

/** How a service spells requests, answers and errors over HTTP. */
public sealed interface WireProtocol permits JsonProtocol, QueryProtocol {

    /**
     * A request, read.
     *
     * @param body as the handlers want it
     * @param journalled as the journal shows it
     */
    record Decoded(String operation, ObjectNode body, JsonNode journalled) {}

    /** An HTTP answer; the error is null if all went well. */
    record Answer(int status, String contentType, String body, String error) {}

    /** The names that every service has for the same few errors. */
    record CommonErrors(String throttled, String denied, String expired, String invalidToken) {}

    Decoded decode(Headers headers, String body);

    Answer success(String operation, ObjectNode result, String requestId);

    Answer failure(int status, String code, String message, String requestId);

    CommonErrors commonErrors();

    /** What a caller hears whose session is over. */
    default AwsError expired() {
        return new AwsError(403, commonErrors().expired(), "The security token included in the request is expired");
    }
}
