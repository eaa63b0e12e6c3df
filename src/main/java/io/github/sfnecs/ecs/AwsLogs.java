package io.github.sfnecs.ecs;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/**
 * Where the log driver {@code awslogs} puts what a container prints, as the task definition says.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 *
 * @param group the log group
 * @param region where the group is
 * @param prefix of the streams' names
 * @param created whether ECS creates the group where there is none
 */
public record AwsLogs(String group, String region, Optional<String> prefix, boolean created) {
    /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
    private static final Pattern GROUP = Pattern.compile("[\\w./#-]{1,512}");

    /** From {@code us-east-1} to {@code eusc-de-east-1}. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(-[a-z]{1,12}){1,3}-\\d{1,2}");

    /** Empty where the container prints elsewhere; where its options do not say the region, that of the task. */
    public static Optional<AwsLogs> of(ContainerDefinition container, String regionOfTask) {
        return Optional.ofNullable(container.logConfiguration())
                .filter(log ->
                        log.logDriver() == LogDriver.AWSLOGS && log.options().containsKey("awslogs-group"))
                .map(log -> of(log.options(), regionOfTask));
    }

    private static AwsLogs of(Map<String, String> options, String regionOfTask) {
        return new AwsLogs(
                options.get("awslogs-group"),
                options.getOrDefault("awslogs-region", regionOfTask),
                Optional.ofNullable(options.get("awslogs-stream-prefix")).filter(prefix -> !prefix.isEmpty()),
                Boolean.parseBoolean(options.get("awslogs-create-group")));
    }

    /** Whether a log group can have this name. */
    public boolean namesGroup() {
        return GROUP.matcher(group).matches();
    }

    /** Whether a region can have this name. */
    public boolean namesRegion() {
        return REGION.matcher(region).matches();
    }

    /** The same for every container that prints there. */
    public AwsLogs withoutPrefix() {
        return new AwsLogs(group, region, Optional.empty(), created);
    }
}
