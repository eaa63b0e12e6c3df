package io.github.sfnecs.mojos;

import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.build.Ending;
import io.github.sfnecs.cleanup.CleanupReport;
import io.github.sfnecs.cleanup.CleanupRequest;
import io.github.sfnecs.cleanup.CleanupTasks;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops the running tasks that this state machine started, and waits until they are STOPPED. Never stops a task of an ECS service,
 * of another state machine, or one started by hand. Says what they have cost, an estimate. Writes {@code cleanup.json} to {@code target/sfn-ecs}.
 */
@Mojo(name = "cleanup-tasks", threadSafe = true)
public final class CleanupTasksMojo extends AbstractPricedMojo {
    /** Stop only tasks that were created at least this long ago, in ISO-8601; by default all. Example: {@code PT2H}. */
    @Parameter(property = "sfn-ecs.olderThan")
    private String olderThan;

    @Override
    Consumer<GoalContext> bind(StateMachineParameters binding) {
        Optional<Duration> age = binding.values().duration("olderThan", olderThan, "PT2H");
        Prices known = prices(binding.values());
        return context -> run(context, age, known);
    }

    private static void run(GoalContext context, Optional<Duration> age, Prices prices) {
        CleanupReport report = new CleanupTasks(context.aws(), Time.system(), context.console(), prices)
                .run(
                        new CleanupRequest(
                                context.target().stateMachine(),
                                context.target().clusterArns(),
                                age),
                        context.mode(),
                        found -> context.output().write("cleanup.json", found.json()));
        Ending.end(
                report.problem(),
                context.console(),
                List.of(() -> context.output().write("cleanup.json", report.json())));
    }
}
