package io.github.sfnecs.cost;

import io.github.sfnecs.cost.BilledUsage.Capacity;
import io.github.sfnecs.cost.BilledUsage.Platform;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * By which prices a task is billed.
 *
 * @param vcpu all that an hour of a vCPU costs together
 * @param memory what an hour of a GB costs
 */
record Rates(List<Price> vcpu, Price memory) {
    /** Those of a task on Fargate; there is no Windows on Spot. */
    static Rates of(Platform platform, Capacity capacity) {
        boolean spot = capacity == Capacity.SPOT;
        return switch (platform) {
            case LINUX_ARM ->
                spot
                        ? new Rates(List.of(Price.SPOT_ARM_VCPU), Price.SPOT_ARM_MEMORY)
                        : new Rates(List.of(Price.ARM_VCPU), Price.ARM_MEMORY);
            case WINDOWS -> new Rates(List.of(Price.WINDOWS_VCPU, Price.WINDOWS_LICENCE), Price.WINDOWS_MEMORY);
            default ->
                spot
                        ? new Rates(List.of(Price.SPOT_VCPU), Price.SPOT_MEMORY)
                        : new Rates(List.of(Price.VCPU), Price.MEMORY);
        };
    }

    /** How much of what is billed in an hour of this task; storage only beyond what costs nothing. */
    static Map<Price, BigDecimal> perHour(BilledUsage usage) {
        Rates rates = of(usage.platform(), usage.capacity());
        Map<Price, BigDecimal> amounts = new LinkedHashMap<>();
        rates.vcpu.forEach(price -> amounts.put(price, usage.vcpus()));
        amounts.put(rates.memory, usage.memoryGb());
        if (usage.storageGb().signum() > 0) {
            amounts.put(Price.STORAGE, usage.storageGb());
        }
        return amounts;
    }
}
