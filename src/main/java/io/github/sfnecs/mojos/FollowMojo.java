package io.github.sfnecs.mojos;

import io.github.sfnecs.arn.ExecutionArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.build.GitHub;
import io.github.sfnecs.config.FollowParameters;
import io.github.sfnecs.config.FollowParameters.HowToFollow;
import io.github.sfnecs.config.KeyValues;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.PriceParameters;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.execution.Commands;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.FollowExecution;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import software.amazon.awssdk.arns.Arn;

/**
 * Attaches to an execution that somebody started, shows what {@code execute} would show of it, and ends the build as the execution
 * ended; of one that has ended already, at once. By default it takes the newest execution of the configured state machine; with
 * {@code executionArn} any other, and then it needs no POM. It changes nothing: on Ctrl-C and after {@code timeout} the execution
 * goes on. In a project it writes {@code execution.json}, {@code execution.xml} and {@code execution.html} to {@code target/sfn-ecs}.
 */
@Mojo(name = "follow", requiresProject = false, threadSafe = true)
public final class FollowMojo extends AbstractStateMachineMojo {
    /**
     * The ARN of the execution; by default the newest one of the state machine. Example:
     * {@code arn:aws:states:eu-central-1:123456789012:execution:nightly-report:run-1}.
     */
    @Parameter(property = "sfn-ecs.executionArn")
    private String executionArn;

    /** How long to watch at most, in ISO-8601; then the build fails, and the execution goes on. Example: {@code PT2H}. */
    @Parameter(property = "sfn-ecs.timeout", defaultValue = "PT1H")
    private String timeout;

    /**
     * Whether to show what the containers of all its tasks print, from their beginning; only of containers with the log driver
     * {@code awslogs}.
     */
    @Parameter(property = "sfn-ecs.followLogs", defaultValue = "true")
    private String followLogs;

    /**
     * What Fargate costs in your region, in US dollars, instead of the plugin's table of prices, as {@code cleanup-tasks} takes
     * them: an element for each, or {@code -Dsfn-ecs.prices=vcpuHour=0.04656,memoryGbHour=0.00511}.
     */
    @Parameter(property = "sfn-ecs.prices")
    private Map<String, String> prices;

    /** Takes {@code prices} as one text; Maven itself reads maps only from elements of the POM. */
    public void setPrices(KeyValues text) {
        text.toMap().ifPresent(map -> this.prices = map);
    }

    /**
     * Whether a step of GitHub Actions, where {@code GITHUB_STEP_SUMMARY} names a file, gets a summary of the execution: its states,
     * tasks and containers, what it cost, and why it failed.
     */
    @Parameter(property = "sfn-ecs.githubSummary", defaultValue = "true")
    private String githubSummary;

    /** Whether GitHub Actions, where {@code GITHUB_ACTIONS} is {@code true}, shows an execution that failed as an error of the job. */
    @Parameter(property = "sfn-ecs.githubAnnotation", defaultValue = "true")
    private String githubAnnotation;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    /** Where the build runs; no parameter. */
    GitHub github = GitHub.here();

    @Override
    void run(ParameterReader values) {
        FollowParameters parameters = new FollowParameters(values);
        HowToFollow how = parameters.how(timeout, followLogs);
        Prices known = new PriceParameters(values).prices(prices);
        ExecutionPublisher aftermath = new ExecutionPublisher(values, github, githubSummary, githubAnnotation);
        if (parameters.isGiven(executionArn) || !hasPom()) {
            Optional<Arn> arn = parameters.execution(executionArn);
            AwsSettings settings = settings(values, arn.map(Scope::of));
            values.mistakes().throwIfAny();
            if (hasPom()) {
                output().prepare();
            }
            with(settings, aws -> follow(aws, commands(settings), arn.orElseThrow(), how, known, aftermath));
            return;
        }
        StateMachineParameters binding = binding(values);
        AwsSettings settings = settings(values, binding.scope());
        values.mistakes().throwIfAny();
        output().prepare();
        with(
                settings,
                aws -> followNewest(aws, commands(settings), binding.target().orElseThrow(), how, known, aftermath));
    }

    private void follow(
            AwsClients aws,
            Commands commands,
            Arn execution,
            HowToFollow how,
            Prices known,
            ExecutionPublisher aftermath) {
        Scope scope = Scope.of(execution);
        String stateMachine = new ExecutionArn(execution.toString()).stateMachineArn();
        FollowExecution follow = new FollowExecution(
                aws,
                commands,
                scope,
                Time.system(),
                console(),
                known,
                denied -> new RolePolicies(aws.iam()).about(denied, stateMachine));
        end(follow.follow(execution.toString(), Optional.empty(), how.atMost(), how.logs()), aftermath);
    }

    private void followNewest(
            AwsClients aws,
            Commands commands,
            Target target,
            HowToFollow how,
            Prices known,
            ExecutionPublisher aftermath) {
        String cluster = target.cluster().text();
        FollowExecution follow = new FollowExecution(
                aws,
                commands,
                target.scope(),
                Time.system(),
                console(),
                known,
                denied -> new RolePolicies(aws.iam()).about(denied, cluster, target.stateMachineArn()));
        end(
                follow.follow(follow.newest(target.stateMachine()), Optional.of(cluster), how.atMost(), how.logs()),
                aftermath);
    }

    private void end(ExecutionReport report, ExecutionPublisher aftermath) {
        aftermath.leave(report, console());
        Ending.end(
                report.problem(),
                console(),
                hasPom() ? ExecutionPublisher.files(report, output(), console()) : List.of());
    }

    /** Maven's own POM, which stands in where there is none, is in no file. */
    private boolean hasPom() {
        return project.getFile() != null;
    }
}
