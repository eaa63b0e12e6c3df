package io.github.sfnecs.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ships with the plugin. */
class PriceTableTest {
    private static final LocalDate BEFORE_THE_PLUGIN = LocalDate.parse("2026-01-01");

    private final Prices shipped = Prices.shipped();

    @Test
    void hasADate() {
        assertThat(shipped.date()).isAfter(BEFORE_THE_PLUGIN);
        assertThat(shipped.origin()).isEqualTo("prices of " + shipped.date());
    }

    @Test
    void knowsTheLargestRegions() {
        assertThat(shipped.regions())
                .hasSize(22)
                .containsKeys("us-east-1", "us-west-2", "eu-central-1", "eu-west-1", "ap-northeast-1", "us-gov-west-1");
        assertThat(shipped.regions().get("us-east-1"))
                .containsOnlyKeys(Price.values())
                .containsEntry(Price.VCPU, new BigDecimal("0.04048"))
                .containsEntry(Price.STORAGE, new BigDecimal("0.000111"))
                .containsEntry(Price.WINDOWS_LICENCE, new BigDecimal("0.046"));
    }

    @Test
    void hasBothOrNoneOfAPairForEachRegion() {
        assertThat(shipped.regions()).allSatisfy((region, prices) -> {
            assertThat(region).matches("[a-z]{2}(-gov)?-[a-z]+-\\d");
            assertThat(prices).containsKeys(Price.VCPU, Price.MEMORY, Price.SPOT_VCPU, Price.SPOT_MEMORY);
            assertTogether(prices, Set.of(Price.ARM_VCPU, Price.ARM_MEMORY));
            assertTogether(prices, Set.of(Price.SPOT_ARM_VCPU, Price.SPOT_ARM_MEMORY));
            assertTogether(prices, Set.of(Price.WINDOWS_VCPU, Price.WINDOWS_MEMORY, Price.WINDOWS_LICENCE));
        });
    }

    private static void assertTogether(Map<Price, BigDecimal> prices, Set<Price> pair) {
        assertThat(prices.keySet().stream().filter(pair::contains).count()).isIn(0L, (long) pair.size());
    }

    /** Wherever a digit slipped, one of these does not hold: they do for all prices of AWS's. */
    @Test
    void hasPricesThatCanBe() {
        assertThat(shipped.regions()).allSatisfy((region, prices) -> {
            BigDecimal vcpu = prices.get(Price.VCPU);
            assertThat(vcpu).isBetween(new BigDecimal("0.04"), new BigDecimal("0.08"));
            assertThat(prices.get(Price.MEMORY)).isBetween(times(vcpu, "0.105"), times(vcpu, "0.115"));
            assertThat(prices.get(Price.SPOT_VCPU)).isBetween(times(vcpu, "0.29"), times(vcpu, "0.5"));
            assertThat(prices.get(Price.SPOT_MEMORY))
                    .isBetween(
                            times(prices.get(Price.SPOT_VCPU), "0.105"), times(prices.get(Price.SPOT_VCPU), "0.115"));
            if (prices.containsKey(Price.ARM_VCPU)) {
                assertThat(prices.get(Price.ARM_VCPU)).isBetween(times(vcpu, "0.5"), times(vcpu, "0.81"));
                assertThat(prices.get(Price.ARM_MEMORY))
                        .isBetween(
                                times(prices.get(Price.ARM_VCPU), "0.105"), times(prices.get(Price.ARM_VCPU), "0.115"));
            }
        });
    }

    private static BigDecimal times(BigDecimal price, String factor) {
        return price.multiply(new BigDecimal(factor));
    }
}
