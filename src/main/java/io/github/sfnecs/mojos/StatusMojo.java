package io.github.sfnecs.mojos;

import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.config.KeyValues;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.PriceParameters;
import io.github.sfnecs.config.StatusParameters;
import io.github.sfnecs.config.Target;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.status.ReadStatus;
import io.github.sfnecs.status.StatusReport;
import io.github.sfnecs.status.StatusRequest;
import io.github.sfnecs.time.Time;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows the state machine, its role, its last executions, and its running tasks with their age and an estimate of what they cost per
 * hour. It changes nothing, and says in one line what the caller may not read or is not there. Writes {@code status.json} to
 * {@code target/sfn-ecs}.
 */
@Mojo(name = "status", threadSafe = true)
public final class StatusMojo extends AbstractStateMachineMojo {
    /** Of how many executions, the newest, 1 to 100. Example: {@code 30}. */
    @Parameter(property = "sfn-ecs.count", defaultValue = "10")
    private String count;

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

    @Override
    void run(ParameterReader values) {
        StateMachineParameters binding = binding(values);
        AwsSettings settings = settings(values, binding.scope());
        int executions = new StatusParameters(values).count(count);
        Prices known = new PriceParameters(values).prices(prices);
        values.mistakes().throwIfAny();
        Target target = binding.target().orElseThrow();
        with(settings, aws -> {
            StatusReport report = new ReadStatus(aws, Time.system(), known)
                    .read(new StatusRequest(
                            target.stateMachine(),
                            target.stateMachineArn(),
                            target.cluster().text(),
                            executions));
            console().results().info(report.text());
            output().write("status.json", report.json());
        });
    }
}
