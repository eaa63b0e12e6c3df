package io.github.sfnecs.role;

import io.github.sfnecs.arn.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Where the containers of a task print to in CloudWatch Logs, as a policy names it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 */
public final class LogStreams {
    /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._/#-]{1,512}");

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
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
        if (container.logConfiguration() == null || container.logConfiguration().logDriver() != LogDriver.AWSLOGS) {
            return Stream.empty();
        }
        Map<String, String> options = container.logConfiguration().options();
        String group = options.getOrDefault("awslogs-group", "");
        String region = options.getOrDefault("awslogs-region", scope.region());
        if (!GROUP.matcher(group).matches() || !REGION.matcher(region).matches()) {
            return Stream.empty();
        }
        String streams = Optional.ofNullable(options.get("awslogs-stream-prefix"))
                .filter(prefix -> !prefix.isEmpty())
                .map(prefix -> prefix + "/" + container.name())
                .filter(name -> LITERAL.matcher(name).matches())
                .map(name -> name + "/*")
                .orElse("*");
        return Stream.of(new Scope(scope.partition(), region, scope.account())
                .regional("logs", "log-group:" + group + ":log-stream:" + streams));
    }
}
