package io.github.sfnecs.mojos;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.build.Terminal;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.config.TargetParameters;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters that name a state machine and the cluster where its tasks run. */
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

    @Override
    final Console newConsole() {
        return Terminal.orLog(super.newConsole(), getLog(), session.getRequest(), environment, Terminal::writer);
    }

    @Override
    final String name() {
        return Text.printable(stateMachineName);
    }

    /** Reads them. */
    final StateMachineParameters binding(ParameterReader values) {
        TargetParameters parameters = new TargetParameters(values);
        Optional<ClusterArn> cluster = parameters.cluster(clusterArn);
        Optional<String> name = parameters.stateMachine(stateMachineName);
        Optional<Target> target = cluster.flatMap(known -> name.map(given -> new Target(known, given)));
        return new StateMachineParameters(values, cluster.map(ClusterArn::scope), target);
    }
}
