package io.github.sfnecs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.cost.Price;
import io.github.sfnecs.cost.Prices;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PriceParametersTest {
    private static final String EXAMPLE =
            "<prices><vcpuHour>0.04656</vcpuHour></prices> or -Dsfn-ecs.prices=vcpuHour=0.04656,memoryGbHour=0.00511";
    private static final String KEYS =
            "there is no price of this name; there are vcpuHour, memoryGbHour, storageGbHour,"
                    + " armVcpuHour, armMemoryGbHour, spotVcpuHour, spotMemoryGbHour, spotArmVcpuHour, spotArmMemoryGbHour,"
                    + " windowsVcpuHour, windowsMemoryGbHour, windowsLicenceHour";
    private static final String AMOUNT = "it is a price in US dollars: digits, and after a dot at most 12 more";

    @Test
    void takeTheTableWhereNothingIsGiven() {
        ParameterReader values = new ParameterReader();

        assertThat(new PriceParameters(values).prices(null)).isEqualTo(Prices.shipped());
        assertThat(values.mistakes().none()).isTrue();
    }

    @Test
    void takeWhatIsGiven() {
        ParameterReader values = new ParameterReader();
        KeyValues given = new KeyValues();
        given.set("vcpuHour=0.04656, windowsLicenceHour = 0,spotArmMemoryGbHour=1");

        Prices prices = new PriceParameters(values).prices(given.toMap().orElseThrow());

        assertThat(prices.given())
                .containsOnly(
                        Map.entry(Price.VCPU, new BigDecimal("0.04656")),
                        Map.entry(Price.WINDOWS_LICENCE, new BigDecimal("0")),
                        Map.entry(Price.SPOT_ARM_MEMORY, new BigDecimal("1")));
        assertThat(values.mistakes().none()).isTrue();
    }

    static Stream<Reading> mistakes() {
        return Stream.of(
                new Reading("another name", given("vcpu", "0.04"), "prices 'vcpu': " + KEYS, EXAMPLE),
                new Reading("no name", given("", "0.04"), "prices '': " + KEYS, EXAMPLE),
                amount("a word", "cheap"),
                amount("a currency", "$0.04"),
                amount("less than nothing", "-0.04"),
                amount("a comma", "0,04"),
                amount("an exponent", "4E-2"),
                amount("digits of another script", "٠.٠٤"),
                amount("too many digits", "1234567"),
                new Reading(
                        "nothing",
                        given("vcpuHour", null),
                        "prices.vcpuHour is not set: its element is empty, or names a Maven property that is not defined",
                        EXAMPLE),
                new Reading(
                        "a blank",
                        given("vcpuHour", " "),
                        "prices.vcpuHour is not set: its element is empty, or names a Maven property that is not defined",
                        EXAMPLE),
                new Reading(
                        "a property that nobody defined",
                        given("vcpuHour", "${price}"),
                        "prices.vcpuHour '${price}': a Maven property in it is not defined",
                        "Define the property, in the POM's properties or with -D, or correct its name"));
    }

    private static Reading amount(String name, String value) {
        return new Reading(name, given("vcpuHour", value), "prices.vcpuHour '" + value + "': " + AMOUNT, EXAMPLE);
    }

    private static Consumer<ParameterReader> given(String key, String value) {
        return values -> new PriceParameters(values).prices(Collections.singletonMap(key, value));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void sayWhatIsWrong(Reading mistake) {
        mistake.assertTold();
    }
}
