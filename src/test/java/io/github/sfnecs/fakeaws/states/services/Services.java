package io.github.sfnecs.fakeaws.states.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.ecs.Ecs;
import io.github.sfnecs.fakeaws.states.definition.Resource;
import io.github.sfnecs.fakeaws.states.services.Service.Call;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** All services that Task states call, by how the history names them. */
public final class Services {

    private final Map<String, Service> services = new HashMap<>();
    private final Place place;
    private final Account account;

    public Services(Place place, Account account, Ecs ecs) {
        this.place = place;
        this.account = account;
        LambdaService lambda = new LambdaService(place, account);
        services.put("lambda", lambda);
        services.put(Resource.FUNCTION, lambda);
        services.put("ecs", new EcsService(account, ecs));
        services.put("aws-sdk:ecs", new EcsSdkService(ecs));
        services.put("aws-sdk:s3", new S3SdkService(place, account));
        services.put(
                "sns",
                new Recorder(
                        "sns",
                        account,
                        Sdk.SNS,
                        action -> "SNS:Publish",
                        call -> List.of(topic(call.parameters())),
                        e -> new AwsError(403, "AuthorizationError", e.getMessage()),
                        call -> answer(id("MessageId"))));
        services.put(
                "sqs",
                new Recorder(
                        "sqs",
                        account,
                        Sdk.SQS,
                        action -> "sqs:sendmessage",
                        call -> List.of(queue(call.parameters())),
                        e -> new AwsError(403, "AccessDenied", e.getMessage()),
                        call -> answer(id("MessageId"))));
        services.put(
                "dynamodb",
                new Recorder(
                        "dynamodb",
                        account,
                        Sdk.DYNAMODB,
                        action -> "dynamodb:" + Character.toUpperCase(action.charAt(0)) + action.substring(1),
                        call -> List.of(table(call.parameters())),
                        UnaryOperator.identity(),
                        call -> answer(Json.object())));
        services.put(
                "events",
                new Recorder(
                        "events",
                        account,
                        Sdk.EVENTS,
                        action -> "events:PutEvents",
                        this::buses,
                        UnaryOperator.identity(),
                        Services::events));
    }

    public Service get(String type) {
        return services.get(type);
    }

    public void add(String type, Service service) {
        services.put(type, service);
    }

    private ObjectNode answer(ObjectNode body) {
        return new SdkAnswer(account.timeline().now()).of(body);
    }

    private static ObjectNode id(String member) {
        return Json.object().put(member, UUID.randomUUID().toString());
    }

    private static String topic(JsonNode parameters) {
        return parameters.path("TopicArn").asText(parameters.path("TargetArn").asText("*"));
    }

    private String queue(JsonNode parameters) {
        String[] url = parameters.path("QueueUrl").asText().split("/", -1);
        String[] host = url.length == 5 ? url[2].split("\\.", -1) : new String[0];
        if (host.length < 4) {
            throw new AwsError(
                    404,
                    "AWS.SimpleQueueService.NonExistentQueue",
                    "The specified queue does not exist for this wsdl version.");
        }
        return "arn:" + place.partition() + ":sqs:" + host[1] + ":" + url[3] + ":" + url[4];
    }

    private String table(JsonNode parameters) {
        String name = parameters.path("TableName").asText();
        return name.startsWith("arn:") ? name : place.arn("dynamodb", "table/" + name);
    }

    private Set<String> buses(Call call) {
        Set<String> buses = new LinkedHashSet<>();
        for (JsonNode entry : call.parameters().path("Entries")) {
            String bus = entry.path("EventBusName").asText("default");
            buses.add(bus.startsWith("arn:") ? bus : place.arn("events", "event-bus/" + bus));
        }
        return buses;
    }

    /** Recorded by test_put_events_*, see {@link Sdk}. */
    private static ObjectNode events(Call call) {
        ObjectNode answer = Json.object();
        ArrayNode entries = answer.putArray("Entries");
        int failed = 0;
        for (JsonNode entry : call.parameters().path("Entries")) {
            JsonNode detail = entry.path("Detail");
            if (detail.isTextual()
                    && Json.parse(detail.asText()).filter(JsonNode::isObject).isEmpty()) {
                failed++;
                entries.addObject().put("ErrorCode", "MalformedDetail").put("ErrorMessage", "Detail is malformed.");
            } else if (!entry.has("Source")) {
                failed++;
                entries.addObject()
                        .put("ErrorCode", "InvalidArgument")
                        .put("ErrorMessage", "Parameter Source is not valid. Reason: Source is a required argument.");
            } else {
                entries.add(id("EventId"));
            }
        }
        answer.put("FailedEntryCount", failed);
        if (failed > 0) {
            throw Recorder.failedEntry(answer);
        }
        return answer;
    }
}
