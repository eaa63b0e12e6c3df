package io.github.sfnecs.mojos;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.aws.BuildCache;
import io.github.sfnecs.aws.Environment;
import io.github.sfnecs.bound.Bound;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.build.Given;
import io.github.sfnecs.build.LogConsole;
import io.github.sfnecs.build.Modules;
import io.github.sfnecs.build.OutputFolder;
import io.github.sfnecs.build.PluginPrefix;
import io.github.sfnecs.build.TypedConsole;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.config.TargetParameters;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.diagnostic.Trace;
import io.github.sfnecs.goal.Prefix;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.verdict.Commands;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import software.amazon.awssdk.core.exception.SdkException;

/** The parameters that all goals share, and the one place where a failure becomes Maven's. */
public abstract class AbstractSfnEcsMojo extends AbstractMojo {
    /** The region comes from the ARNs; a region that is set here has to be the same. Example: {@code eu-central-1}. */
    @Parameter(property = "sfn-ecs.region")
    private String region;

    /**
     * A profile of the shared AWS configuration files; IAM Identity Center profiles work. Without it the SDK's default chain
     * finds the credentials. Example: {@code production}.
     */
    @Parameter(property = "sfn-ecs.profile")
    private String profile;

    /**
     * The URL of an endpoint for all AWS services, such as LocalStack's. Without it the environment's
     * {@code AWS_ENDPOINT_URL}, or that of one service such as {@code AWS_ENDPOINT_URL_ECS}, counts, then the profile's
     * {@code endpoint_url}, and else AWS itself. Example: {@code http://localhost:4566}.
     */
    @Parameter(property = "sfn-ecs.endpoint")
    private String endpoint;

    /** The ARN of a role to work as. Example: {@code arn:aws:iam::123456789012:role/deployer}. */
    @Parameter(property = "sfn-ecs.assumeRoleArn")
    private String assumeRoleArn;

    /** Whether to do nothing at all. */
    @Parameter(property = "sfn-ecs.skip", defaultValue = "false")
    private String skip;

    @Parameter(defaultValue = "${project.build.directory}/sfn-ecs", readonly = true, required = true)
    private File outputDirectory;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution mojoExecution;

    /** Makes the clients; no parameter. */
    public Function<AwsSettings, AwsClients> clients = AwsClients::new;

    /** The environment variables; no parameter. */
    Map<String, String> environment = Environment.variables();

