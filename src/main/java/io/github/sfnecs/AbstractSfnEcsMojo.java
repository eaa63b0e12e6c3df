package io.github.sfnecs;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.aws.ClusterArn;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.config.TargetParameters;
import io.github.sfnecs.config.Values;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.diagnostic.Trace;
import java.io.File;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import software.amazon.awssdk.core.exception.SdkException;

/** The parameters that all goals share, and the one place where a failure becomes Maven's. */
abstract class AbstractSfnEcsMojo extends AbstractMojo {
    /**
     * The ARN of the ECS cluster, required. Region, account and partition of everything else come from it.
     * Example: {@code arn:aws:ecs:eu-central-1:123456789012:cluster/my-cluster}.
     */
    @Parameter(property = "sfn-ecs.clusterArn")
    private String clusterArn;

    /** The state machine's name, at most 80 characters. Example: {@code nightly-report}. */
    @Parameter(property = "sfn-ecs.stateMachineName", defaultValue = "${project.artifactId}")
    private String stateMachineName;

    /** The cluster's region is used; a region that is set here has to be the same. Example: {@code eu-central-1}. */
    @Parameter(property = "sfn-ecs.region")
    private String region;

    /**
     * A profile of the shared AWS configuration files; IAM Identity Center profiles work. Without it the SDK's default chain
     * finds the credentials. Example: {@code production}.
     */
    @Parameter(property = "sfn-ecs.profile")
    private String profile;

    /**
     * The URL of an endpoint for all AWS services, such as LocalStack's. Without it {@code AWS_ENDPOINT_URL} counts, then
     * the profile's {@code endpoint_url}, and else AWS itself. Example: {@code http://localhost:4566}.
     */
    @Parameter(property = "sfn-ecs.endpoint")
    private String endpoint;

    /** The ARN of a role to work as. Example: {@code arn:aws:iam::123456789012:role/deployer}. */
    @Parameter(property = "sfn-ecs.assumeRoleArn")
    private String assumeRoleArn;

    /** Whether to only say what would be done: {@code true} makes no writing call. */
    @Parameter(property = "sfn-ecs.dryRun", defaultValue = "false")
    private String dryRun;

    /** Whether to do nothing at all. */
    @Parameter(property = "sfn-ecs.skip", defaultValue = "false")
    private String skip;

    @Parameter(defaultValue = "${project.build.directory}/sfn-ecs", readonly = true, required = true)
    private File outputDirectory;

    /** Makes the clients; no parameter. */
    Function<AwsSettings, AwsClients> clients = AwsClients::new;

    /** Reads the goal's own parameters; what it returns is run if there is no mistake in any of them. */
    abstract Consumer<Run> bind(Binding binding);

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            Values values = new Values();
            if (values.flag("skip", skip)) {
                getLog().info("Skipped (sfn-ecs.skip).");
                return;
            }
            run(values);
        } catch (ProblemException e) {
            fail(e.problems().get(0).kind(), e.getMessage(), e);
        } catch (SdkException e) {
            Problem problem = AwsProblems.of(e);
            fail(problem.kind(), problem.text(), e);
        }
    }

    /**
     * Maven's own distinction: the environment is in error, or the project has failed. What caused it is suppressed, not the
     * cause: of causes Maven appends the messages, in the middle of what the user is to read. {@code mvn -e} shows both.
     */
    private static void fail(Problem.Kind kind, String text, Exception cause)
            throws MojoExecutionException, MojoFailureException {
        if (kind == Problem.Kind.UNREACHABLE) {
            MojoExecutionException error = new MojoExecutionException("\n" + text + "\n");
            error.addSuppressed(Trace.of(cause));
            throw error;
        }
        MojoFailureException failure = new MojoFailureException("\n" + text + "\n");
        failure.addSuppressed(Trace.of(cause));
        throw failure;
    }

    private void run(Values values) {
        TargetParameters parameters = new TargetParameters(values);
        Optional<ClusterArn> cluster = parameters.cluster(clusterArn);
        Optional<String> name = parameters.stateMachine(stateMachineName);
        Optional<Target> target = cluster.flatMap(known -> name.map(given -> new Target(known, given)));
        AwsSettings settings =
                parameters.settings(cluster.map(ClusterArn::scope), region, profile, endpoint, assumeRoleArn);
        Mode mode = values.flag("dryRun", dryRun) ? Mode.DRY_RUN : Mode.APPLY;
        Consumer<Run> goal = bind(new Binding(values, cluster.map(ClusterArn::scope), target));
        values.mistakes().throwIfAny();
        try (AwsClients aws = clients.apply(settings)) {
            goal.accept(
                    new Run(target.orElseThrow(), mode, aws, new LogConsole(getLog()), new Output(outputDirectory)));
        }
    }
}
