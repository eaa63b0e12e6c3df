package io.github.sfnecs.role;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.ecs.AwsLogs;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Where the containers of a task print to in CloudWatch Logs, as a policy names it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 */
public final class LogStreams {
    /** What has no meaning of its own in a policy. */
    private static final Pattern LITERAL = Pattern.compile("[^*?$:]+");

    private LogStreams() {}

    /** The ARNs of the streams, with a wildcard for the task's id, which is unknown before it runs. */
    public static List<String> of(Scope scope, TaskDefinition taskDefinition) {
        return taskDefinition.containerDefinitions().stream()
                .flatMap(container -> stream(scope, container))
                .distinct()
                .toList();
    }

    private static Stream<String> stream(Scope scope, ContainerDefinition container) {
        return AwsLogs.of(container, scope.region())
                .filter(log -> log.namesGroup() && log.namesRegion())
                .map(log -> new Scope(scope.partition(), log.region(), scope.account())
                        .regional(
                                "logs",
                                "log-group:" + log.group() + ":log-stream:"
                                        + log.prefix()
                                                .map(prefix -> prefix + "/" + container.name())
                                                .filter(name ->
                                                        LITERAL.matcher(name).matches())
                                                .map(name -> name + "/*")
                                                .orElse("*")))
                .stream();
    }
}
