package io.github.sfnecs.logs;

import io.github.sfnecs.arn.TaskArn;
import io.github.sfnecs.diagnostic.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Where the log of one container of a task is, if it can be followed.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
public sealed interface ContainerLog {
    /** The container's name, as the task definition says. */
    String container();

    /** It is, or will be, in CloudWatch Logs. */
    record Followed(String container, LogStream stream) implements ContainerLog {}

    /**
     * It will be in CloudWatch Logs, in a stream whose name is known once the container runs: without
     * {@code awslogs-stream-prefix} that is the id that Docker gave the container. Ask again with the task as it is then.
     */
    record NotYet(String container) implements ContainerLog {}

    /**
     * It is elsewhere, or nowhere.
     *
     * @param reason a sentence for the user, made of AWS's texts, which are not made printable
     */
    record NotFollowed(String container, String reason) implements ContainerLog {}

    /** Where the containers of a task print to, in the order of its task definition; a container without a name is left out. */
    static List<ContainerLog> of(TaskDefinition definition, Task task) {
        List<ContainerLog> logs = new ArrayList<>();
        for (ContainerDefinition container : definition.containerDefinitions()) {
            if (container != null && container.name() != null) {
                logs.add(new Finder(task, container.name()).find(container.logConfiguration()));
            }
        }
        return logs;
    }

    /** Looks for the log of one container. */
    record Finder(Task task, String container) {
        private static final String AWSLOGS = "awslogs";
        /** A region becomes part of a host's name. */
        private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

        private static final int NAME = 100;

        ContainerLog find(LogConfiguration configuration) {
            if (configuration == null || configuration.logDriverAsString() == null) {
                return notFollowed("it has no log driver");
            }
            String driver = configuration.logDriverAsString();
            return driver.equals(AWSLOGS)
                    ? inCloudWatch(configuration.options())
                    : notFollowed("its log driver is " + Text.shortened(driver, NAME) + ", not " + AWSLOGS);
        }

        private ContainerLog inCloudWatch(Map<String, String> options) {
            String group = options.get("awslogs-group");
            if (group == null || group.isEmpty()) {
                return notFollowed("its log configuration has no awslogs-group");
            }
            Optional<String> region = Optional.ofNullable(options.get("awslogs-region"))
                    .or(this::regionOfTask)
                    .filter(name -> REGION.matcher(name).matches());
            if (region.isEmpty()) {
                return notFollowed("its log configuration has no region in awslogs-region");
            }
            String prefix = options.get("awslogs-stream-prefix");
            return prefix == null || prefix.isEmpty()
                    ? runtimeId()
                            .<ContainerLog>map(id -> followed(region.get(), group, id))
                            .orElseGet(() -> stopped() ? notFollowed("it never ran") : new NotYet(container))
                    : taskId().<ContainerLog>map(
                                    id -> followed(region.get(), group, prefix + "/" + container + "/" + id))
                            .orElseGet(() -> notFollowed("its task has no id"));
        }

        private Followed followed(String region, String group, String stream) {
            return new Followed(container, new LogStream(region, group, stream));
        }

        private ContainerLog notFollowed(String why) {
            return new NotFollowed(
                    container,
                    "The log of container " + Text.shortened(container, NAME) + " is not followed: " + why + ".");
        }

        private Optional<String> regionOfTask() {
            return Optional.ofNullable(task.taskArn()).flatMap(arn -> new TaskArn(arn).region());
        }

        private Optional<String> taskId() {
            return Optional.ofNullable(task.taskArn())
                    .map(arn -> new TaskArn(arn).id())
                    .filter(id -> !id.isEmpty());
        }

        private Optional<String> runtimeId() {
            return task.containers().stream()
                    .filter(Objects::nonNull)
                    .filter(other -> container.equals(other.name()))
                    .map(Container::runtimeId)
                    .filter(Objects::nonNull)
                    .filter(id -> !id.isEmpty())
                    .findFirst();
        }

        private boolean stopped() {
            return "STOPPED".equals(task.lastStatus());
        }
    }
}
