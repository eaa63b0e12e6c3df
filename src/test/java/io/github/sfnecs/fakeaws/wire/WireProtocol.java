package io.github.sfnecs.fakeaws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.util.function.UnaryOperator;

/** How a service spells requests, answers and errors over HTTP. */
public sealed interface WireProtocol permits JsonProtocol, QueryProtocol, Ec2QueryProtocol {

    /**
     * A request, read.
     *
     * @param body as the handlers want it
     * @param journalled as the journal shows it
     */
    record Decoded(String operation, ObjectNode body, JsonNode journalled) {}

    /** An HTTP answer; the error is null if all went well. */
    record Answer(int status, String contentType, String body, String error) {
        public Answer rewritten(UnaryOperator<String> change) {
            return new Answer(status, contentType, change.apply(body), error);
        }
    }

    /** The names that every service has for the same few errors. */
    record CommonErrors(String throttled, String denied, String expired, String invalidToken) {}

    /** How the service with this signing name speaks. */
    static WireProtocol of(String service) {
        return switch (service) {
            case "states" -> new JsonProtocol("AWSStepFunctions", "1.0");
            case "ecs" -> new JsonProtocol("AmazonEC2ContainerServiceV20141113", "1.1");
            case "ecr" -> new JsonProtocol("AmazonEC2ContainerRegistry_V20150921", "1.1");
            case "logs" -> new JsonProtocol("Logs_20140328", "1.1");
            case "ec2" -> new Ec2QueryProtocol();
            case "iam" -> new QueryProtocol("https://iam.amazonaws.com/doc/2010-05-08/", "2010-05-08");
            case "sts" -> new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/", "2011-06-15");
            default -> throw new NotEmulated("the service " + service);
        };
    }

    Decoded decode(Headers headers, String body);

    Answer success(String operation, ObjectNode result, String requestId);

    Answer failure(int status, String code, String message, String requestId);

    CommonErrors commonErrors();

    /** What a caller hears whose session is over. */
    default AwsError expired() {
        return new AwsError(403, commonErrors().expired(), "The security token included in the request is expired");
    }
}
