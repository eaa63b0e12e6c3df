package io.github.sfnecs.mojos;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.bound.DefinitionFileParameters;
import io.github.sfnecs.bound.DefinitionSource;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.config.KeyValues;
import io.github.sfnecs.config.LimitParameters;
import io.github.sfnecs.config.MavenProperties;
import io.github.sfnecs.config.RetryBean;
import io.github.sfnecs.config.RoleParameters;
import io.github.sfnecs.config.TaskParameters;
import io.github.sfnecs.rendering.LaunchRules;
import io.github.sfnecs.rendering.Placement;
import io.github.sfnecs.rendering.RunTask;
import io.github.sfnecs.rendering.RunTask.Features;
import io.github.sfnecs.rendering.RunTask.Limits;
import io.github.sfnecs.rendering.RunTask.Overrides;
import io.github.sfnecs.role.StateMachineRole;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The parameters from which the definition and its role follow. Two goals need all of them, and Maven has no other way to share
 * parameters that are also properties.
 */
public abstract class AbstractDefinitionMojo extends AbstractTaskMojo {
    /**
     * Whether each state of {@code definitionFile} that runs a task without a {@code Group} is given one, which tells whose the task is:
     * {@code cleanup-tasks} and {@code status} know no others.
     */
    @Parameter(property = "sfn-ecs.markTasks", defaultValue = "true")
    private String markTasks;

    /**
     * A file with an IAM policy in JSON: what the role of {@code definitionFile} may do besides what follows from the file, for states of
     * which not all is decided there. Example: {@code src/main/sfn/permissions.json}.
     */
    @Parameter(property = "sfn-ecs.additionalPermissions")
    private File additionalPermissions;

    /**
     * The task definitions, by family, family and revision, or ARN, that states of {@code definitionFile} may run whose
     * {@code TaskDefinition} only the execution's input decides. Example: {@code report-eu}.
     */
    @Parameter(property = "sfn-ecs.dynamicTaskDefinitions")
    private List<String> dynamicTaskDefinitions;

    /**
     * The ARN of the task definition, required without {@code definitionFile}. With a revision, that one is run. Without, ECS runs the newest active revision
     * at that time, and the role may run every revision.
     * Example: {@code arn:aws:ecs:eu-central-1:123456789012:task-definition/report:7}.
     */
    @Parameter(property = "sfn-ecs.taskDefinitionArn")
    private String taskDefinitionArn;

    /**
     * How the state waits for the task: {@code RUN_JOB} until it stops, {@code REQUEST_RESPONSE} until ECS accepts it, which is
     * what a container wants that never ends by itself, {@code WAIT_FOR_TASK_TOKEN} until somebody sends the task token back.
     */
    @Parameter(property = "sfn-ecs.integrationPattern", defaultValue = "RUN_JOB")
    private String integrationPattern;

    /**
     * With {@code WAIT_FOR_TASK_TOKEN} the container that gets the token as environment variable {@code TASK_TOKEN}. By default
     * the only container. Example: {@code app}.
     */
    @Parameter(property = "sfn-ecs.taskTokenContainer")
    private String taskTokenContainer;

    /**
     * How many more times the task is started when ECS was too busy: a number, by default {@code 3}, {@code 0} for never. In the
     * POM also with children: {@code maxAttempts}, {@code neverStarted}, {@code spotInterruption}, {@code failed}, {@code exitCodes},
     * {@code ec2Throttling}, {@code missedHeartbeat}, {@code interval}, {@code backoffRate}, {@code maxDelay}, {@code jitter}.
     */
    @Parameter(property = "sfn-ecs.retry")
    private RetryBean retry;

    /** How long the state may take, in ISO-8601. By default as long as Step Functions lets it. Example: {@code PT2H}. */
    @Parameter(property = "sfn-ecs.stateTimeout")
    private String stateTimeout;

    /** How long all attempts together may take, in ISO-8601. By default as long as Step Functions lets them. Example: {@code PT4H}. */
    @Parameter(property = "sfn-ecs.timeoutOverall")
    private String timeoutOverall;

    /** What the task runs on after a Spot interruption that is not retried: {@code FARGATE}, or a capacity provider without Spot. */
    @Parameter(property = "sfn-ecs.onSpotInterruption")
    private String onSpotInterruption;

    /**
     * With {@code WAIT_FOR_TASK_TOKEN} the longest time, in ISO-8601, without a heartbeat from the container; this or
     * {@code stateTimeout} is then required. Example: {@code PT10M}.
     */
    @Parameter(property = "sfn-ecs.heartbeat")
    private String heartbeat;

    /**
     * The name of the role that {@code ensure-role} creates, at most 64 characters. By default
     * {@code sfn-ecs-<stateMachineName>-<region>}.
     */
    @Parameter(property = "sfn-ecs.roleName")
    private String roleName;

