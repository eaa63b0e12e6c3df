package io.github.sfnecs.mojos;

import io.github.sfnecs.bound.ExecutionPublisher;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.build.Ending;
import io.github.sfnecs.build.ExecutionProperties;
import io.github.sfnecs.change.Mode;
import io.github.sfnecs.config.FollowParameters;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.RunExecution;
import io.github.sfnecs.execution.Watching;
import io.github.sfnecs.redrive.RedriveLook;
import io.github.sfnecs.time.Time;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * Has an execution that FAILED, TIMED_OUT or was ABORTED go on where it did, with the definition, the input and the name that it has, and
 * waits for it as {@code execute} does: what has succeeded is not done again. By default it takes the newest execution of the configured
 * state machine; with {@code executionArn} any other, and then it needs no POM. Redrives nothing that would fail at once, or beside whose
 * tasks others would do the same work, and says so. In a project it writes {@code execution.json}, {@code execution.xml} and
 * {@code execution.html} to {@code target/sfn-ecs}.
 */
@Mojo(name = "redrive", requiresProject = false, threadSafe = true)
public final class RedriveMojo extends AbstractExistingExecutionMojo {
    /** Whether to wait for the end of the execution. */
    @Parameter(property = "sfn-ecs.wait", defaultValue = "true")
    private String wait;

    /** How long to wait at most, in ISO-8601; then the build fails. Example: {@code PT2H}. */
    @Parameter(property = "sfn-ecs.timeout", defaultValue = "PT1H")
    private String timeout;

    /** Whether to stop the execution after {@code timeout} and on Ctrl-C; else it goes on without the build. */
    @Parameter(property = "sfn-ecs.stopOnInterrupt", defaultValue = "true")
    private String stopOnInterrupt;

    /**
     * Whether a distributed Map, whose tasks are on Fargate, has fewer of them at a time than its {@code maxConcurrency} says as long as
     * Fargate would refuse to launch more: it takes 20 a second.
     */
    @Parameter(property = "sfn-ecs.adaptConcurrency", defaultValue = "true")
    private String adaptConcurrency;

    @Override
    BiConsumer<GoalContext, Existing> goal(ParameterReader values) {
        Watching how = new FollowParameters(values).watching(wait, timeout, stopOnInterrupt, followLogs);
        UnaryOperator<RunExecution> adapting = adapting(values, adaptConcurrency);
        Prices known = prices(values);
        ExecutionPublisher publisher = publisher(values);
        return (context, existing) -> redrive(
                context,
                adapting.apply(runs(context, existing, known)),
                new RedriveLook(context.aws(), context.commands(), Time.system(), console(), known),
                existing,
                how,
                publisher);
    }

    private void redrive(
            GoalContext context,
            RunExecution runs,
            RedriveLook look,
            Existing existing,
            Watching how,
            ExecutionPublisher publisher) {
        DescribeExecutionResponse execution = runs.following()
                .describe(existing.execution()
                        .orElseGet(() ->
                                runs.following().newest(existing.stateMachine().name())));
        RedriveLook.SoFar soFar = look.at(execution);
        context.console().info(soFar.told());
        if (context.mode() == Mode.DRY_RUN) {
            context.console().info("Not redriven, this is a dry run.");
            return;
        }
        if (hasPom()) {
            context.output().prepare();
        }
        ExecutionReport report = runs.redrive(soFar, how.on(existing.clusters()));
        new ExecutionProperties(project.getProperties()).tell(report.execution());
        publisher.leave(report, console());
        Ending.end(
                report.problem(),
                console(),
                hasPom() ? ExecutionPublisher.files(report, context.output(), console()) : List.of());
    }
}