    /** The process's own output, past Maven's log, of which Maven 4 makes messages that {@code -q} leaves out; no parameter. */
    PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out));

    private Console console;

    /** Reads all parameters; what it returns is done if there is no mistake in any of them. */
    abstract Bound bind(ParameterReader values);

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            ParameterReader values = new ParameterReader();
            Given given = new Given(session, mojoExecution);
            given.overruled().forEach(sentence -> console().warn(sentence));
            if (values.flag("skip", skip)) {
                getLog().info("Skipped (sfn-ecs.skip).");
                return;
            }
            if (modules().leaveOut(session.getCurrentProject())) {
                getLog().info("Skipped: this module does not configure the plugin, others do.");
                return;
            }
            given.noteUnknown(values.mistakes());
            Bound bound = bind(values);
            values.mistakes().throwIfAny();
            carryOut(bound);
        } catch (ProblemException e) {
            fail(e.problems().get(0).kind(), e.getMessage(), e);
        } catch (SdkException e) {
            Problem problem = AwsProblems.of(e);
            fail(problem.kind(), problem.text(), e);
        } catch (RuntimeException e) {
            // what answers without being AWS may leave out what AWS never does
            Problem problem = new Problem(
                    Problem.Kind.UNREACHABLE,
                    "The plugin came upon something that it does not know.",
                    "",
                    e.toString(),
                    "Where sfn-ecs.endpoint or AWS_ENDPOINT_URL is set, see whether that is AWS or works like it; else it is a mistake"
                            + " of the plugin: please report it with what mvn -e prints");
            fail(problem.kind(), problem.text(), e);
        }
    }

    /**
     * Maven's own distinction: the environment is in error, or the project has failed. Maven is not told what caused it: of causes it
     * appends the messages, in the middle of what the user is to read, and of suppressed exceptions Maven 3.8 shows nothing. So with
     * {@code mvn -e} and {@code -X} the log has it.
     */
    private void fail(Problem.Kind kind, String text, Exception cause)
            throws MojoExecutionException, MojoFailureException {
        if (session.getRequest().isShowErrors()) {
            Trace.of(cause).lines().forEach(getLog()::error);
        }
        String typed = "\n" + prefix().in(text) + "\n";
        if (kind == Problem.Kind.UNREACHABLE) {
            throw new MojoExecutionException(typed);
        }
        throw new MojoFailureException(typed);
    }

    /** Reads how to reach AWS in this scope. */
    final AwsSettings settings(ParameterReader values, Optional<Scope> scope) {
        TargetParameters target = new TargetParameters(values);
        AwsSettings settings = target.settings(scope, region, profile, endpoint, assumeRoleArn);
        if (settings.endpoint().isEmpty()) {
            target.endpoints(environment);
        }
        target.unusableProxies(environment)
                .forEach(name -> console()
                        .warn("The proxy in " + name
                                + " is not used: it is not a URL such as http://proxy.example.com:8080"));
        return settings;
    }

    private void carryOut(Bound bound) {
        if (bound instanceof Bound.WithoutAws goal) {
            goal.work().run();
        } else if (bound instanceof Bound.WithAws goal) {
            AwsSettings settings = goal.settings();
            try (AwsClients aws = clients.apply(settings)) {
                aws.tell(console());
                goal.work()
                        .accept(new GoalContext(
                                goal.target(),
                                goal.mode(),
                                aws,
                                commands(settings, goal.target()),
                                answers(settings),
                                // all that a dry run does is to tell
                                goal.mode() == Mode.DRY_RUN ? console().results() : console(),
                                output()));
            }
        }
    }

    /** What users may type, of this very version. */
    private Commands commands(AwsSettings settings, Optional<Target> target) {
        return new Commands(
                plugin() + ":" + mojoExecution.getVersion(), settings, prefix(), target.map(Target::stateMachineArn));
    }

    private Prefix prefix() {
        return PluginPrefix.of(session, mojoExecution);
    }

    private String plugin() {
        return mojoExecution.getGroupId() + ":" + mojoExecution.getArtifactId();
    }

    /** What AWS answered to earlier goals that reach it in the same way. */
    private BuildCache answers(AwsSettings settings) {
        return shared(
                BuildCache.class,
                List.of(settings.region(), settings.profile(), settings.endpoint(), settings.assumeRoleArn()),
                BuildCache::new);
    }

    /** What the goals for the same project share as long as this build runs, one for each of what it is for. */
    @SuppressWarnings("unchecked") // Maven's own map has no types
    final <T> T shared(Class<T> kind, List<?> what, Supplier<T> first) {
        Map<Object, Object> context = getPluginContext();
        return context == null
                ? first.get()
                : kind.cast(context.computeIfAbsent(List.of(kind, what), key -> first.get()));
    }

    /** Where the goal tells of all that it does, and of what it waits for. */
    final Console console() {
        if (console == null) {
            console = new TypedConsole(newConsole(), prefix());
        }
        return console;
    }

    Console newConsole() {
        return new LogConsole(
                getLog(), output, Time.system(), modules().severalStateMachines() ? "[" + name() + "] " : "");
    }

    /** What the goal is told apart by from those for other state machines in the same build. */
    String name() {
        return session.getCurrentProject().getArtifactId();
    }

    private Modules modules() {
        return new Modules(session, plugin());
    }

    final OutputFolder output() {
        return new OutputFolder(outputDirectory);
    }
}
