package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.arn.ResourceKind;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.rendering.ContainerOverride;
import io.github.sfnecs.rendering.Placement;
import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.rendering.RunTask.Features;
import io.github.sfnecs.rendering.RunTask.Limits;
import io.github.sfnecs.rendering.RunTask.Overrides;
import io.github.sfnecs.rendering.TaskSize;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;

/** Reads the parameters of the task that Step Functions shall run. */
public final class TaskParameters {
    private static final long MOST_SECONDS = 99_999_999;
    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html */
    private static final int MOST_SUBNETS = 16;

    private static final int MOST_SECURITY_GROUPS = 5;

    private final ParameterReader values;
    private final Optional<Scope> scope;
    private final MavenProperties properties;

    /** Reads with these; the scope is the cluster's, empty where the cluster itself is a mistake. */
    public TaskParameters(ParameterReader values, Optional<Scope> scope, MavenProperties properties) {
        this.values = values;
        this.scope = scope;
        this.properties = properties;
    }

    /** The task definition's ARN if it has a revision, else its family. */
    public Optional<String> taskDefinition(String taskDefinitionArn) {
        if (taskDefinitionArn == null || taskDefinitionArn.isBlank()) {
            values.required(
                    "taskDefinitionArn",
                    taskDefinitionArn,
                    ResourceKind.TASK_DEFINITION.example(scope.orElse(ParameterReader.EXAMPLE)));
            return Optional.empty();
        }
        return values.arn("taskDefinitionArn", taskDefinitionArn, ResourceKind.TASK_DEFINITION, scope)
                .map(TaskParameters::taskDefinition);
    }

    private static String taskDefinition(Arn arn) {
        String name = arn.resourceAsString().substring("task-definition/".length());
        return name.contains(":") ? arn.toString() : name;
    }

    /** What the task runs on. */
    public Capacity capacity(String launchType, List<CapacityProviderBean> strategy) {
        return CapacityProviderBean.capacity(values, properties, launchType, strategy);
    }

    /** On which instances ECS places the task. */
    public Placement placement(Capacity capacity, List<TypedBean> constraints, List<TypedBean> strategy) {
        return new Placement(
                TypedBean.constraints(values, properties, capacity, constraints),
                TypedBean.strategy(values, properties, capacity, strategy));
    }

    /** How much the whole task gets. */
    public TaskSize size(Capacity capacity, String cpu, String memory, String ephemeralStorage) {
        return new Values(values, properties).size(capacity, cpu, memory, ephemeralStorage);
    }

    /** Where the task gets its network interface. */
    public Network network(
            Capacity capacity, List<String> subnets, List<String> securityGroups, String assignPublicIp) {
        Network network = new Network(
                values.list("subnets", subnets),
                values.list("securityGroups", securityGroups),
                values.flag("assignPublicIp", assignPublicIp));
        if (capacity.onFargate() && (subnets == null || subnets.stream().allMatch(TaskParameters::isBlank))) {
            values.mistakes()
                    .add(
                            "subnets",
                            null,
                            "a task on Fargate needs at least one subnet",
                            "<subnets><subnet>subnet-0abc1234</subnet></subnets>");
        }
        atMost("subnets", network.subnets(), MOST_SUBNETS);
        atMost("securityGroups", network.securityGroups(), MOST_SECURITY_GROUPS);
        return network;
    }

    private void atMost(String parameter, List<String> given, int most) {
        if (given.size() > most) {
            values.mistakes()
                    .add(parameter, given.size() + " of them", "ECS takes at most " + most, "Leave some of them out");
        }
    }

    /** What else ECS can do for the task. */
    public Features features(
            Capacity capacity,
            String platformVersion,
            String enableExecuteCommand,
            String enableEcsManagedTags,
            String propagateTags,
            Map<String, String> taskTags) {
        Optional<String> version = values.text("platformVersion", platformVersion);
        if (version.isPresent() && capacity.notOnFargate()) {
            values.mistakes()
                    .add(
                            "platformVersion",
                            platformVersion,
                            "only tasks on Fargate have a platform version",
                            "Leave platformVersion out");
        }
        Optional<PropagateTags> propagate = values.choice("propagateTags", propagateTags, PropagateTags.class);
        return new Features(
                version,
                values.flag("enableExecuteCommand", enableExecuteCommand),
                values.flag("enableEcsManagedTags", enableEcsManagedTags),
                propagate.filter(PropagateTags.TASK_DEFINITION::equals).map(Enum::name),
                values.tags("taskTags", taskTags));
    }

