package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.cost.Price;
import io.github.sfnecs.cost.Prices;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what tasks on Fargate cost: the table that ships with the plugin, and what is given instead. */
public final class PriceParameters {
    private static final String PARAMETER = "prices";
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,6}(\\.\\d{1,12})?");
    private static final String EXAMPLE =
            xml(PARAMETER, xml("vcpuHour", "0.04656")) + " or -Dsfn-ecs.prices=vcpuHour=0.04656,memoryGbHour=0.00511";

    private final ParameterReader values;

    public PriceParameters(ParameterReader values) {
        this.values = values;
    }

    /** The prices to reckon with. */
    public Prices prices(Map<String, String> prices) {
        Map<Price, BigDecimal> given = new EnumMap<>(Price.class);
        if (prices != null) {
            prices.forEach((key, value) -> put(given, key, value));
        }
        return Prices.shipped().with(given);
    }

    private void put(Map<Price, BigDecimal> given, String key, String value) {
        String keys = Arrays.stream(Price.values()).map(Price::key).collect(Collectors.joining(", "));
        Price.of(key)
                .ifPresentOrElse(
                        price -> amount(PARAMETER + "." + key, value).ifPresent(usd -> given.put(price, usd)),
                        () -> values.mistakes()
                                .add(PARAMETER, key, "there is no price of this name; there are " + keys, EXAMPLE));
    }

    private Optional<BigDecimal> amount(String parameter, String value) {
        if (value == null || value.isBlank()) {
            // Maven gives no more
            values.mistakes()
                    .add(
                            parameter,
                            null,
                            "its element is empty, or names a Maven property that is not defined",
                            EXAMPLE);
            return Optional.empty();
        }
        return values.text(parameter, value).flatMap(text -> {
            if (AMOUNT.matcher(text).matches()) {
                return Optional.of(new BigDecimal(text));
            }
            values.mistakes()
                    .add(
                            parameter,
                            value,
                            "it is a price in US dollars: digits, and after a dot at most 12 more",
                            EXAMPLE);
            return Optional.empty();
        });
    }
}
