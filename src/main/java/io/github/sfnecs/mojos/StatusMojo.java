package io.github.sfnecs.mojos;

import io.github.sfnecs.bound.GoalContext;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.config.StatusParameters;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.status.ReadStatus;
import io.github.sfnecs.status.StatusReport;
import io.github.sfnecs.status.StatusRequest;
import io.github.sfnecs.time.Time;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows the state machine, its role, its last executions, and its running tasks with their age and an estimate of what they cost per
 * hour. It changes nothing, and says in one line what the caller may not read or is not there. Writes {@code status.json} to
 * {@code target/sfn-ecs}.
 */
@Mojo(name = "status", threadSafe = true)
public final class StatusMojo extends AbstractPricedMojo {
    /** Of how many executions, the newest, 1 to 100. Example: {@code 30}. */
    @Parameter(property = "sfn-ecs.count", defaultValue = "10")
    private String count;

    @Override
    Consumer<GoalContext> bind(StateMachineParameters binding) {
        int executions = new StatusParameters(binding.values()).count(count);
        Prices known = prices(binding.values());
        return context -> run(context, executions, known);
    }

    private static void run(GoalContext context, int executions, Prices known) {
        Target target = context.target();
        StatusReport report = new ReadStatus(context.aws(), Time.system(), known)
                .read(new StatusRequest(
                        target.stateMachine(), target.stateMachineArn(), target.clusterArns(), executions));
        context.console().results().info(report.text());
        context.output().write("status.json", report.json());
    }
}
