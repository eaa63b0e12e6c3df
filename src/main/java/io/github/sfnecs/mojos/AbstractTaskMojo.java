package io.github.sfnecs.mojos;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.config.CapacityProviderBean;
import io.github.sfnecs.config.ContainerOverrideBean;
import io.github.sfnecs.config.KeyValues;
import io.github.sfnecs.config.TaskParameters;
import io.github.sfnecs.config.TypedBean;
import io.github.sfnecs.config.WrittenBeans;
import io.github.sfnecs.rendering.Placement;
import io.github.sfnecs.rendering.RunTask.Features;
import io.github.sfnecs.rendering.RunTask.Overrides;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** The parameters of the task itself: what it runs on, and what it gets instead of what its task definition says. */
public abstract class AbstractTaskMojo extends AbstractStateMachineMojo {
    /** The subnets for a task in network mode {@code awsvpc}; required on Fargate. Example: {@code subnet-0abc1234}. */
    @Parameter(property = "sfn-ecs.subnets")
    private List<String> subnets;

    /** The security groups for a task in network mode {@code awsvpc}; without any, the VPC's default group. */
    @Parameter(property = "sfn-ecs.securityGroups")
    private List<String> securityGroups;

    /** Whether the task gets a public IP address. */
    @Parameter(property = "sfn-ecs.assignPublicIp", defaultValue = "false")
    private String assignPublicIp;

    /**
     * What the task runs on: {@code FARGATE} (the default), {@code EC2} or {@code EXTERNAL}; {@code CLUSTER_DEFAULT} leaves it to
     * the cluster's default capacity provider strategy. Excludes {@code capacityProviderStrategy}.
     */
    @Parameter(property = "sfn-ecs.launchType")
    private String launchType;

    /**
     * The capacity providers that the task runs on, such as Fargate Spot or one of Managed Instances, each with {@code provider} and
     * optionally {@code weight} and {@code base}. Only in the POM.
     */
    @Parameter
    private List<CapacityProviderBean> capacityProviderStrategy;

    /**
     * On which instances of the cluster ECS may place the task, each with {@code type}: {@code memberOf} with an {@code expression},
     * or {@code distinctInstance}. Only in the POM.
     */
    @Parameter
    private List<TypedBean> placementConstraints;

    /**
     * Which of these instances ECS takes, each with {@code type}: {@code binpack} or {@code spread} with a {@code field}, or
     * {@code random}. Only in the POM.
     */
    @Parameter
    private List<TypedBean> placementStrategy;

    /** How many CPU units the whole task gets, instead of the task definition's; or a path into the input. Example: {@code 1024}. */
    @Parameter(property = "sfn-ecs.cpu")
    private String cpu;

    /** How many MiB of memory the whole task gets, instead of the task definition's; or a path. Example: {@code 4096}. */
    @Parameter(property = "sfn-ecs.memory")
    private String memory;

    /** How many GiB of ephemeral storage the task gets on Fargate, 21 to 200; or a path. Example: {@code 50}. */
    @Parameter(property = "sfn-ecs.ephemeralStorage")
    private String ephemeralStorage;

    /** The platform version of Fargate. ECS takes {@code LATEST} by itself. Example: {@code 1.4.0}. */
    @Parameter(property = "sfn-ecs.platformVersion")
    private String platformVersion;

    /** Whether ECS Exec may open a shell in the task's containers. */
    @Parameter(property = "sfn-ecs.enableExecuteCommand", defaultValue = "false")
    private String enableExecuteCommand;

    /** Whether ECS tags the task with its cluster, as {@code aws:ecs:clusterName}. */
    @Parameter(property = "sfn-ecs.enableEcsManagedTags", defaultValue = "false")
    private String enableEcsManagedTags;

    /** {@code TASK_DEFINITION} gives the task the tags of its task definition; {@code NONE}, the default, does not. */
    @Parameter(property = "sfn-ecs.propagateTags")
    private String propagateTags;

    /** Tags for the task: an element for each key, or {@code -Dsfn-ecs.taskTags=team=payments,stage=test}. */
    @Parameter(property = "sfn-ecs.taskTags")
    private Map<String, String> taskTags;

