package io.github.sfnecs.mojos;

import io.github.sfnecs.bound.ExecutionPublisher;
import io.github.sfnecs.build.GitHub;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.execution.RunExecution;
import java.util.function.UnaryOperator;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** The parameters of goals that watch an execution. */
abstract class AbstractExecutionMojo extends AbstractPricedMojo {
    /**
     * Whether to show what the containers of all its tasks print, from their beginning and as soon as CloudWatch Logs has it; only of
     * containers with the log driver {@code awslogs}. Where it is not said, items of a distributed Map are left out, but for the last
     * lines of those that failed; with {@code true} they are followed, too, twenty logs at a time, as the quotas of CloudWatch Logs are for
     * the whole account, and it is said of how many.
     */
    @Parameter(property = "sfn-ecs.followLogs")
    String followLogs;

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
    MavenProject project;

    /** Where the build runs; no parameter. */
    GitHub github = GitHub.here();

    /** How an execution is run whose Maps adapt to what Fargate launches, or do not. */
    static UnaryOperator<RunExecution> adapting(ParameterReader values, String adaptConcurrency) {
        return values.flag("adaptConcurrency", adaptConcurrency) ? RunExecution::adapting : UnaryOperator.identity();
    }

    /** What is left of the execution for others to read. */
    final ExecutionPublisher publisher(ParameterReader values) {
        return new ExecutionPublisher(values, github, githubSummary, githubAnnotation);
    }
}
