package io.github.sfnecs;

import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.aws.ClusterArn;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.config.TargetParameters;
import io.github.sfnecs.config.Values;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of goals that work on a state machine and the cluster where its tasks run. */
abstract class AbstractTargetMojo extends AbstractSfnEcsMojo {
    /**
     * The ARN of the ECS cluster, required. Region, account and partition of everything else come from it.
     * Example: {@code arn:aws:ecs:eu-central-1:123456789012:cluster/my-cluster}.
     */
    @Parameter(property = "sfn-ecs.clusterArn")
    private String clusterArn;

    /** The state machine's name, at most 80 characters. Example: {@code nightly-report}. */
    @Parameter(property = "sfn-ecs.stateMachineName", defaultValue = "${project.artifactId}")
    private String stateMachineName;

    /** Whether to only say what would be done: {@code true} makes no writing call. */
    @Parameter(property = "sfn-ecs.dryRun", defaultValue = "false")
    private String dryRun;

    /** Reads the goal's own parameters; what it returns is run if there is no mistake in any of them. */
    abstract Consumer<Run> bind(Binding binding);

    @Override
    final void run(Values values) {
        TargetParameters parameters = new TargetParameters(values);
        Optional<ClusterArn> cluster = parameters.cluster(clusterArn);
        Optional<String> name = parameters.stateMachine(stateMachineName);
        Optional<Target> target = cluster.flatMap(known -> name.map(given -> new Target(known, given)));
        AwsSettings settings = settings(values, cluster.map(ClusterArn::scope));
        Mode mode = values.flag("dryRun", dryRun) ? Mode.DRY_RUN : Mode.APPLY;
        Consumer<Run> goal = bind(new Binding(values, cluster.map(ClusterArn::scope), target));
        values.mistakes().throwIfAny();
        with(settings, aws -> goal.accept(new Run(target.orElseThrow(), mode, aws, console(), output())));
    }
}
