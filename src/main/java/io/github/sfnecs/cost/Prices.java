package io.github.sfnecs.cost;

import io.github.sfnecs.cost.BilledUsage.Capacity;
import io.github.sfnecs.cost.BilledUsage.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What Fargate costs: a table of a day that ships with the plugin, and what the user gave instead. What is in neither is unknown.
 * https://aws.amazon.com/fargate/pricing/
 *
 * @param date of which day the table is
 * @param regions the table
 * @param given what counts instead, in whatever region the tasks run
 */
public record Prices(LocalDate date, Map<String, Map<Price, BigDecimal>> regions, Map<Price, BigDecimal> given) {
    /** Millionths of a dollar: a task of the least size costs some two hundred of them a minute. */
    private static final int DIGITS = 6;

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /** The table that ships with the plugin. */
    public static Prices shipped() {
        PriceTable table = PriceTable.read();
        return new Prices(table.date(), table.regions(), Map.of());
    }

    /** The same, but for what is given. */
    public Prices with(Map<Price, BigDecimal> instead) {
        return new Prices(date, regions, Map.copyOf(instead));
    }

    /** Where the prices are from, such as {@code prices of 2026-05-01}. */
    public String origin() {
        return given.isEmpty() ? "prices of " + date : "prices given by the parameter prices, else of " + date;
    }

    /** What tasks took and cost, on one line. */
    public String text(Cost cost) {
        return cost.text(origin());
    }

    /** What tasks cost per hour as long as they run, on one line. */
    public String perHour(Cost cost) {
        return cost.perHour(origin());
    }

    /** What the task took, and what that costs. */
    public Cost cost(BilledUsage usage) {
        Optional<String> unknown = usage.unknown().or(() -> missing(usage));
        Optional<BigDecimal> rate = unknown.isPresent() ? Optional.empty() : Optional.of(rate(usage));
        return new Cost(
                hours(usage.vcpus(), usage),
                hours(usage.memoryGb(), usage),
                hours(usage.storageGb(), usage),
                hours(usage.capacity() == Capacity.SPOT ? usage.vcpus() : BigDecimal.ZERO, usage),
                rate.map(dollars -> hours(dollars, usage)),
                rate.map(dollars -> usage.status() == Status.STOPPED
                        ? BigDecimal.ZERO
                        : dollars.setScale(DIGITS, RoundingMode.HALF_UP)),
                unknown);
    }

    /** So much an hour, for as long as it is billed; rounded only here. */
    private static BigDecimal hours(BigDecimal perHour, BilledUsage usage) {
        return perHour.multiply(BigDecimal.valueOf(usage.billedSeconds()))
                .divide(SECONDS_PER_HOUR, DIGITS, RoundingMode.HALF_UP);
    }

    private BigDecimal rate(BilledUsage usage) {
        return Rates.perHour(usage).entrySet().stream()
                .map(amount ->
                        price(usage, amount.getKey()).orElse(BigDecimal.ZERO).multiply(amount.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Optional<String> missing(BilledUsage usage) {
        return Rates.perHour(usage).keySet().stream()
                .filter(price -> price(usage, price).isEmpty())
                .findFirst()
                .map(price -> "the table of " + date + " has no " + price.key()
                        + usage.region().map(region -> " for " + region).orElse("")
                        + ", which the parameter prices can give");
    }

    private Optional<BigDecimal> price(BilledUsage usage, Price price) {
        return Optional.ofNullable(given.get(price))
                .or(() -> usage.region()
                        .map(region -> regions.getOrDefault(region, Map.of()))
                        .map(table -> table.get(price)));
    }
}
