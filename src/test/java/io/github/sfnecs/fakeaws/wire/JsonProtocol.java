package io.github.sfnecs.fakeaws.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;

/**
 * The operation in {@code X-Amz-Target}, JSON in and out.
 *
 * @param targetPrefix such as {@code AWSStepFunctions}
 * @param version 1.0 or 1.1
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1 protocol</a>
 */
public record JsonProtocol(String targetPrefix, String version) implements WireProtocol {

    @Override
    public Decoded decode(Headers headers, String body) {
        String target = String.valueOf(headers.getFirst("X-Amz-Target"));
        if (!target.startsWith(targetPrefix + ".")) {
            throw new NotEmulated("the target " + target);
        }
        ObjectNode json = Json.parse(body.isEmpty() ? "{}" : body)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> new AwsError("SerializationException", "The request body is not a JSON object."));
        return new Decoded(target.substring(targetPrefix.length() + 1), json, json.deepCopy());
    }

    @Override
    public Answer success(String operation, ObjectNode result, String requestId) {
        return new Answer(200, contentType(), Json.write(result), null);
    }

    @Override
    public Answer failure(int status, String code, String message, String requestId) {
        ObjectNode error = Json.object().put("__type", code).put("message", message);
        return new Answer(status, contentType(), Json.write(error), code);
    }

    @Override
    public CommonErrors commonErrors() {
        return new CommonErrors(
                "ThrottlingException", "AccessDeniedException", "ExpiredTokenException", "UnrecognizedClientException");
    }

    private String contentType() {
        return "application/x-amz-json-" + version;
    }
}
