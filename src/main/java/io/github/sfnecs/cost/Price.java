package io.github.sfnecs.cost;

import java.util.Arrays;
import java.util.Optional;

/**
 * What Fargate has a price for, in US dollars, each an hour of a vCPU or of a GB.
 * https://aws.amazon.com/fargate/pricing/
 */
public enum Price {
    /** A vCPU with Linux on x86. */
    VCPU("vcpuHour"),
    /** A GB of memory with Linux on x86. */
    MEMORY("memoryGbHour"),
    /** A GB of ephemeral storage beyond the 20 GB that cost nothing. */
    STORAGE("storageGbHour"),
    /** A vCPU with Linux on ARM64. */
    ARM_VCPU("armVcpuHour"),
    /** A GB of memory with Linux on ARM64. */
    ARM_MEMORY("armMemoryGbHour"),
    /** A vCPU with Linux on x86, on Fargate Spot. */
    SPOT_VCPU("spotVcpuHour"),
    /** A GB of memory with Linux on x86, on Fargate Spot. */
    SPOT_MEMORY("spotMemoryGbHour"),
    /** A vCPU with Linux on ARM64, on Fargate Spot. */
    SPOT_ARM_VCPU("spotArmVcpuHour"),
    /** A GB of memory with Linux on ARM64, on Fargate Spot. */
    SPOT_ARM_MEMORY("spotArmMemoryGbHour"),
    /** A vCPU with Windows, without the licence. */
    WINDOWS_VCPU("windowsVcpuHour"),
    /** A GB of memory with Windows. */
    WINDOWS_MEMORY("windowsMemoryGbHour"),
    /** The licence of Windows, by vCPU. */
    WINDOWS_LICENCE("windowsLicenceHour");

    private final String key;

    Price(String key) {
        this.key = key;
    }

    /** Its name in the table and in the parameter {@code prices}. */
    public String key() {
        return key;
    }

    /** The price of this name. */
    public static Optional<Price> of(String key) {
        return Arrays.stream(values()).filter(price -> price.key.equals(key)).findFirst();
    }
}
