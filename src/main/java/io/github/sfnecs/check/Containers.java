package io.github.sfnecs.check;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.diagnostic.Finding;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What the containers of a task are made of and print to, each thing once.
 *
 * @param found their task definition
 * @param onFargate whether they may run on Fargate
 */
public record Containers(TaskDefinition found, boolean onFargate) {
    /** A look at one thing. */
    public sealed interface Check permits ImageCheck, LogGroupCheck {
        /** What is found. */
        List<Finding> findings(AwsClients aws);
    }

    /** All looks. */
    public List<Check> checks(Scope scope) {
        return Stream.<Check>concat(ImageCheck.of(found, onFargate), LogGroupCheck.of(scope, found))
                .toList();
    }

    /** Whether the SDK knows a region, and so the host to ask there. */
    static boolean isKnown(String region) {
        return Region.regions().stream().anyMatch(known -> known.id().equals(region));
    }
}
