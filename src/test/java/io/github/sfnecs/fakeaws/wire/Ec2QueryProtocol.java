package io.github.sfnecs.fakeaws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;

/**
 * EC2's own query protocol: lists are flat in requests ({@code Filter.1.Value.1}) and {@code item}s in answers, and errors come in
 * a list.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html">AWS EC2 query protocol</a>
 */
record Ec2QueryProtocol(QueryProtocol query) implements WireProtocol {

    Ec2QueryProtocol() {
        this(new QueryProtocol("http://ec2.amazonaws.com/doc/2016-11-15/", "2016-11-15"));
    }

    /** A number is an index, as the {@code member} that IAM and STS put before it says to {@link QueryProtocol}. */
    @Override
    public Decoded decode(Headers headers, String body) {
        return query.decode(headers, body.replaceAll("(?<=[?&.\\w])\\.(\\d+)(?=[.=])", ".item.$1"));
    }

    @Override
    public Answer success(String operation, ObjectNode result, String requestId) {
        StringBuilder content =
                new StringBuilder(element("requestId", Json.object().textNode(requestId)));
        result.properties().forEach(member -> content.append(element(member.getKey(), member.getValue())));
        String name = operation + "Response";
        String body = "<" + name + " xmlns=\"" + query.namespace() + "\">" + content + "</" + name + ">";
        return new Answer(200, "text/xml", body, null);
    }

    @Override
    public Answer failure(int status, String code, String message, String requestId) {
        ObjectNode error = Json.object().put("Code", code).put("Message", message);
        String body = "<Response><Errors>" + element("Error", error) + "</Errors><RequestID>" + requestId
                + "</RequestID></Response>";
        return new Answer(status, "text/xml", body, code);
    }

    private static String element(String name, JsonNode value) {
        return QueryProtocol.element(name, value, "item");
    }

    @Override
    public CommonErrors commonErrors() {
        return new CommonErrors("RequestLimitExceeded", "UnauthorizedOperation", "RequestExpired", "AuthFailure");
    }
}