    /**
     * What containers get instead of what the task definition says: {@code name}, and optionally {@code command},
     * {@code environment}, {@code environmentFiles}, {@code cpu} (units, 1024 to a vCPU), {@code memory} and
     * {@code memoryReservation} (MiB), and {@code resourceRequirements}. JSONPaths into the execution's input ({@code $.x}) or context
     * ({@code $$.x}) and intrinsic functions are filled in when the state runs, also within a text; {@code \$} is a literal dollar
     * where one would begin. A variable of the container's shell is written {@code $HOME}, or <code>\${REPORT}</code> if Maven does
     * not have it too. Only in the POM.
     */
    @Parameter
    private List<ContainerOverrideBean> containerOverrides;

    /** The ARN of the role that the containers get instead of the task definition's. */
    @Parameter(property = "sfn-ecs.taskRoleArn")
    private String taskRoleArn;

    /** The ARN of the role with which ECS pulls the image and writes logs, instead of the task definition's. */
    @Parameter(property = "sfn-ecs.executionRoleArn")
    private String executionRoleArn;

    /** Notes what is written otherwise than it can be read. */
    final WrittenBeans beans = new WrittenBeans();

    /** Takes {@code capacityProviderStrategy} as it is written. */
    public void setCapacityProviderStrategy(PlexusConfiguration written) {
        this.capacityProviderStrategy = beans.list(written, CapacityProviderBean::of);
    }

    /** Takes {@code placementConstraints} as it is written. */
    public void setPlacementConstraints(PlexusConfiguration written) {
        this.placementConstraints = beans.list(written, TypedBean.with("expression"));
    }

    /** Takes {@code placementStrategy} as it is written. */
    public void setPlacementStrategy(PlexusConfiguration written) {
        this.placementStrategy = beans.list(written, TypedBean.with("field"));
    }

    /** Takes {@code cpu} as it is written: Maven itself would take the path {@code $$.x} for {@code $.x}. */
    public void setCpu(PlexusConfiguration written) {
        this.cpu = beans.one(written, WrittenBeans.Element::text);
    }

    /** Takes {@code memory} as it is written. */
    public void setMemory(PlexusConfiguration written) {
        this.memory = beans.one(written, WrittenBeans.Element::text);
    }

    /** Takes {@code ephemeralStorage} as it is written. */
    public void setEphemeralStorage(PlexusConfiguration written) {
        this.ephemeralStorage = beans.one(written, WrittenBeans.Element::text);
    }

    /** Takes {@code containerOverrides} as it is written. */
    public void setContainerOverrides(PlexusConfiguration written) {
        this.containerOverrides = beans.list(written, ContainerOverrideBean::of);
    }

    /** Takes {@code taskTags} as one text; Maven itself reads maps only from elements of the POM. */
    public void setTaskTags(KeyValues text) {
        text.toMap().ifPresent(map -> this.taskTags = map);
    }

    /** What the task runs on. */
    final Capacity capacity(TaskParameters parameters) {
        return parameters.capacity(launchType, capacityProviderStrategy);
    }

    /** Its network. */
    final Network network(TaskParameters parameters, Capacity capacity) {
        return parameters.network(capacity, subnets, securityGroups, assignPublicIp);
    }

    /** On which instances. */
    final Placement placement(TaskParameters parameters, Capacity capacity) {
        return parameters.placement(capacity, placementConstraints, placementStrategy);
    }

    /** What else ECS can do for it. */
    final Features features(TaskParameters parameters, Capacity capacity) {
        return parameters.features(
                capacity, platformVersion, enableExecuteCommand, enableEcsManagedTags, propagateTags, taskTags);
    }

    /** What it gets instead of what its task definition says. */
    final Overrides overrides(TaskParameters parameters, Capacity capacity) {
        return parameters.overrides(
                capacity,
                parameters.size(capacity, cpu, memory, ephemeralStorage),
                containerOverrides,
                taskRoleArn,
                executionRoleArn);
    }
}
