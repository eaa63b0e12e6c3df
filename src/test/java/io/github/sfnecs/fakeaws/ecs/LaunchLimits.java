package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ecs.definition.TaskDefinition;
import java.util.List;
import java.util.Optional;

/**
 * How long the lists of RunTask may be. That of subnets was seen in <a
 * href="https://github.com/opensearch-project/opensearch-migrations/issues/1430">a report</a>; nobody has seen what is said of the others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html">Containers of a task</a>
 */
final class LaunchLimits {

    private record Limit(String list, int most) {

        String name() {
            return list.substring(list.lastIndexOf('/') + 1);
        }
    }

    private static final List<Limit> ALL = List.of(
            new Limit("/networkConfiguration/awsvpcConfiguration/subnets", 16),
            new Limit("/networkConfiguration/awsvpcConfiguration/securityGroups", 5),
            new Limit("/overrides/containerOverrides", 10),
            new Limit("/capacityProviderStrategy", 20),
            new Limit("/placementConstraints", 10),
            new Limit("/placementStrategy", 5),
            new Limit("/tags", 50));

    private LaunchLimits() {}

    static Optional<String> violation(ObjectNode request, TaskDefinition definition) {
        int constraints = size(request.path("placementConstraints"));
        int more = constraints > 0 ? size(definition.member("placementConstraints")) : 0;
        return ALL.stream()
                .filter(limit ->
                        size(request.at(limit.list())) + (limit.name().equals("placementConstraints") ? more : 0)
                                > limit.most())
                .findFirst()
                .map(limit -> limit.name() + " can have at most " + limit.most() + " items.");
    }

    private static int size(JsonNode list) {
        return list.isArray() ? list.size() : 0;
    }
}
