package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.TASK_DEFINITION;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.Look;
import io.github.sfnecs.diagnostic.Command;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Whether the log group is there to which a container prints by {@code awslogs}; without it no container of the task starts.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
 *
 * @param region where the group is
 * @param group its name
 * @param created whether ECS creates it where there is none
 */
record LogGroupCheck(String region, String group, boolean created) implements Containers.Check {
    /** Of all containers of a task definition, each group once. */
    static Stream<LogGroupCheck> of(Scope scope, TaskDefinition found) {
        return found.containerDefinitions().stream()
                .filter(LogGroupCheck::prints)
                .map(container -> container.logConfiguration().options())
                .filter(options -> options.containsKey("awslogs-group"))
                .map(options -> of(scope, options))
                .distinct();
    }

    private static boolean prints(ContainerDefinition container) {
        return container.logConfiguration() != null
                && container.logConfiguration().logDriver() == LogDriver.AWSLOGS;
    }

    private static LogGroupCheck of(Scope scope, Map<String, String> options) {
        return new LogGroupCheck(
                options.getOrDefault("awslogs-region", scope.region()),
                options.get("awslogs-group"),
                Boolean.parseBoolean(options.get("awslogs-create-group")));
    }

    @Override
    public List<Finding> findings(AwsClients aws) {
        if (Region.regions().stream().noneMatch(known -> known.id().equals(region))) {
            return List.of(Finding.warning(
                    TASK_DEFINITION,
                    "awslogs-region is " + region + ", a region that is unknown here.",
                    "Where there is no such region, no container of the task starts.",
                    "Correct awslogs-region in the task definition"));
        }
        return Look.at(
                TASK_DEFINITION,
                "Whether the log group " + group + " exists",
                () -> List.of(exists(aws.logs(region)) ? there() : missing()));
    }

    /** The answer is sorted, so the name itself comes before all that it begins. */
    private boolean exists(CloudWatchLogsClient logs) {
        return logs.describeLogGroups(request -> request.logGroupNamePrefix(group)).logGroups().stream()
                .anyMatch(found -> group.equals(found.logGroupName()));
    }

    private Finding there() {
        return Finding.passed(TASK_DEFINITION, "The log group " + group + " exists.");
    }

    private Finding missing() {
        return created
                ? Finding.passed(
                        TASK_DEFINITION,
                        "The log group " + group + " does not exist yet; awslogs-create-group creates it.")
                : Finding.failed(
                        TASK_DEFINITION,
                        "The log group " + group + " does not exist in " + region + ".",
                        KnownFailure.LOG_GROUP_MISSING,
                        "aws logs create-log-group --region " + Command.word(region) + " --log-group-name "
                                + Command.word(group) + "; or set awslogs-create-group to true in the task definition");
    }
}