    /** From where a task gets tags besides its own; a service has no part in a task that Step Functions runs. */
    private enum PropagateTags {
        NONE,
        TASK_DEFINITION
    }

    /** What differs from the task definition. */
    public Overrides overrides(
            Capacity capacity,
            TaskSize size,
            List<ContainerOverrideBean> containers,
            String taskRoleArn,
            String executionRoleArn) {
        List<ContainerOverride> overrides = new ArrayList<>();
        for (ContainerOverrideBean bean : containers == null ? List.<ContainerOverrideBean>of() : containers) {
            ContainerOverride override =
                    bean.toOverride(values, properties, "containerOverrides[" + overrides.size() + "]");
            if (capacity.onFargate() && !override.resourceRequirements().isEmpty()) {
                values.mistakes()
                        .add(
                                "containerOverrides[" + overrides.size() + "].resourceRequirements",
                                override.resourceRequirements().size() + " of them",
                                "Fargate has neither GPUs nor Neuron devices",
                                "Leave resourceRequirements out, or set launchType to EC2");
            }
            overrides.add(override);
        }
        return new Overrides(
                size, overrides, role("taskRoleArn", taskRoleArn), role("executionRoleArn", executionRoleArn));
    }

    private Optional<String> role(String parameter, String arn) {
        return values.arn(parameter, arn, ResourceKind.ROLE, scope).map(Arn::toString);
    }

    /** How the state waits for the task. */
    public IntegrationPattern pattern(String integrationPattern) {
        return values.choice("integrationPattern", integrationPattern, IntegrationPattern.class)
                .orElse(IntegrationPattern.RUN_JOB);
    }

    /** The container that gets the task token. */
    public Optional<String> tokenContainer(IntegrationPattern pattern, String taskTokenContainer) {
        Optional<String> container = values.text("taskTokenContainer", taskTokenContainer);
        if (container.isPresent() && pattern != IntegrationPattern.WAIT_FOR_TASK_TOKEN) {
            values.mistakes()
                    .add(
                            "taskTokenContainer",
                            taskTokenContainer,
                            "there is a task token only with integrationPattern WAIT_FOR_TASK_TOKEN",
                            "Leave taskTokenContainer out");
        }
        return container;
    }

    /** When the state is tried again or given up. */
    public Limits limits(IntegrationPattern pattern, RetryBean retry, String stateTimeout, String heartbeat) {
        return limits(pattern, retry, Retry.DEFAULT, stateTimeout, heartbeat);
    }

    /** The same, with what is usual of the attempts. */
    public Limits limits(
            IntegrationPattern pattern, RetryBean retry, Retry usual, String stateTimeout, String heartbeat) {
        Optional<Duration> timeout = seconds(values, "stateTimeout", stateTimeout, "PT2H");
        Optional<Duration> silence = seconds(values, "heartbeat", heartbeat, "PT10M");
        boolean token = pattern == IntegrationPattern.WAIT_FOR_TASK_TOKEN;
        if (token && isBlank(stateTimeout) && isBlank(heartbeat)) {
            values.mistakes()
                    .add(
                            "heartbeat",
                            null,
                            "with WAIT_FOR_TASK_TOKEN the state would wait a year for a container that never starts;"
                                    + " heartbeat or stateTimeout is required",
                            xml("heartbeat", "PT10M") + " or " + xml("stateTimeout", "PT2H"));
        }
        if (!token && silence.isPresent()) {
            values.mistakes()
                    .add(
                            "heartbeat",
                            heartbeat,
                            "only with WAIT_FOR_TASK_TOKEN does anybody send heartbeats",
                            "Leave heartbeat out, or use " + xml("stateTimeout", heartbeat));
        }
        if (silence.isPresent() && timeout.isPresent() && silence.get().compareTo(timeout.get()) >= 0) {
            values.mistakes()
                    .add("heartbeat", heartbeat, "it has to be shorter than stateTimeout", xml("heartbeat", "PT1M"));
        }
        return new Limits(retry == null ? usual : retry.toRetry(values, properties, usual), timeout, silence);
    }

    /** A duration of whole seconds, which is what the Amazon States Language has. */
    static Optional<Duration> seconds(ParameterReader values, String parameter, String value, String example) {
        return values.duration(parameter, value, example).filter(duration -> {
            boolean whole =
                    duration.equals(duration.truncatedTo(ChronoUnit.SECONDS)) && duration.toSeconds() <= MOST_SECONDS;
            if (!whole) {
                values.mistakes()
                        .add(
                                parameter,
                                value,
                                "it is a whole number of seconds, at most " + MOST_SECONDS,
                                xml(parameter, example));
            }
            return whole;
        });
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
