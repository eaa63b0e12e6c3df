package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ecs.LaunchChecks.Capacity;
import io.github.sfnecs.fakeaws.ecs.definition.TaskDefinition;
import io.github.sfnecs.fakeaws.wire.AwsError;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The platform versions of Fargate, of which all of Linux before 1.4.0 are retired. What is said of Windows containers on Spot nobody has
 * seen; of ARM, which Spot did not have either, <a href="https://github.com/aws/containers-roadmap/issues/2407">it was this</a>.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-versions-retired.html">Retired</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-windows-fargate.html">Windows</a>
 */
final class PlatformChecks {

    private PlatformChecks() {}

    static void check(ObjectNode request, TaskDefinition definition, Capacity capacity) {
        boolean fargate = capacity.launchType().equals("FARGATE");
        if (!fargate && request.has("platformVersion")) {
            throw Ecs.invalidParameter("The platform version must be null when specifying an EC2 launch type.");
        }
        boolean windows = definition.windows();
        String version = request.path("platformVersion").asText("LATEST");
        if (fargate && !Set.of("LATEST", windows ? "1.0.0" : "1.4.0").contains(version)) {
            throw new AwsError("PlatformUnknownException", "The specified platform does not exist.");
        }
        boolean spot = StreamSupport.stream(
                        request.path("capacityProviderStrategy").spliterator(), false)
                .anyMatch(item -> item.path("capacityProvider").asText().equals("FARGATE_SPOT"));
        if (windows && (spot || capacity.provider().equals(Optional.of("FARGATE_SPOT")))) {
            throw Ecs.invalidParameter(
                    "FARGATE_SPOT capacity provider is not supported when using Windows containers.");
        }
    }
}
