package io.github.sfnecs.fakeaws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Form parameters in, XML out.
 *
 * @param version of the API, such as 2010-05-08
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
public record QueryProtocol(String namespace, String version) implements WireProtocol {

    @Override
    public Decoded decode(Headers headers, String body) {
        ObjectNode flat = Json.object();
        for (String parameter : List.of(body.split("&", -1))) {
            List<String> pair = List.of(parameter.split("=", 2));
            flat.put(decode(pair.get(0)), pair.size() > 1 ? decode(pair.get(1)) : "");
        }
        String operation = flat.path("Action").asText();
        if (!flat.path("Version").asText().equals(version)) {
            throw new NotEmulated("version " + flat.path("Version") + " of the API of " + operation);
        }
        flat.remove(List.of("Action", "Version"));
        return new Decoded(operation, nested(flat), flat);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** {@code Tags.member.1.Key=a} becomes {@code {"Tags": [{"Key": "a"}]}}. */
    private static ObjectNode nested(ObjectNode flat) {
        ObjectNode root = Json.object();
        for (Map.Entry<String, JsonNode> parameter : flat.properties()) {
            put(root, List.of(parameter.getKey().split("\\.", -1)), parameter.getValue());
        }
        return root;
    }

    private static void put(ObjectNode target, List<String> path, JsonNode value) {
        String name = path.get(0);
        if (path.size() == 1) {
            boolean emptyList = value.asText().isEmpty() && !target.has(name) && name.endsWith("s");
            target.set(name, emptyList ? Json.array() : value);
        } else if (path.size() == 3) {
            target.withArrayProperty(name).add(value);
        } else {
            ArrayNode list = target.withArrayProperty(name);
            int index = Integer.parseInt(path.get(2)) - 1;
            put(
                    index < list.size() ? (ObjectNode) list.get(index) : list.addObject(),
                    path.subList(3, path.size()),
                    value);
        }
    }

    @Override
    public Answer success(String operation, ObjectNode result, String requestId) {
        String body = "<" + operation + "Response xmlns=\"" + namespace + "\">"
                + (result.isEmpty() ? "" : element(operation + "Result", result, "member"))
                + "<ResponseMetadata><RequestId>" + requestId + "</RequestId></ResponseMetadata>"
                + "</" + operation + "Response>";
        return new Answer(200, "text/xml", body, null);
    }

    @Override
    public Answer failure(int status, String code, String message, String requestId) {
        ObjectNode error = Json.object()
                .put("Type", status < 500 ? "Sender" : "Receiver")
                .put("Code", code)
                .put("Message", message);
        String body = "<ErrorResponse xmlns=\"" + namespace + "\">" + element("Error", error, "member") + "<RequestId>"
                + requestId + "</RequestId></ErrorResponse>";
        return new Answer(status, "text/xml", body, code);
    }

    static String element(String name, JsonNode value, String item) {
        StringBuilder content = new StringBuilder();
        if (value.isArray()) {
            value.forEach(one -> content.append(element(item, one, item)));
        } else if (value.isObject()) {
            value.properties().forEach(member -> content.append(element(member.getKey(), member.getValue(), item)));
        } else {
            content.append(escape(value.asText()));
        }
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#xD;");
    }

    @Override
    public CommonErrors commonErrors() {
        return new CommonErrors("Throttling", "AccessDenied", "ExpiredToken", "InvalidClientTokenId");
    }
}
