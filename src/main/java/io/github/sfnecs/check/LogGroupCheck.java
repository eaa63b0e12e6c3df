package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.TASK_DEFINITION;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.Look;
import io.github.sfnecs.diagnostic.Command;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.ecs.AwsLogs;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Whether the log group is there to which a container prints by {@code awslogs}; without it no container of the task starts.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
 *
 * @param log where it prints
 */
record LogGroupCheck(AwsLogs log) implements Containers.Check {
    /** Of all containers of a task definition, each group once. */
    static Stream<LogGroupCheck> of(Scope scope, TaskDefinition found) {
        return found.containerDefinitions().stream()
                .flatMap(container -> AwsLogs.of(container, scope.region()).stream())
                .map(log -> new LogGroupCheck(log.withoutPrefix()))
                .distinct();
    }

    @Override
    public List<Finding> findings(AwsClients aws) {
        if (!log.namesGroup()) {
            return List.of(nonsense("awslogs-group", log.group(), "a log group"));
        }
        if (!log.namesRegion()) {
            return List.of(nonsense("awslogs-region", log.region(), "a region"));
        }
        if (!Containers.isKnown(log.region())) {
            return List.of(Finding.warning(
                    TASK_DEFINITION,
                    "awslogs-region is " + log.region() + ", a region that is unknown here.",
                    "Where there is no such region, no container of the task starts.",
                    "Correct awslogs-region in the task definition"));
        }
        return Look.at(
                TASK_DEFINITION,
                "Whether the log group " + log.group() + " exists",
                () -> List.of(exists(aws.logs(log.region())) ? there() : missing()));
    }

    private static Finding nonsense(String option, String value, String what) {
        return Finding.failed(
                TASK_DEFINITION,
                option + " is '" + Text.shortened(value, 200) + "', which is not the name of " + what + ".",
                "No container of the task starts, whatever a role allows.",
                "Correct " + option + " in the task definition");
    }

    /** The answer is sorted, so the name itself comes before all that it begins. */
    private boolean exists(CloudWatchLogsClient logs) {
        return logs.describeLogGroups(request -> request.logGroupNamePrefix(log.group())).logGroups().stream()
                .anyMatch(found -> log.group().equals(found.logGroupName()));
    }

    private Finding there() {
        return Finding.passed(TASK_DEFINITION, "The log group " + log.group() + " exists.");
    }

    private Finding missing() {
        return log.created()
                ? Finding.passed(
                        TASK_DEFINITION,
                        "The log group " + log.group() + " does not exist yet; awslogs-create-group creates it.")
                : Finding.failed(
                        TASK_DEFINITION,
                        "The log group " + log.group() + " does not exist in " + log.region() + ".",
                        KnownFailure.LOG_GROUP_MISSING,
                        "aws logs create-log-group --region " + Command.word(log.region()) + " --log-group-name "
                                + Command.word(log.group())
                                + "; or set awslogs-create-group to true in the task definition");
    }
}
