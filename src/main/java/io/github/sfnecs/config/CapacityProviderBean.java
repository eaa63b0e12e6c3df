package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One element of {@code <capacityProviderStrategy>}.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 */
public final class CapacityProviderBean {
    private static final int HIGHEST_WEIGHT = 1000;
    private static final int HIGHEST_BASE = 100_000;

    private String provider;
    private String weight;
    private String base;

    /** As it is written, properties not filled in. */
    public static CapacityProviderBean of(WrittenBeans.Element written) {
        CapacityProviderBean bean = new CapacityProviderBean();
        bean.provider = written.text("provider");
        bean.weight = written.text("weight");
        bean.base = written.text("base");
        return bean;
    }

    /** The typed item. */
    Item toItem(ParameterReader values, MavenProperties properties, String parameter) {
        String name = properties.filledInto(provider);
        return new Item(
                values.required(parameter + ".provider", name, "FARGATE_SPOT").orElse(""),
                number(values, parameter + ".weight", properties.filledInto(weight), HIGHEST_WEIGHT, "1"),
                number(values, parameter + ".base", properties.filledInto(base), HIGHEST_BASE, "0"));
    }

    private static OptionalInt number(ParameterReader values, String parameter, String text, int most, String example) {
        Optional<Integer> number = values.number(parameter, text, 0, example);
        number.filter(given -> given > most)
                .ifPresent(given ->
                        values.mistakes().add(parameter, text, "ECS takes at most " + most, xml(parameter, example)));
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
