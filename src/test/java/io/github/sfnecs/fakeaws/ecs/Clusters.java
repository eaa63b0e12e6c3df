package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/** The clusters of a region. */
final class Clusters {

    /** A deleted one is inactive, and can be described for a while. */
    record Cluster(
            String name,
            String arn,
            JsonNode capacityProviders,
            JsonNode defaultStrategy,
            JsonNode tags,
            boolean active) {}

    private final Place place;
    private final Map<String, Cluster> clusters = new LinkedHashMap<>();
    private ToLongBiFunction<String, String> count = (cluster, status) -> 0;

    Clusters(Place place) {
        this.place = place;
    }

    /** @param counter of the tasks of a cluster in a status */
    void count(ToLongBiFunction<String, String> counter) {
        count = counter;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateCluster",
                Operation.of(
                        "clusterName tags{key value} capacityProviders"
                                + " defaultCapacityProviderStrategy{capacityProvider weight base}",
                        this::create),
                "DescribeClusters",
                Operation.of("clusters include", this::describe),
                "DeleteCluster",
                Operation.of("cluster", this::delete),
                "PutClusterCapacityProviders",
                Operation.of(
                        "cluster capacityProviders defaultCapacityProviderStrategy{capacityProvider weight base}",
                        this::putCapacityProviders));
    }

    private ObjectNode create(Request request) {
        String name = request.optional("clusterName").orElse("default");
        if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
            throw Ecs.invalidParameter("Identifier was not valid");
        }
        Cluster cluster = new Cluster(
                name,
                arn(name),
                request.get("capacityProviders"),
                request.get("defaultCapacityProviderStrategy"),
                request.get("tags"),
                true);
        return answer(clusters.merge(name, cluster, (before, now) -> before.active ? before : now));
    }

    private ObjectNode describe(Request request) {
        ArrayNode found = Json.array();
        ArrayNode failures = Json.array();
        List<String> wanted = request.texts("clusters");
        for (String reference : wanted.isEmpty() ? List.of("default") : wanted) {
            Cluster cluster = clusters.get(name(reference));
            if (cluster == null) {
                failures.addObject().put("arn", arn(name(reference))).put("reason", "MISSING");
            } else {
                found.add(view(cluster));
            }
        }
        ObjectNode answer = Json.object();
        answer.set("clusters", found);
        answer.set("failures", failures);
        return answer;
    }

    private ObjectNode delete(Request request) {
        Cluster cluster = get(request.text("cluster"));
        if (count.applyAsLong(cluster.name, "RUNNING") + count.applyAsLong(cluster.name, "PENDING") > 0) {
            throw new AwsError(
                    "ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
        }
        return answer(replace(new Cluster(
                cluster.name, cluster.arn, cluster.capacityProviders, cluster.defaultStrategy, cluster.tags, false)));
    }

    private ObjectNode putCapacityProviders(Request request) {
        Cluster cluster = get(request.text("cluster"));
        return answer(replace(new Cluster(
                cluster.name,
                cluster.arn,
                request.get("capacityProviders"),
                request.get("defaultCapacityProviderStrategy"),
                cluster.tags,
                true)));
    }

    private Cluster replace(Cluster cluster) {
        clusters.put(cluster.name, cluster);
        return cluster;
    }

    private ObjectNode answer(Cluster cluster) {
        ObjectNode answer = Json.object();
        answer.set("cluster", view(cluster));
        return answer;
    }

    private ObjectNode view(Cluster cluster) {
        ObjectNode view = Json.object()
                .put("clusterArn", cluster.arn)
                .put("clusterName", cluster.name)
                .put("status", cluster.active ? "ACTIVE" : "INACTIVE")
                .put("registeredContainerInstancesCount", 0)
                .put("runningTasksCount", count.applyAsLong(cluster.name, "RUNNING"))
                .put("pendingTasksCount", count.applyAsLong(cluster.name, "PENDING"))
                .put("activeServicesCount", 0);
        view.set("tags", orEmpty(cluster.tags));
        view.set("capacityProviders", orEmpty(cluster.capacityProviders));
        view.set("defaultCapacityProviderStrategy", orEmpty(cluster.defaultStrategy));
        return view;
    }

    private static JsonNode orEmpty(JsonNode list) {
        return list.isMissingNode() ? Json.array() : list;
    }

    Cluster get(String reference) {
        Cluster cluster = reference.startsWith("arn:") && !reference.equals(arn(name(reference)))
                ? null
                : clusters.get(name(reference));
        if (cluster == null) {
            throw new AwsError("ClusterNotFoundException", "Cluster not found.");
        }
        if (!cluster.active) {
            throw new AwsError("ClusterNotFoundException", "The referenced cluster was inactive.");
        }
        return cluster;
    }

    /** Whether or not there is such a cluster. */
    String arn(String reference) {
        return reference.startsWith("arn:") ? reference : place.arn("ecs", "cluster/" + reference);
    }

    static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
