package io.github.sfnecs.config;

import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import java.util.Optional;
import java.util.OptionalInt;

/** One element of {@code <capacityProviderStrategy>}. */
public final class CapacityProviderBean {
    private String provider;
    private String weight;
    private String base;

    /** The typed item. */
    Item toItem(Values values, String parameter) {
        return new Item(
                values.required(parameter + ".provider", provider, "FARGATE_SPOT")
                        .orElse(""),
                orNone(values.number(parameter + ".weight", weight, 0, "1")),
                orNone(values.number(parameter + ".base", base, 0, "0")));
    }

    private static OptionalInt orNone(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
