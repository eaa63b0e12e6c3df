package io.github.sfnecs.mojos;

import io.github.sfnecs.bound.ExecutionPublisher;
import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.build.Ending;
import io.github.sfnecs.config.FollowParameters;
import io.github.sfnecs.config.FollowParameters.HowToFollow;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.execution.FollowExecution;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Attaches to an execution that somebody started, shows what {@code execute} would show of it, and ends the build as the execution
 * ended; of one that has ended already, at once. By default it takes the newest execution of the configured state machine; with
 * {@code executionArn} any other, and then it needs no POM. It changes nothing: on Ctrl-C and after {@code timeout} the execution
 * goes on. In a project it writes {@code execution.json}, {@code execution.xml} and {@code execution.html} to {@code target/sfn-ecs}.
 */
@Mojo(name = "follow", requiresProject = false, threadSafe = true)
public final class FollowMojo extends AbstractExistingExecutionMojo {
    /** How long to watch at most, in ISO-8601; then the build fails, and the execution goes on. Example: {@code PT2H}. */
    @Parameter(property = "sfn-ecs.timeout", defaultValue = "PT1H")
    private String timeout;

    @Override
    BiConsumer<GoalContext, Existing> goal(ParameterReader values) {
        HowToFollow how = new FollowParameters(values).how(timeout, followLogs);
        Prices known = prices(values);
        ExecutionPublisher publisher = publisher(values);
        return (context, followed) -> {
            if (hasPom()) {
                context.output().prepare();
            }
            ExecutionReport report = follow(context, followed, how, known);
            publisher.leave(report, console());
            Ending.end(
                    report.problem(),
                    console(),
                    hasPom() ? ExecutionPublisher.files(report, context.output(), console()) : List.of());
        };
    }

    private ExecutionReport follow(GoalContext context, Existing followed, HowToFollow how, Prices known) {
        FollowExecution follow = runs(context, followed, known).following();
        String execution = followed.execution()
                .orElseGet(() -> follow.newest(followed.stateMachine().name()));
        return follow.follow(execution, followed.clusters(), how.atMost(), how.logs());
    }
}
