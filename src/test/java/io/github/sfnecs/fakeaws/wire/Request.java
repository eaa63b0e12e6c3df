package io.github.sfnecs.fakeaws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a handler sees of a request, whatever the protocol. */
public record Request(Caller caller, ObjectNode body) {

    /** A member that must be there. */
    public String text(String name) {
        return optional(name)
                .orElseThrow(() -> new AwsError(
                        "ValidationException",
                        "1 validation error detected: Value at '" + name
                                + "' failed to satisfy constraint: Member must not be null"));
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(body.get(name))
                .filter(node -> !node.isNull())
                .map(JsonNode::asText);
    }

    public boolean flag(String name) {
        return body.path(name).asBoolean();
    }

    public int number(String name, int otherwise) {
        return body.path(name).asInt(otherwise);
    }

    /** Missing if the member is. */
    public JsonNode get(String name) {
        return body.path(name);
    }

    public List<String> texts(String name) {
        return StreamSupport.stream(body.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
