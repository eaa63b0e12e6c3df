package io.github.sfnecs.mojos;

import io.github.sfnecs.config.KeyValues;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.PriceParameters;
import io.github.sfnecs.cost.Prices;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of goals that say what tasks cost. */
abstract class AbstractPricedMojo extends AbstractStateMachineMojo {
    /**
     * What Fargate costs in your region, in US dollars, instead of the plugin's table of prices: an element for each, or
     * {@code -Dsfn-ecs.prices=vcpuHour=0.04656,memoryGbHour=0.00511}. There are, each for an hour of a vCPU or a GB, {@code vcpuHour}
     * and {@code memoryGbHour}, the same beginning with {@code arm}, {@code spot}, {@code spotArm} and {@code windows} such as
     * {@code armVcpuHour}, {@code windowsLicenceHour} by vCPU, and {@code storageGbHour} for ephemeral storage beyond 20 GB.
     */
    @Parameter(property = "sfn-ecs.prices")
    private Map<String, String> prices;

    /** Takes {@code prices} as one text; Maven itself reads maps only from elements of the POM. */
    public final void setPrices(KeyValues text) {
        text.toMap().ifPresent(map -> this.prices = map);
    }

    /** The prices that count. */
    final Prices prices(ParameterReader values) {
        return new PriceParameters(values).prices(prices);
    }
}
