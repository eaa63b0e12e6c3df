package io.github.sfnecs.mojos;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.bound.DefinitionSource;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.build.Given;
import io.github.sfnecs.config.LimitParameters;
import io.github.sfnecs.config.MavenProperties;
import io.github.sfnecs.config.RetryBean;
import io.github.sfnecs.config.TaskParameters;
import io.github.sfnecs.fanout.BucketKeys;
import io.github.sfnecs.fanout.FanOut;
import io.github.sfnecs.fanout.PathsInside;
import io.github.sfnecs.map.MapBean;
import io.github.sfnecs.rendering.LaunchRules;
import io.github.sfnecs.rendering.Placement;
import io.github.sfnecs.rendering.Retry;
import io.github.sfnecs.rendering.RunTask;
import io.github.sfnecs.rendering.RunTask.Features;
import io.github.sfnecs.rendering.RunTask.Limits;
import io.github.sfnecs.rendering.RunTask.Overrides;
import java.util.Optional;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** The parameters from which the plugin itself renders a definition: the task, and what the state does with it. */
abstract class AbstractRunTaskMojo extends AbstractTaskMojo {
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
     * One task for each item: {@code itemsPath}, {@code items}, {@code itemsFile} or {@code s3} say where the items come from,
     * {@code maxConcurrency}, {@code toleratedFailurePercentage} or {@code toleratedFailureCount}, {@code batchSize}, {@code results},
     * {@code resultsKmsKeyArn}, {@code mode} and {@code expectedDuration} how. Inside, {@code $.item}, {@code $.index} and {@code $.input} are the task's. Only in
     * the POM.
     */
    @Parameter
    private MapBean map;

    /** Takes {@code map} as it is written. */
    public void setMap(PlexusConfiguration written) {
        this.map = beans.one(written, MapBean::of);
    }

    /** Takes {@code retry} as it is written, or the property where it is not. */
    public void setRetry(PlexusConfiguration written) {
        this.retry = beans.one(written, RetryBean::of);
    }

    /** The task that the state machine runs, and for which items. */
    final Optional<DefinitionSource.OfTask> task(StateMachineParameters binding) {
        beans.noteWrong(binding.values().mistakes());
        MavenProperties properties =
                new MavenProperties(new PluginParameterExpressionEvaluator(session, mojoExecution));
        TaskParameters parameters = new TaskParameters(binding.values(), binding.scope(), properties);
        Optional<FanOut> items = Optional.ofNullable(map)
                .map(bean -> bean.toFanOut(
                        binding.values(), properties, new Given(session, mojoExecution).ofAnotherGoal("itemsFile")));
        BucketKeys keys = Optional.ofNullable(map)
                .map(bean -> bean.keys(binding.values(), properties))
                .orElse(new BucketKeys(Optional.empty(), Optional.empty()));
        IntegrationPattern pattern = parameters.pattern(integrationPattern);
        Optional<String> taskDefinition = parameters.taskDefinition(taskDefinitionArn);
        Capacity capacity = capacity(parameters);
        Network network = network(parameters, capacity);
        Placement placement = placement(parameters, capacity);
        Features features = features(parameters, capacity);
        Overrides overrides = overrides(parameters, capacity);
        Optional<String> tokenContainer = parameters.tokenContainer(pattern, taskTokenContainer);
        Limits each = parameters.limits(
                pattern, retry, items.map(some -> some.mode().retry()).orElse(Retry.DEFAULT), stateTimeout, heartbeat);
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
        items.ifPresent(some -> PathsInside.of(some.batchSize().isPresent())
                .note(task, binding.values().mistakes()));
        return binding.target()
                .filter(target -> taskDefinition.isPresent())
                .map(target -> new DefinitionSource.OfTask(
                        task, items.map(some -> new DefinitionSource.Many(some, target.stateMachine(), keys))));
    }
}