    /** The path under which {@code ensure-role} creates the role; one that exists keeps its path. Example: {@code /service/}. */
    @Parameter(property = "sfn-ecs.rolePath", defaultValue = "/")
    private String rolePath;

    /** The ARN of a managed policy that bounds the role's permissions. */
    @Parameter(property = "sfn-ecs.permissionsBoundaryArn")
    private String permissionsBoundaryArn;

    /** Whether {@code ensure-role} may take over a role of this name that it did not create. */
    @Parameter(property = "sfn-ecs.adoptRole", defaultValue = "false")
    private String adoptRole;

    /** The ARN of a role that someone else owns: it is used and never changed. Excludes {@code roleName}. */
    @Parameter(property = "sfn-ecs.roleArn")
    private String roleArn;

    /** Whether {@code deploy-statemachine} may take over a state machine of this name that it did not create. */
    @Parameter(property = "sfn-ecs.adoptStateMachine", defaultValue = "false")
    private String adoptStateMachine;

    /** Tags for the role and the state machine: an element for each key, or {@code -Dsfn-ecs.resourceTags=team=payments}. */
    @Parameter(property = "sfn-ecs.resourceTags")
    private Map<String, String> resourceTags;

    /** Takes {@code retry} as it is written, or the property where it is not. */
    public void setRetry(PlexusConfiguration written) {
        this.retry = beans.one(written, RetryBean::of);
    }

    /** Takes {@code resourceTags} as one text; Maven itself reads maps only from elements of the POM. */
    public void setResourceTags(KeyValues text) {
        text.toMap().ifPresent(map -> this.resourceTags = map);
    }

    /** The user's tags of the role and the state machine. */
    final SortedMap<String, String> resourceTags(StateMachineParameters binding) {
        return binding.values().tags("resourceTags", resourceTags);
    }

    /** What to do with a state machine that is not ours. */
    final Adoption adoption(StateMachineParameters binding) {
        return binding.values().flag("adoptStateMachine", adoptStateMachine) ? Adoption.ADOPT : Adoption.REFUSE;
    }

    /** The state machine's role, with these tags of the user's. */
    final Optional<StateMachineRole> role(StateMachineParameters binding, SortedMap<String, String> tags) {
        return new RoleParameters(binding.values(), binding.scope(), binding.target())
                .role(roleArn, roleName, rolePath, permissionsBoundaryArn, adoptRole, tags);
    }

    /** What the state machine's definition comes from. */
    final Optional<DefinitionSource> source(StateMachineParameters binding) {
        DefinitionFileParameters files = files(binding.values());
        boolean marked = binding.values().flag("markTasks", markTasks);
        if (definitionFile == null) {
            files.noteWithoutFile("additionalPermissions", Optional.ofNullable(additionalPermissions));
            files.noteWithoutFile(
                    "dynamicTaskDefinitions",
                    Optional.ofNullable(dynamicTaskDefinitions).filter(some -> !some.isEmpty()));
            return task(binding).map(DefinitionSource.OfTask::new);
        }
        binding.own().ifPresent(files::noteUnused);
        return binding.own().flatMap(own -> files.source(own, marked, additionalPermissions, dynamicTaskDefinitions));
    }

    /** The task that the state machine runs. */
    private Optional<RunTask> task(StateMachineParameters binding) {
        beans.noteWrong(binding.values().mistakes());
        TaskParameters parameters = new TaskParameters(
                binding.values(),
                binding.scope(),
                new MavenProperties(new PluginParameterExpressionEvaluator(session, mojoExecution)));
        IntegrationPattern pattern = parameters.pattern(integrationPattern);
        Optional<String> taskDefinition = parameters.taskDefinition(taskDefinitionArn);
        Capacity capacity = capacity(parameters);
        Network network = network(parameters, capacity);
        Placement placement = placement(parameters, capacity);
        Features features = features(parameters, capacity);
        Overrides overrides = overrides(parameters, capacity);
        Optional<String> tokenContainer = parameters.tokenContainer(pattern, taskTokenContainer);
        Limits each = parameters.limits(pattern, retry, stateTimeout, heartbeat);
        LimitParameters limits = new LimitParameters(binding.values(), pattern, each);
        RunTask task = new RunTask(
                binding.target().map(target -> target.scope().partition()).orElse(""),
                pattern,
                binding.target().stream()
                        .flatMap(target -> target.clusterArns().stream())
                        .findFirst()
                        .orElse(""),
                taskDefinition.orElse(""),
                capacity,
                network,
                placement,
                features,
                overrides,
                tokenContainer,
                limits.all(timeoutOverall, onSpotInterruption, network));
        LaunchRules.note(task, binding.values().mistakes());
        return binding.target().flatMap(target -> taskDefinition.map(name -> task));
    }
}
