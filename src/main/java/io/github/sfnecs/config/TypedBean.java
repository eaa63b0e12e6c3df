package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.diagnostic.Nearest;
import io.github.sfnecs.rendering.ContainerOverride.ResourceRequirement;
import io.github.sfnecs.rendering.Placement.Rule;
import io.github.sfnecs.rendering.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An element with a {@code type} and one more: a rule of where tasks are placed, or a resource that a container requires. */
public final class TypedBean {
    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html */
    private static final List<String> CONSTRAINTS = List.of("memberOf", "distinctInstance");

    private static final int MOST_CONSTRAINTS = 10;
    private static final int LONGEST_EXPRESSION = 2000;

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html */
    private static final List<String> STRATEGIES = List.of("binpack", "spread", "random");

    private static final int MOST_STRATEGIES = 5;
    private static final List<String> BINPACK_FIELDS = List.of("cpu", "memory");
    private static final Pattern SPREAD_FIELD = Pattern.compile("instanceId|host|attribute:\\S+");

    /** Elastic Inference has ended. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResourceRequirement.html */
    private static final List<String> RESOURCES = List.of("GPU", "NeuronDevice");

    private String type;
    private String of;

    /** As it is written, properties not filled in, with its other element of this name. */
    public static Function<WrittenBeans.Element, TypedBean> with(String other) {
        return written -> {
            TypedBean bean = new TypedBean();
            bean.type = written.text("type");
            bean.of = written.text(other);
            return bean;
        };
    }

    /** The typed placement constraints. */
    static List<Rule> constraints(
            ParameterReader values, MavenProperties properties, Capacity capacity, List<TypedBean> given) {
        return rules(
                values,
                capacity,
                "placementConstraints",
                given,
                MOST_CONSTRAINTS,
                (bean, parameter) -> bean.toConstraint(values, properties, parameter));
    }

    /** The typed placement strategy. */
    static List<Rule> strategy(
            ParameterReader values, MavenProperties properties, Capacity capacity, List<TypedBean> given) {
        return rules(
                values,
                capacity,
                "placementStrategy",
                given,
                MOST_STRATEGIES,
                (bean, parameter) -> bean.toStrategy(values, properties, parameter));
    }

    private static List<Rule> rules(
            ParameterReader values,
            Capacity capacity,
            String parameter,
            List<TypedBean> given,
            int most,
            BiFunction<TypedBean, String, Optional<Rule>> rule) {
        List<TypedBean> beans = given == null ? List.of() : given;
        if (capacity.onFargate() && !beans.isEmpty()) {
            values.mistakes()
                    .add(
                            parameter,
                            beans.size() + " of them",
                            "on Fargate there are no instances on which ECS could place a task",
                            "Leave " + parameter + " out, or set launchType to EC2");
        }
        if (beans.size() > most) {
            values.mistakes()
                    .add(parameter, beans.size() + " of them", "ECS takes at most " + most, "Leave some of them out");
        }
        return IntStream.range(0, beans.size())
                .mapToObj(i -> rule.apply(beans.get(i), parameter + "[" + i + "]"))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Rule> toConstraint(ParameterReader values, MavenProperties properties, String parameter) {
        Optional<String> expression = values.text(parameter + ".expression", properties.filledInto(of));
        return type(values, properties, parameter, CONSTRAINTS).map(chosen -> {
            boolean member = chosen.equals("memberOf");
            if (member == properties.filledInto(of).isBlank()) {
                values.mistakes()
                        .add(
                                parameter + ".expression",
                                expression.orElse(null),
                                member ? "memberOf needs one" : "distinctInstance has none",
                                member
                                        ? xml("expression", "attribute:ecs.instance-type =~ m5.*")
                                        : "Leave expression out");
            }
            expression
                    .filter(text -> text.length() > LONGEST_EXPRESSION)
                    .ifPresent(text -> values.mistakes()
                            .add(
                                    parameter + ".expression",
                                    text,
                                    "ECS takes at most " + LONGEST_EXPRESSION + " characters",
                                    "Shorten it"));
            return new Rule(chosen, expression);
        });
    }

    private Optional<Rule> toStrategy(ParameterReader values, MavenProperties properties, String parameter) {
        Optional<String> field = values.text(parameter + ".field", properties.filledInto(of));
        return type(values, properties, parameter, STRATEGIES).map(chosen -> {
            boolean right =
                    switch (chosen) {
                        case "random" -> field.isEmpty();
                        case "binpack" -> field.filter(BINPACK_FIELDS::contains).isPresent();
                        default ->
                            field.filter(text -> SPREAD_FIELD.matcher(text).matches())
                                    .isPresent();
                    };
            if (!right && field.isPresent() != properties.filledInto(of).isBlank()) {
                values.mistakes()
                        .add(
                                parameter + ".field",
                                field.orElse(null),
                                "random has none, binpack has cpu or memory, and spread has instanceId or an attribute",
                                chosen.equals("random")
                                        ? "Leave field out"
                                        : xml(
                                                "field",
                                                chosen.equals("binpack")
                                                        ? "memory"
                                                        : "attribute:ecs.availability-zone"));
            }
            return new Rule(chosen, field);
        });
    }

    /** The typed resource of a container. */
    Optional<ResourceRequirement> toRequirement(ParameterReader values, MavenProperties properties, String parameter) {
        String given = properties.filledInto(of).strip();
        boolean all = given.equals("ALL");
        Optional<String> chosen = type(values, properties, parameter, RESOURCES);
        if (!all && chosen.equals(Optional.of("NeuronDevice"))) {
            values.mistakes()
                    .add(
                            parameter + ".value",
                            given,
                            "a container gets all Neuron devices or none",
                            xml("value", "ALL"));
        }
        Optional<Value> value = all
                ? Optional.of(new Value.Literal(given))
                : new Values(values, properties).number(parameter + ".value", of, 1, "1");
        if (given.isEmpty()) {
            values.required(parameter + ".value", given, "1");
        }
        return chosen.flatMap(resource -> value.map(amount -> new ResourceRequirement(resource, amount)));
    }

    private Optional<String> type(
            ParameterReader values, MavenProperties properties, String parameter, List<String> all) {
        Optional<String> given = values.required(parameter + ".type", properties.filledInto(type), all.get(0));
        given.filter(text -> !all.contains(text))
                .ifPresent(wrong -> values.mistakes()
                        .add(parameter + ".type", wrong, "it is one of " + all, xml("type", Nearest.of(wrong, all))));
        return given.filter(all::contains);
    }
}
