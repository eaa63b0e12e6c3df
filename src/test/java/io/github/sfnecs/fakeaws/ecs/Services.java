package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ecs.Clusters.Cluster;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.Map;

/** Services, as far as cleaning up must leave their tasks alone: CreateService starts the desired number and no more. */
final class Services {

    private final Place place;
    private final Clusters clusters;
    private final TaskLauncher launcher;

    Services(Place place, Clusters clusters, TaskLauncher launcher) {
        this.place = place;
        this.clusters = clusters;
        this.launcher = launcher;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateService",
                Operation.of(
                        "cluster serviceName taskDefinition desiredCount launchType"
                                + " networkConfiguration{awsvpcConfiguration{subnets securityGroups assignPublicIp}}",
                        this::create));
    }

    private ObjectNode create(Request request) {
        Cluster cluster = clusters.get(request.optional("cluster").orElse("default"));
        String name = request.text("serviceName");
        int desired = request.number("desiredCount", 1);
        ObjectNode run = request.body().deepCopy();
        run.remove("serviceName");
        run.remove("desiredCount");
        run.put("group", "service:" + name).put("startedBy", "ecs-svc/" + Integer.toUnsignedString(name.hashCode()));
        for (int i = 0; i < desired; i++) {
            launcher.runTask(new Principal.Owner(), run);
        }
        ObjectNode answer = Json.object();
        answer.putObject("service")
                .put("serviceArn", place.arn("ecs", "service/" + cluster.name() + "/" + name))
                .put("serviceName", name)
                .put("clusterArn", cluster.arn())
                .put("status", "ACTIVE")
                .put("desiredCount", desired)
                .put("runningCount", 0)
                .put("pendingCount", desired)
                .put("taskDefinition", request.text("taskDefinition"));
        return answer;
    }
}
