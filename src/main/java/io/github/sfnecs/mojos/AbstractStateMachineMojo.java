package io.github.sfnecs.mojos;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.bound.Bound;
import io.github.sfnecs.bound.DefinitionFileParameters;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.ItemsInput;
import io.github.sfnecs.bound.OwnDefinition;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.bound.TaskOfThePom;
import io.github.sfnecs.bound.UserFiles;
import io.github.sfnecs.build.Given;
import io.github.sfnecs.build.Terminal;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.MavenProperties;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.config.TargetParameters;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.source.DefinitionFiles;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** The parameters that name a state machine and the cluster where its tasks run, and whether anything may be changed. */
abstract class AbstractStateMachineMojo extends AbstractSfnEcsMojo {
    /**
     * The ARN of the ECS cluster, required; of {@code follow} only without {@code executionArn}. Region, account and partition of
     * everything else come from it. With {@code definitionFile} it may be left out where the file itself names clusters by their ARNs.
     * Example: {@code arn:aws:ecs:eu-central-1:123456789012:cluster/my-cluster}.
     */
    @Parameter(property = "sfn-ecs.clusterArn")
    private String clusterArn;

    /**
     * A file with the whole definition, in the Amazon States Language as JSON or, where its name ends in {@code .yaml} or {@code .yml},
     * as YAML. What the POM says of the task is then for its placeholders only. Example: {@code src/main/sfn/nightly.asl.json}.
     */
    @Parameter(property = "sfn-ecs.definitionFile")
    File definitionFile;

    /**
     * What <code>${name}</code> in {@code definitionFile} stands for, an element for each name: within a text a text, elsewhere JSON.
     * Where they are set, {@code clusterArn}, {@code taskDefinitionArn}, {@code subnets} and the like are names, too. Only in the POM.
     */
    @Parameter
    private Map<String, String> definitionSubstitutions;

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
        Optional<OwnDefinition> own = own(values, marksTasks(values));
        Optional<ClusterArn> cluster =
                definitionFile == null || clusterArn != null ? parameters.cluster(clusterArn) : Optional.empty();
        Optional<Scope> scope = cluster.map(ClusterArn::scope).or(() -> own.flatMap(OwnDefinition::scope));
        Optional<String> name = parameters.stateMachine(stateMachineName);
        Optional<Target> target =
                scope.flatMap(there -> name.map(given -> new Target(there, clusters(own, cluster, there), given)));
        own.filter(file -> clusterArn == null && scope.isEmpty())
                .ifPresent(file -> parameters.noteNoCluster(file.file()
                        + " names no cluster by its ARN, or what it names is in several regions or accounts"));
        AwsSettings settings = settings(values, scope);
        return new Bound.WithAws(
                settings, target, mode(values), bind(new StateMachineParameters(values, scope, target, own)));
    }

    /** Whether anything is written. */
    final Mode mode(ParameterReader values) {
        return values.flag("dryRun", dryRun) ? Mode.DRY_RUN : Mode.APPLY;
    }

    /** Whether the tasks of a definition file get the group by which they are known as ours. */
    boolean marksTasks(ParameterReader values) {
        return true;
    }

    private Optional<OwnDefinition> own(ParameterReader values, boolean marked) {
        return definitionFile == null
                ? Optional.empty()
                : files(values)
                        .read(definitionFile, Objects.requireNonNullElseGet(definitionSubstitutions, Map::of), marked);
    }

    /** Reads the parameters about a file. */
    final DefinitionFileParameters files(ParameterReader values) {
        return new DefinitionFileParameters(
                values,
                userFiles(values),
                shared(DefinitionFiles.class, List.of(), DefinitionFiles::new),
                taskOfThePom(values),
                console()::warn);
    }

    /** Finds files by their names. */
    final UserFiles userFiles(ParameterReader values) {
        return new UserFiles(
                values, Optional.ofNullable(session.getCurrentProject()).map(MavenProject::getBasedir));
    }

    /** Reads what the POM says of the task, whatever this goal takes of it. */
    final TaskOfThePom taskOfThePom(ParameterReader values) {
        return new TaskOfThePom(values, new Given(session, mojoExecution));
    }

    /** Reads the items of a file, which may be one that is named beside the map. */
    final ItemsInput itemsInput(ParameterReader values, Optional<File> named) {
        return new ItemsInput(
                values,
                userFiles(values),
                new Given(session, mojoExecution),
                new MavenProperties(new PluginParameterExpressionEvaluator(session, mojoExecution)),
                named);
    }

    private static List<ClusterArn> clusters(Optional<OwnDefinition> own, Optional<ClusterArn> cluster, Scope scope) {
        return own.isEmpty()
                ? cluster.stream().toList()
                : Stream.concat(own.get().clusters(scope).stream(), cluster.stream())
                        .distinct()
                        .toList();
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
