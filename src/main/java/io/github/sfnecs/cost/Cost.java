package io.github.sfnecs.cost;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/**
 * What a task, or some tasks, took of Fargate, and an estimate of what that costs.
 * https://aws.amazon.com/fargate/pricing/
 *
 * @param vcpuHours vCPU-hours, those on Spot included
 * @param memoryGbHours GB-hours of memory, those on Spot included
 * @param storageGbHours GB-hours of ephemeral storage beyond the 20 GB that cost nothing
 * @param spotVcpuHours how many of the vCPU-hours were on Fargate Spot
 * @param usd the estimate in US dollars; empty where anything of it is not known
 * @param usdPerHour what it costs per hour as long as it runs, nothing once it stopped; empty where that is not known
 * @param unknown why there is no estimate, a sentence; empty where there is one
 */
public record Cost(
        BigDecimal vcpuHours,
        BigDecimal memoryGbHours,
        BigDecimal storageGbHours,
        BigDecimal spotVcpuHours,
        Optional<BigDecimal> usd,
        Optional<BigDecimal> usdPerHour,
        Optional<String> unknown) {
    /** What no tasks cost. */
    public static Cost nothing() {
        return new Cost(
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Optional.of(BigDecimal.ZERO),
                Optional.of(BigDecimal.ZERO),
                Optional.empty());
    }

    /** What all of them cost together. */
    public static Cost sum(Collection<Cost> costs) {
        return costs.stream().reduce(nothing(), Cost::plus);
    }

    /** What both cost together: unknown where one of them is, but the hours are those of both. */
    public Cost plus(Cost other) {
        return new Cost(
                vcpuHours.add(other.vcpuHours),
                memoryGbHours.add(other.memoryGbHours),
                storageGbHours.add(other.storageGbHours),
                spotVcpuHours.add(other.spotVcpuHours),
                usd.flatMap(one -> other.usd.map(one::add)),
                usdPerHour.flatMap(one -> other.usdPerHour.map(one::add)),
                unknown.or(other::unknown));
    }

    /** What so many of them cost together. */
    public Cost times(long count) {
        BigDecimal times = BigDecimal.valueOf(count);
        return new Cost(
                vcpuHours.multiply(times),
                memoryGbHours.multiply(times),
                storageGbHours.multiply(times),
                spotVcpuHours.multiply(times),
                usd.map(times::multiply),
                usdPerHour.map(times::multiply),
                unknown);
    }

    /** The estimate in a few words, such as {@code about $0.0123}; {@code cost unknown} where there is none. */
    public String amount() {
        return usd.map(Dollars::text).orElse("cost unknown");
    }

    /** What it costs per hour in a few words, such as {@code about $0.0123 per hour}; {@code cost unknown} where that is. */
    public String amountPerHour() {
        return usdPerHour
                .map(usdAnHour -> Dollars.text(usdAnHour) + " per hour")
                .orElse("cost unknown");
    }

    /** What something cost so far and costs per hour, in a few words; only {@code cost unknown} where neither is known. */
    public static String amounts(Optional<BigDecimal> usd, Optional<BigDecimal> usdPerHour) {
        return usd.flatMap(soFar -> usdPerHour.map(
                        perHour -> Dollars.text(soFar) + " so far, " + Dollars.text(perHour) + " per hour"))
                .orElse("cost unknown");
    }

    /** All of it, for a program; amounts in US dollars, left out where they are not known. */
    public ObjectNode json() {
        ObjectNode node = Json.object();
        node.put("vcpuHours", vcpuHours);
        node.put("memoryGbHours", memoryGbHours);
        node.put("storageGbHours", storageGbHours);
        node.put("spotVcpuHours", spotVcpuHours);
        usd.ifPresent(amount -> node.put("usd", amount));
        usdPerHour.ifPresent(amount -> node.put("usdPerHour", amount));
        unknown.ifPresent(why -> node.put("unknown", why));
        return node;
    }

    /** What was taken and cost, on one line; with where the prices are from. */
    public String text(String prices) {
        return hours() + ": " + told(amount(), prices);
    }

    /** What it costs per hour as long as it runs, on one line; with where the prices are from. */
    String perHour(String prices) {
        return told(amountPerHour(), prices);
    }

    private String told(String amount, String prices) {
        return amount + unknown.map(why -> ": " + why).orElse(" (estimate, " + prices + ")");
    }

    /** What was taken, such as {@code 0.25 vCPU-h, 0.5 GB-h}. */
    public String hours() {
        String spot = spotVcpuHours.signum() == 0 ? "" : " (" + Dollars.number(spotVcpuHours) + " on Spot)";
        String storage = storageGbHours.signum() == 0
                ? ""
                : ", " + Dollars.number(storageGbHours) + " GB-h of ephemeral storage";
        return Dollars.number(vcpuHours) + " vCPU-h" + spot + ", " + Dollars.number(memoryGbHours) + " GB-h" + storage;
    }
}
