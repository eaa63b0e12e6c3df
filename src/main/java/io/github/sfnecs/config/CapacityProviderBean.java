package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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

    /** What a task runs on: a launch type, or a strategy of these. */
    static Capacity capacity(
            ParameterReader values,
            MavenProperties properties,
            String launchType,
            List<CapacityProviderBean> strategy) {
        if (strategy == null || strategy.isEmpty()) {
            return launchType(values, launchType);
        }
        if (launchType != null && !launchType.isBlank()) {
            values.mistakes()
                    .add(
                            "launchType",
                            launchType,
                            "launchType and capacityProviderStrategy exclude each other",
                            "Leave launchType out; for Fargate Spot the strategy alone says so");
        }
        return new Capacity.ProviderStrategy(IntStream.range(0, strategy.size())
                .mapToObj(i -> strategy.get(i).toItem(values, properties, "capacityProviderStrategy[" + i + "]"))
                .toList());
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
    private static Capacity launchType(ParameterReader values, String launchType) {
        if (launchType != null && launchType.strip().equals("MANAGED_INSTANCES")) {
            values.mistakes()
                    .add(
                            "launchType",
                            launchType,
                            "ECS takes tasks for Managed Instances only by a capacity provider, and by no launch type",
                            "<capacityProviderStrategy><item><provider>my-managed-instances</provider></item>"
                                    + "</capacityProviderStrategy> without launchType, or "
                                    + xml("launchType", "CLUSTER_DEFAULT")
                                    + " where they are the cluster's default");
            return new Capacity.ClusterDefault();
        }
        Choice chosen = values.choice("launchType", launchType, Choice.class).orElse(Choice.FARGATE);
        return chosen == Choice.CLUSTER_DEFAULT ? new Capacity.ClusterDefault() : LaunchType.valueOf(chosen.name());
    }

    /** ECS's launch types, and the absence of one, for which ECS has no name. */
    private enum Choice {
        FARGATE,
        EC2,
        EXTERNAL,
        CLUSTER_DEFAULT
    }

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
