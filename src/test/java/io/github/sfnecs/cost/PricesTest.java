package io.github.sfnecs.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.cost.BilledUsage.Capacity;
import io.github.sfnecs.cost.BilledUsage.Platform;
import io.github.sfnecs.cost.BilledUsage.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The figures are reckoned by hand, from prices that are easy to reckon with. */
class PricesTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Prices prices = new Prices(
            LocalDate.parse("2026-05-01"),
            Map.of(
                    "eu-central-1",
                    Map.of(
                            Price.VCPU, usd("0.04"),
                            Price.MEMORY, usd("0.004"),
                            Price.SPOT_VCPU, usd("0.01"),
                            Price.SPOT_MEMORY, usd("0.001"),
                            Price.ARM_VCPU, usd("0.03"),
                            Price.ARM_MEMORY, usd("0.003"),
                            Price.WINDOWS_VCPU, usd("0.05"),
                            Price.WINDOWS_LICENCE, usd("0.06"),
                            Price.WINDOWS_MEMORY, usd("0.005"),
                            Price.STORAGE, usd("0.0001")),
                    "eu-west-1",
                    Map.of(Price.VCPU, usd("0.03"))),
            Map.of());

    @Test
    void ofAnHourOnLinux() {
        // 0.25 x 0.04 + 0.5 x 0.004
        assertCost(cost(task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR)), "0.25", "0.5", "0.012");
    }

    @Test
    void ofAnHourOnArm() {
        // 0.25 x 0.03 + 0.5 x 0.003
        assertCost(cost(task(Platform.LINUX_ARM, Capacity.ON_DEMAND, HOUR)), "0.25", "0.5", "0.009");
    }

    @Test
    void ofAnHourOnSpot() {
        Cost cost = cost(task(Platform.LINUX_X86, Capacity.SPOT, HOUR));

        // 0.25 x 0.01 + 0.5 x 0.001
        assertCost(cost, "0.25", "0.5", "0.003");
        assertThat(cost.spotVcpuHours()).isEqualByComparingTo("0.25");
    }

    @Test
    void ofAnHourOnWindowsWithItsLicence() {
        // 0.25 x (0.05 + 0.06) + 0.5 x 0.005
        assertCost(cost(task(Platform.WINDOWS, Capacity.ON_DEMAND, HOUR)), "0.25", "0.5", "0.03");
    }

    @Test
    void ofStorageBeyondWhatIsFree() {
        Cost cost = cost(new BilledUsage(
                Optional.of("eu-central-1"),
                Platform.LINUX_X86,
                Capacity.ON_DEMAND,
                OptionalInt.of(256),
                OptionalInt.of(512),
                120,
                Optional.of(START),
                START.plus(HOUR.multipliedBy(2)),
                Status.STOPPED));

        // (0.012 + 100 x 0.0001) x 2
        assertCost(cost, "0.5", "1", "0.044");
        assertThat(cost.storageGbHours()).isEqualByComparingTo("200");
    }

    @Test
    void ofAMinuteAtLeast() {
        Cost ofASecond = cost(task(Platform.LINUX_X86, Capacity.ON_DEMAND, Duration.ofSeconds(1)));

        // 0.012 / 60
        assertCost(ofASecond, "0.004167", "0.008333", "0.0002");
        assertThat(cost(task(Platform.LINUX_X86, Capacity.ON_DEMAND, Duration.ofSeconds(60))))
                .isEqualTo(ofASecond);
        assertThat(cost(task(Platform.LINUX_X86, Capacity.ON_DEMAND, Duration.ofSeconds(61)))
                        .usd())
                .hasValue(usd("0.000203"));
    }

    @Test
    void ofFiveMinutesAtLeastOnWindows() {
        // 0.03 / 12
        assertCost(
                cost(task(Platform.WINDOWS, Capacity.ON_DEMAND, Duration.ofMinutes(2))),
                "0.020833",
                "0.041667",
                "0.0025");
    }

    @Test
    void ofSecondsRoundedUp() {
        assertThat(cost(task(Platform.LINUX_X86, Capacity.ON_DEMAND, Duration.ofMillis(99_001))))
                .isEqualTo(cost(task(Platform.LINUX_X86, Capacity.ON_DEMAND, Duration.ofSeconds(100))));
    }

    @Test
    void ofATaskThatStoppedBeforeItStarted() {
        assertThat(cost(task(Platform.LINUX_X86, Capacity.ON_DEMAND, Duration.ofDays(-1)))
                        .usd())
                .hasValue(usd("0.000200"));
    }

    @Test
    void perHourAsLongAsItLives() {
        BilledUsage stopped = task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR);

        assertThat(cost(stopped).usdPerHour()).hasValue(BigDecimal.ZERO);
        assertThat(cost(living(stopped, stopped.from())).usdPerHour()).hasValue(usd("0.012000"));
    }

    @Test
    void isNothingBeforeThePullBegins() {
        Cost cost = cost(living(task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR), Optional.empty()));

        assertCost(cost, "0", "0", "0");
        assertThat(cost.usdPerHour()).hasValue(usd("0.012000"));
    }

    @Test
    void isUnknownWhereThePriceIs() {
        Cost cost = cost(in(Optional.of("eu-west-1"), task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR)));

        assertThat(cost.usd()).isEmpty();
        assertThat(cost.usdPerHour()).isEmpty();
        assertThat(cost.vcpuHours()).isEqualByComparingTo("0.25");
        assertThat(cost.unknown())
                .hasValue(
                        "the table of 2026-05-01 has no memoryGbHour for eu-west-1, which the parameter prices can give");
        assertThat(cost(in(Optional.of("mars-1"), task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR)))
                        .unknown())
                .hasValue("the table of 2026-05-01 has no vcpuHour for mars-1, which the parameter prices can give");
        assertThat(cost(in(Optional.empty(), task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR)))
                        .unknown())
                .hasValue("the table of 2026-05-01 has no vcpuHour, which the parameter prices can give");
        assertThat(cost(task(Platform.LINUX_ARM, Capacity.SPOT, HOUR)).unknown())
                .hasValueSatisfying(why -> assertThat(why).contains("spotArmVcpuHour for eu-central-1"));
    }

    @Test
    void isUnknownOffFargate() {
        Cost cost = cost(task(Platform.LINUX_X86, Capacity.EC2, HOUR));

        assertThat(cost.unknown()).hasValue("it runs on EC2 instances, which bill by themselves");
        assertThat(cost.vcpuHours()).isEqualByComparingTo("0");
        assertThat(cost(task(Platform.LINUX_X86, Capacity.EXTERNAL, HOUR)).unknown())
                .hasValue("it runs on machines of your own");
        assertThat(cost(task(Platform.WINDOWS, Capacity.SPOT, HOUR)).unknown())
                .hasValue("it runs on a platform of which this plugin knows no prices");
    }

    @Test
    void takesGivenPricesFirst() {
        Prices given = prices.with(Map.of(Price.VCPU, usd("0.08"), Price.MEMORY, usd("0")));

        // 0.25 x 0.08
        assertCost(given.cost(task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR)), "0.25", "0.5", "0.02");
        assertThat(given.cost(in(Optional.of("mars-1"), task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR)))
                        .usd())
                .hasValue(usd("0.020000"));
        // the others are the table's
        assertThat(given.cost(task(Platform.LINUX_ARM, Capacity.ON_DEMAND, HOUR))
                        .usd())
                .hasValue(usd("0.009000"));
    }

    @Test
    void saysWhatItIsWorth() {
        Cost cost = cost(living(task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR), Optional.of(START)));

        assertThat(prices.text(cost))
                .isEqualTo("0.25 vCPU-h, 0.5 GB-h: about $0.0120 (estimate, prices of 2026-05-01)");
        assertThat(prices.perHour(cost)).isEqualTo("about $0.0120 per hour (estimate, prices of 2026-05-01)");
        assertThat(prices.with(Map.of(Price.VCPU, usd("0.08"))).perHour(cost))
                .endsWith(" (estimate, prices given by the parameter prices, else of 2026-05-01)");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        Cost cost = cost(task(Platform.LINUX_X86, Capacity.EXTERNAL, HOUR));

        assertThat(prices.text(cost)).isEqualTo("0 vCPU-h, 0 GB-h: cost unknown: it runs on machines of your own");
        assertThat(prices.perHour(cost)).isEqualTo("cost unknown: it runs on machines of your own");
    }

    @Test
    void sumsUp() {
        Cost spot = cost(task(Platform.LINUX_X86, Capacity.SPOT, HOUR));
        Cost living = cost(living(task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR), Optional.of(START)));
        Cost unknown = cost(in(Optional.of("mars-1"), task(Platform.LINUX_X86, Capacity.ON_DEMAND, HOUR)));

        Cost known = Cost.sum(List.of(spot, living));
        assertCost(known, "0.5", "1", "0.015");
        assertThat(known.spotVcpuHours()).isEqualByComparingTo("0.25");
        assertThat(known.usdPerHour()).hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("0.012"));
        assertThat(prices.text(known))
                .isEqualTo("0.5 vCPU-h (0.25 on Spot), 1 GB-h: about $0.0150 (estimate, prices of 2026-05-01)");

        Cost partly = Cost.sum(List.of(spot, unknown, living));
        assertThat(partly.vcpuHours()).isEqualByComparingTo("0.75");
        assertThat(partly.usd()).isEmpty();
        assertThat(partly.usdPerHour()).isEmpty();
        assertThat(partly.unknown()).isEqualTo(unknown.unknown());
        assertThat(prices.text(Cost.sum(List.of()))).isEqualTo("0 vCPU-h, 0 GB-h: $0 (estimate, prices of 2026-05-01)");
    }

    @Test
    void neverCallsALittleNothing() {
        assertThat(Dollars.text(usd("0.00009"))).isEqualTo("less than $0.0001");
        assertThat(Dollars.text(usd("0.0001"))).isEqualTo("about $0.0001");
        assertThat(Dollars.text(usd("0.99996"))).isEqualTo("about $1.0000");
        assertThat(Dollars.text(usd("1234.565"))).isEqualTo("about $1234.57");
        assertThat(Dollars.number(usd("0.000017"))).isEqualTo("0.0001");
    }

    private Cost cost(BilledUsage usage) {
        return prices.cost(usage);
    }

    private static void assertCost(Cost cost, String vcpuHours, String memoryGbHours, String usd) {
        assertThat(cost.unknown()).isEmpty();
        assertThat(cost.vcpuHours()).isEqualByComparingTo(vcpuHours);
        assertThat(cost.memoryGbHours()).isEqualByComparingTo(memoryGbHours);
        assertThat(cost.usd()).hasValueSatisfying(actual -> assertThat(actual).isEqualByComparingTo(usd));
    }

    /** A quarter of a vCPU and half a GB, which ran so long and stopped. */
    private static BilledUsage task(Platform platform, Capacity capacity, Duration ran) {
        return new BilledUsage(
                Optional.of("eu-central-1"),
                platform,
                capacity,
                OptionalInt.of(256),
                OptionalInt.of(512),
                20,
                Optional.of(START),
                START.plus(ran),
                Status.STOPPED);
    }

    private static BilledUsage living(BilledUsage task, Optional<Instant> from) {
        return new BilledUsage(
                task.region(),
                task.platform(),
                task.capacity(),
                task.cpu(),
                task.memory(),
                task.storage(),
                from,
                task.to(),
                Status.LIVING);
    }

    private static BilledUsage in(Optional<String> region, BilledUsage task) {
        return new BilledUsage(
                region,
                task.platform(),
                task.capacity(),
                task.cpu(),
                task.memory(),
                task.storage(),
                task.from(),
                task.to(),
                task.status());
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }
}
