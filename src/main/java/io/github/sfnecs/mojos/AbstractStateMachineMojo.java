package io.github.sfnecs.mojos;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.bound.Bound;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.build.Terminal;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.config.TargetParameters;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters that name a state machine and the cluster where its tasks run, and whether anything may be changed. */
abstract class AbstractStateMachineMojo extends AbstractSfnEcsMojo {
    /**
     * The ARN of the ECS cluster, required; of {@code follow} only without {@code executionArn}. Region, account and partition of
     * everything else come from it.
     * Example: {@code arn:aws:ecs:eu-central-1:123456789012:cluster/my-cluster}.
     */
    @Parameter(property = "sfn-ecs.clusterArn")
    private String clusterArn;

    /** The state machine's name, at most 80 characters. Example: {@code nightly-report}. */
    @Parameter(property = "sfn-ecs.stateMachineName", defaultValue = "${project.artifactId}")
    private String stateMachineName;

    /** Whether to only say what would be done: {@code true} makes no writing call. A goal that only reads does what it always does. */
    @Parameter(property = "sfn-ecs.dryRun", defaultValue = "false")
    private String dryRun;

    /** Reads the goal's own parameters; what it returns is done if there is no mistake in any of them. */
    abstract Consumer<GoalContext> bind(StateMachineParameters binding);

    @Override
    Bound bind(ParameterReader values) {
        TargetParameters parameters = new TargetParameters(values);
        Optional<ClusterArn> cluster = parameters.cluster(clusterArn);
        Optional<String> name = parameters.stateMachine(stateMachineName);
        Optional<Target> target = cluster.flatMap(known -> name.map(given -> new Target(known, given)));
        AwsSettings settings = settings(values, cluster.map(ClusterArn::scope));
        Mode mode = values.flag("dryRun", dryRun) ? Mode.DRY_RUN : Mode.APPLY;
        return new Bound.WithAws(
                settings,
                target,
                mode,
                bind(new StateMachineParameters(values, cluster.map(ClusterArn::scope), target)));
    }

    @Override
    final Console newConsole() {
        return Terminal.orLog(super.newConsole(), getLog(), session.getRequest(), environment, Terminal::writer);
    }

    @Override
    final String name() {
        return Text.printable(stateMachineName);
    }
}
