package io.github.sfnecs.fakeaws.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Caller;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What IAM asks the policies of a role whose session calls, with the resources and condition keys of AWS's tables.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_iam.html">Actions of IAM, for one</a>
 */
final class SessionRules {

    private static final String BOUNDARY = "iam:PermissionsBoundary";

    private final Account account;
    private final Region region;
    private final Caller caller;
    private final Place place;

    SessionRules(Account account, Region region, Caller caller) {
        this.account = account;
        this.region = region;
        this.caller = caller;
        place = new Place(account.id(), caller.region());
    }

    private record Demand(String action, String resource, Map<String, String> context) {}

    void check(String roleName, String operation, ObjectNode body) {
        String role = place.globalArn("iam", "role/" + roleName);
        for (Demand demand : demands(operation, body)) {
            if (!account.iam()
                    .authorizer()
                    .evaluate(role, demand.action, demand.resource, demand.context)
                    .allowed()) {
                throw new AwsError(
                        403,
                        caller.service().equals("iam") ? "AccessDenied" : "AccessDeniedException",
                        "User: " + place.globalArn("sts", "assumed-role/" + roleName + "/session")
                                + " is not authorized to perform: " + demand.action + " on resource: " + demand.resource
                                + " because no identity-based policy allows the " + demand.action + " action");
            }
        }
    }

    private List<Demand> demands(String operation, ObjectNode body) {
        return switch (caller.service()) {
            case "iam" -> ofIam(operation, body);
            case "ecs" -> ofEcs(operation, body);
            case "states" -> ofStates(operation, body);
            case "ecr" -> one(operation, place.arn("ecr", "repository/" + text(body, "repositoryName")));
            case "logs" ->
                one(
                        operation,
                        place.arn(
                                "logs",
                                "log-group:" + text(body, "logGroupName") + ":log-stream:"
                                        + text(body, "logStreamName")));
            default -> List.of();
        };
    }

    private List<Demand> one(String operation, String resource) {
        return List.of(new Demand(caller.service() + ":" + operation, resource, Map.of()));
    }

    private List<Demand> ofIam(String operation, ObjectNode body) {
        if (!body.has("RoleName")) {
            String policy = body.path("PolicyArn").asText(place.globalArn("iam", "policy/" + text(body, "PolicyName")));
            return one(
                    operation,
                    body.path("PolicySourceArn").asText(operation.equals("SimulateCustomPolicy") ? "*" : policy));
        }
        String name = text(body, "RoleName");
        String arn = account.iam()
                .arnOf(name)
                .orElseGet(
                        () -> place.globalArn("iam", "role" + body.path("Path").asText("/") + name));
        Map<String, String> context = new HashMap<>();
        if (body.has("PermissionsBoundary")) {
            context.put(BOUNDARY, text(body, "PermissionsBoundary"));
        } else if (!operation.equals("CreateRole")) {
            account.iam().boundaryOf(name).ifPresent(boundary -> context.put(BOUNDARY, boundary));
        }
        List<Demand> demands = new ArrayList<>(List.of(new Demand("iam:" + operation, arn, context)));
        if (operation.equals("CreateRole") && body.has("Tags")) {
            demands.add(new Demand("iam:TagRole", arn, Map.of()));
        }
        if (operation.equals("CreateRole") && body.has("PermissionsBoundary")) {
            demands.add(new Demand("iam:PutRolePermissionsBoundary", arn, context));
        }
        return demands;
    }

    private List<Demand> ofEcs(String operation, ObjectNode body) {
        Map<String, String> cluster = Map.of("ecs:cluster", arn("cluster", text(body, "cluster")));
        return switch (operation) {
            case "ListTasks" -> List.of(new Demand("ecs:ListTasks", "*", cluster));
            case "DescribeTasks", "StopTask" ->
                Stream.concat(texts(body, "tasks"), texts(body, "task"))
                        .map(task -> new Demand("ecs:" + operation, task, ofTask(cluster, body, task)))
                        .toList();
            case "DescribeClusters" ->
                texts(body, "clusters")
                        .map(name -> new Demand("ecs:" + operation, arn("cluster", name), Map.of()))
                        .toList();
            case "RunTask" ->
                List.of(new Demand("ecs:RunTask", arn("task-definition", text(body, "taskDefinition")), cluster));
            default -> one(operation, body.path("resourceArn").asText("*"));
        };
    }

    private String arn(String kind, String name) {
        return name.startsWith("arn:") ? name : place.arn("ecs", kind + "/" + name);
    }

    private Map<String, String> ofTask(Map<String, String> cluster, ObjectNode body, String task) {
        Map<String, String> context = new HashMap<>(cluster);
        ObjectNode question = Json.object();
        question.set("cluster", body.get("cluster"));
        question.set("tasks", Json.texts(List.of(task)));
        question.set("include", Json.texts(List.of("TAGS")));
        region.operations("ecs")
                .get("DescribeTasks")
                .handle("DescribeTasks", new Request(caller, question))
                .path("tasks")
                .forEach(found -> Json.eachPair(
                        found.path("tags"),
                        "key",
                        "value",
                        (key, value) -> context.put("aws:ResourceTag/" + key, value)));
        return context;
    }

    private List<Demand> ofStates(String operation, ObjectNode body) {
        String resource = Stream.of("stateMachineArn", "executionArn", "mapRunArn", "resourceArn")
                .map(body::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElseGet(() -> body.has("name") ? place.arn("states", "stateMachine:" + text(body, "name")) : "*");
        List<Demand> demands = new ArrayList<>(one(operation, resource));
        if (body.has("roleArn")) {
            demands.add(new Demand(
                    "iam:PassRole", text(body, "roleArn"), Map.of("iam:PassedToService", "states.amazonaws.com")));
        }
        if (operation.equals("CreateStateMachine") && body.has("tags")) {
            demands.add(new Demand("states:TagResource", resource, Map.of()));
        }
        return demands;
    }

    private static Stream<String> texts(ObjectNode body, String member) {
        JsonNode node = body.path(member);
        return node.isTextual() ? Stream.of(node.asText()) : new Request(null, body).texts(member).stream();
    }

    private static String text(ObjectNode body, String member) {
        return body.path(member).asText();
    }
}
