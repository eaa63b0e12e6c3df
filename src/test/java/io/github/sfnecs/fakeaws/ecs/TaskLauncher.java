package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.TaskScript.Launch;
import io.github.sfnecs.fakeaws.ecs.Clusters.Cluster;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.world.Account;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * RunTask: who may, whether it can, and then the tasks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
final class TaskLauncher {

    private static final Map<String, String> TO_ECS_TASKS = Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com");

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
        Roles roles = Roles.of(place, definition, request.path("overrides"));
        String cluster = request.path("cluster").asText("default");
        authorize(principal, request, definition, roles, cluster);
        TaskScript script = account.knobs().scripts.getOrDefault(definition.family(), TaskScript.runsForever());
        if (script.launch() instanceof Launch.Erring erring) {
            throw new AwsError(erring.code(), erring.message());
        }
        Cluster home = clusters.get(cluster);
        LaunchChecks.Capacity capacity = LaunchChecks.capacity(request, home);
        LaunchChecks.check(request, definition, capacity, account.knobs().containerInstances);
        ObjectNode answer = Json.object();
        ArrayNode tasks = answer.putArray("tasks");
        ArrayNode failures = answer.putArray("failures");
        if (script.launch() instanceof Launch.Refused refused) {
            failures.addObject().put("arn", home.arn()).put("reason", refused.reason());
            return answer;
        }
        TaskBirth birth = new TaskBirth(place, home, definition, request, capacity, roles.task, script);
        for (int i = 0; i < request.path("count").asInt(1); i++) {
            Task task = birth.task();
            life.begin(task);
            tasks.add(task.view());
        }
        return answer;
    }

    private void authorize(
            Principal principal, ObjectNode request, TaskDefinition definition, Roles roles, String cluster) {
        Map<String, String> inCluster = Map.of("ecs:cluster", clusters.arn(cluster));
        principal.require("ecs:RunTask", definition.arn(), inCluster);
        if (!request.path("tags").isEmpty() || request.has("propagateTags")) {
            String tasks = place.arn("ecs", "task/" + Clusters.name(cluster) + "/*");
            principal.require("ecs:TagResource", tasks, Map.of("ecs:CreateAction", "RunTask"));
        }
        for (String role : roles.passed()) {
            principal.require("iam:PassRole", role, TO_ECS_TASKS);
            checkTrust(role);
        }
    }

    private void checkTrust(String role) {
        if (account.iam().knows(role)
                && !account.iam().authorizer().evaluateTrust(role, "ecs-tasks.amazonaws.com", Map.of())) {
            throw Ecs.client("ECS was unable to assume the role '" + role
                    + "' that was provided for this task. Please verify that the role being passed has the proper trust"
                    + " relationship and permissions and that your IAM user has permissions to pass this role.");
        }
    }

    /** The roles a task runs with. */
    private record Roles(Optional<String> execution, Optional<String> task) {

        static Roles of(Place place, TaskDefinition definition, JsonNode overrides) {
            return new Roles(
                    role(place, definition, overrides, "executionRoleArn"),
                    role(place, definition, overrides, "taskRoleArn"));
        }

        private static Optional<String> role(
                Place place, TaskDefinition definition, JsonNode overrides, String member) {
            return overrides.has(member)
                    ? Optional.of(
                            TaskDefinitions.roleArn(place, overrides.get(member).asText()))
                    : definition.text(member);
        }

        List<String> passed() {
            List<String> passed = new ArrayList<>();
            execution.ifPresent(passed::add);
            task.filter(role -> !passed.contains(role)).ifPresent(passed::add);
            return passed;
        }
    }
}
