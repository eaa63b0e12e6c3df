package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Page;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Listing, describing and stopping tasks. */
final class Tasks {

    private static final int PAGE = 100;

    private final Place place;
    private final Clusters clusters;
    private final TaskLife life;

    Tasks(Place place, Clusters clusters, TaskLife life) {
        this.place = place;
        this.clusters = clusters;
        this.life = life;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "ListTasks",
                Operation.of("cluster family startedBy desiredStatus launchType maxResults nextToken", this::list),
                "DescribeTasks",
                Operation.of("cluster tasks include", this::describe),
                "StopTask",
                Operation.of("cluster task reason", this::stop));
    }

    long count(String clusterName, String status) {
        return life.tasks().values().stream()
                .filter(task -> task.identity().clusterName().equals(clusterName) && task.is(status))
                .count();
    }

    private ObjectNode list(Request request) {
        if (request.optional("startedBy").isPresent()
                && Stream.of("family", "desiredStatus", "launchType")
                        .anyMatch(name -> request.optional(name).isPresent())) {
            throw Ecs.invalidParameter("cannot specify startedBy with any other filter");
        }
        String cluster =
                clusters.get(request.optional("cluster").orElse("default")).name();
        int size = request.number("maxResults", PAGE);
        if (size < 1 || size > PAGE) {
            throw Ecs.invalidParameter("maxResults must be between 1 and 100");
        }
        List<String> all = life.tasks().values().stream()
                .filter(task -> task.identity().clusterName().equals(cluster))
                .filter(task -> matches(task, request))
                .map(task -> task.identity().arn())
                .toList();
        Page<String> page = Page.of(all, request.optional("nextToken"), size, Ecs.invalidParameter("Invalid token."));
        ObjectNode answer = Json.object();
        answer.set("taskArns", Json.texts(page.items()));
        page.next().ifPresent(next -> answer.put("nextToken", next));
        return answer;
    }

    private static boolean matches(Task task, Request request) {
        return task.text("desiredStatus")
                        .equals(request.optional("desiredStatus").orElse("RUNNING"))
                && request.optional("family")
                        .map(task.identity().family()::equals)
                        .orElse(true)
                && request.optional("startedBy")
                        .map(task.text("startedBy")::equals)
                        .orElse(true)
                && request.optional("launchType")
                        .map(task.text("launchType")::equals)
                        .orElse(true);
    }

    private ObjectNode describe(Request request) {
        String cluster =
                clusters.get(request.optional("cluster").orElse("default")).name();
        List<String> references = request.texts("tasks");
        if (references.isEmpty()) {
            throw Ecs.invalidParameter("Tasks cannot be empty.");
        }
        if (references.size() > PAGE) {
            throw Ecs.invalidParameter("Tasks cannot have more than " + PAGE + " elements.");
        }
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("tasks");
        ArrayNode failures = answer.putArray("failures");
        for (String reference : references) {
            find(cluster, reference)
                    .ifPresentOrElse(
                            task -> found.add(view(task, request)),
                            () -> failures.addObject()
                                    .put("arn", arn(cluster, reference))
                                    .put("reason", "MISSING"));
        }
        return answer;
    }

    private static ObjectNode view(Task task, Request request) {
        ObjectNode view = task.view();
        if (!request.texts("include").contains("TAGS")) {
            view.set("tags", Json.array());
        }
        return view;
    }

    private ObjectNode stop(Request request) {
        String cluster = request.optional("cluster").orElse("default");
        Task task = stop(
                new Principal.Owner(),
                cluster,
                request.text("task"),
                request.optional("reason").orElse("Task stopped by user"));
        ObjectNode answer = Json.object();
        answer.set("task", task.view());
        return answer;
    }

    Task stop(Principal principal, String clusterReference, String reference, String reason) {
        String cluster = clusters.get(clusterReference).name();
        principal.require("ecs:StopTask", arn(cluster, reference), inCluster(clusterReference));
        Task task =
                find(cluster, reference).orElseThrow(() -> Ecs.invalidParameter("The referenced task was not found."));
        life.stop(task, "UserInitiated", reason);
        return task;
    }

    ObjectNode describeOne(Principal principal, String clusterReference, String reference) {
        String cluster = clusters.get(clusterReference).name();
        principal.require("ecs:DescribeTasks", arn(cluster, reference), inCluster(clusterReference));
        return find(cluster, reference)
                .map(Task::view)
                .orElseThrow(() -> Ecs.invalidParameter("The referenced task was not found."));
    }

    private Map<String, String> inCluster(String cluster) {
        return Map.of("ecs:cluster", clusters.arn(cluster));
    }

    private Optional<Task> find(String cluster, String reference) {
        return Optional.ofNullable(life.tasks().get(arn(cluster, reference)))
                .filter(task -> task.identity().clusterName().equals(cluster));
    }

    private String arn(String cluster, String reference) {
        return reference.startsWith("arn:") ? reference : place.arn("ecs", "task/" + cluster + "/" + reference);
    }
}
