package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.TaskScript.Launch;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.ec2.RouteOut;
import io.github.sfnecs.fakeaws.ecs.Clusters.Cluster;
import io.github.sfnecs.fakeaws.ecs.definition.TaskDefinition;
import io.github.sfnecs.fakeaws.ecs.definition.TaskDefinitions;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * RunTask: who may, whether it can, and then the tasks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
final class TaskLauncher {

    private static final Map<String, String> TO_ECS_TASKS = Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com");

    /** How Fargate's quota of RunTask is called among the rate limits, which is besides that of ECS. */
    private static final String ON_FARGATE = "LaunchOnFargate";

    private final Place place;
    private final Account account;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final TaskLife life;
    private final Map<String, Sent> sent = new HashMap<>();

    private record Sent(ObjectNode request, ObjectNode answer) {}

    TaskLauncher(Place place, Account account, Clusters clusters, TaskDefinitions definitions, TaskLife life) {
        this.place = place;
        this.account = account;
        this.clusters = clusters;
        this.definitions = definitions;
        this.life = life;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "RunTask", Operation.of(RunTaskMembers.TEXT + " clientToken", request -> runTaskOnce(request.body())));
    }

    /** A repeated request, known by its token, gets the first one's answer. */
    private ObjectNode runTaskOnce(ObjectNode request) {
        String token = request.path("clientToken").asText();
        Sent before = sent.get(token);
        if (before != null && !before.request.equals(request)) {
            throw new AwsError("ConflictException", "The client token was used with other parameters.");
        }
        if (before != null) {
            return before.answer;
        }
        ObjectNode answer = runTask(new Principal.Owner(), request);
        if (!token.isEmpty()) {
            sent.put(token, new Sent(request, answer));
        }
        return answer;
    }

    ObjectNode runTask(Principal principal, ObjectNode request) {
        TaskDefinition definition =
                definitions.runnable(request.path("taskDefinition").asText());
        TaskRoles roles = TaskRoles.of(place, definition, request.path("overrides"));
        String cluster = request.path("cluster").asText("default");
        authorize(principal, request, definition, roles, cluster);
        TaskScript script = account.knobs()
                .script(definition.family())
                .orElseGet(() -> definition.exitCode().map(TaskScript::exits).orElseGet(TaskScript::runsForever));
        if (script.launch() instanceof Launch.Erring erring) {
            throw new AwsError(erring.code(), erring.message());
        }
        Cluster home = clusters.get(cluster);
        LaunchChecks.Capacity capacity = LaunchChecks.capacity(request, home);
        LaunchChecks.check(request, definition, roles, capacity, account.knobs().containerInstances);
        roles.requireAssumable(place, account);
        RouteOut.check(account.knobs().vpcs, network(request));
        ObjectNode answer = Json.object();
        ArrayNode tasks = answer.putArray("tasks");
        ArrayNode failures = answer.putArray("failures");
        if (capacity.launchType().equals("FARGATE")
                && account.rateLimits()
                        .exceededBy(ON_FARGATE, account.timeline().now())) {
            throw new AwsError("ThrottlingException", "Rate exceeded");
        }
        if (script.launch() instanceof Launch.Refused refused) {
            failures.addObject().put("arn", home.arn()).put("reason", refused.reason());
            return answer;
        }
        TaskBirth birth = new TaskBirth(
                place, home, definition, request, capacity, roles, fate(request, definition, capacity, script));
        for (int i = 0; i < request.path("count").asInt(1); i++) {
            Task task = birth.task();
            life.begin(task);
            tasks.add(task.view());
        }
        return answer;
    }

    /** What becomes of a task that may have no way to what it needs. */
    private TaskScript fate(
            ObjectNode request, TaskDefinition definition, LaunchChecks.Capacity capacity, TaskScript script) {
        return capacity.launchType().equals("FARGATE")
                ? new RouteOut(account.knobs().vpcs, network(request))
                        .failure(definition.containers())
                        .map(reason -> TaskScript.failsToStart("TaskFailedToStart", reason))
                        .orElse(script)
                : script;
    }

    private static JsonNode network(ObjectNode request) {
        return request.at("/networkConfiguration/awsvpcConfiguration");
    }

    private void authorize(
            Principal principal, ObjectNode request, TaskDefinition definition, TaskRoles roles, String cluster) {
        Map<String, String> inCluster = Map.of("ecs:cluster", clusters.arn(cluster));
        principal.require("ecs:RunTask", definition.arn(), inCluster);
        if (!request.path("tags").isEmpty()
                || request.has("propagateTags")
                || request.path("enableECSManagedTags").asBoolean()) {
            String tasks = place.arn("ecs", "task/" + Clusters.name(cluster) + "/*");
            principal.require("ecs:TagResource", tasks, Map.of("ecs:CreateAction", "RunTask"));
        }
        for (String role : roles.passed()) {
            principal.require("iam:PassRole", role, TO_ECS_TASKS);
        }
    }
}
