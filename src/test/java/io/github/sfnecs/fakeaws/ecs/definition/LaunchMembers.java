package io.github.sfnecs.fakeaws.ecs.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What RunTask takes in its lists of typed members, as its model has them, and what Fargate has none of. That of placement constraints was
 * seen in <a href="https://github.com/GetSimpl/cloudlift/pull/138">a report</a>; what is said of the others nobody has seen.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html">Fargate</a>
 */
public final class LaunchMembers {

    private LaunchMembers() {}

    public static Optional<String> violation(ObjectNode request, boolean fargate) {
        return Stream.<Function<ObjectNode, Optional<String>>>of(
                        any -> types(request.path("placementConstraints"), "memberOf", "distinctInstance"),
                        any -> types(request.path("placementStrategy"), "binpack", "spread", "random"),
                        any -> constraints(request.path("placementConstraints")),
                        any -> containers(request),
                        any -> fargate ? onFargate(request) : elsewhere(request))
                .map(check -> check.apply(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> types(JsonNode items, String... all) {
        return stream(items)
                .map(item -> item.path("type").asText())
                .filter(type -> !Set.of(all).contains(type))
                .findFirst()
                .map(type -> "Invalid type: '" + type + "'.");
    }

    private static Optional<String> constraints(JsonNode constraints) {
        return stream(constraints)
                .filter(constraint ->
                        constraint.path("type").asText().equals("memberOf") != constraint.has("expression"))
                .findFirst()
                .map(constraint -> "A constraint of the type memberOf has an expression, and no other.");
    }

    private static Optional<String> containers(ObjectNode request) {
        return stream(request.at("/overrides/containerOverrides"))
                .flatMap(container -> Stream.of(
                        types(container.path("environmentFiles"), "s3"),
                        types(container.path("resourceRequirements"), "GPU", "InferenceAccelerator", "NeuronDevice"),
                        stream(container.path("environmentFiles"))
                                .map(file -> file.path("value").asText())
                                .filter(arn -> !arn.matches("arn:[^:]+:s3:::[^/]+/.+\\.env"))
                                .findFirst()
                                .map(arn -> "Invalid arn for environment file: '" + arn + "'.")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> onFargate(ObjectNode request) {
        if (!request.path("placementConstraints").isEmpty()) {
            return Optional.of("Placement constraints are not supported with FARGATE launch type.");
        }
        if (!request.path("placementStrategy").isEmpty()) {
            return Optional.of("Placement strategies are not supported with FARGATE launch type.");
        }
        if (stream(request.at("/overrides/containerOverrides"))
                .anyMatch(container -> !container.path("resourceRequirements").isEmpty())) {
            return Optional.of("Resource requirements are not supported with FARGATE launch type.");
        }
        JsonNode storage = request.at("/overrides/ephemeralStorage/sizeInGiB");
        return !storage.isMissingNode() && (storage.asInt() < 21 || storage.asInt() > 200)
                ? Optional.of("Ephemeral storage has 21 to 200 GiB, not " + storage + ".")
                : Optional.empty();
    }

    private static Optional<String> elsewhere(ObjectNode request) {
        return request.at("/overrides/ephemeralStorage").isMissingNode()
                ? Optional.empty()
                : Optional.of("Ephemeral storage is supported with FARGATE launch type only.");
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
