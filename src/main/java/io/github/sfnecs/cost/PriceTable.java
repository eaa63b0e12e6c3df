package io.github.sfnecs.cost;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The prices that ship with the plugin; where each is from is in the file.
 *
 * @param date when they were read
 * @param regions what is known of each region
 */
record PriceTable(LocalDate date, Map<String, Map<Price, BigDecimal>> regions) {
    private static final String FILE = "fargate-prices.properties";

    static PriceTable read() {
        Properties file = new Properties();
        try (InputStreamReader reader = new InputStreamReader(
                Objects.requireNonNull(PriceTable.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8)) {
            file.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LocalDate date = LocalDate.parse(file.getProperty("date"));
        file.remove("date");
        file.remove("source");
        return new PriceTable(
                date,
                file.stringPropertyNames().stream()
                        .collect(Collectors.toUnmodifiableMap(region -> region, region -> prices(file, region))));
    }

    private static Map<Price, BigDecimal> prices(Properties file, String region) {
        Map<Price, BigDecimal> prices = new EnumMap<>(Price.class);
        for (String entry : file.getProperty(region).split(",", -1)) {
            String key = entry.substring(0, entry.indexOf('='));
            prices.put(Price.of(key).orElseThrow(), new BigDecimal(entry.substring(key.length() + 1)));
        }
        return Map.copyOf(prices);
    }
}
