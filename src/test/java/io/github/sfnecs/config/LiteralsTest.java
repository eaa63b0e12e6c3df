package io.github.sfnecs.config;

import static io.github.sfnecs.config.Reading.MAVEN;
import static io.github.sfnecs.config.Reading.bean;
import static io.github.sfnecs.config.Reading.task;
import static io.github.sfnecs.config.Reading.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.rendering.ContainerOverride;
import io.github.sfnecs.rendering.TaskSize;
import io.github.sfnecs.rendering.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is the same in every execution, and can't be found out when the state runs; and lists that are one text. */
class LiteralsTest {
    private static final String SAME =
            ": it is the same in every execution, so neither a path nor a function may be in it";

    static Stream<Arguments> paths() {
        return Stream.of(
                path("subnets '$.subnet'", values -> network(values, List.of("$.subnet"), null, null)),
                path("subnets 'subnet-$.x'", values -> network(values, List.of("subnet-$.x"), null, null)),
                path("securityGroups '$$.x'", values -> network(values, List.of("subnet-1"), List.of("$$.x"), null)),
                path("assignPublicIp '$.ip'", values -> network(values, List.of("subnet-1"), null, "$.ip")),
                path("clusterArn '$.cluster'", values -> Reading.target(values).cluster("$.cluster")),
                path("taskDefinitionArn '$.task'", values -> task(values).taskDefinition("$.task")),
                path("launchType '$.type'", values -> task(values).capacity("$.type", null)),
                path(
                        "taskTokenContainer 'States.UUID()'",
                        values -> task(values)
                                .tokenContainer(
                                        io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN, "States.UUID()")),
                path(
                        "capacityProviderStrategy[0].provider '$.p'",
                        values -> task(values)
                                .capacity(null, List.of(bean(new CapacityProviderBean(), Map.of("provider", "$.p"))))),
                path(
                        "placementConstraints[0].expression '$.on'",
                        values -> task(values)
                                .placement(
                                        LaunchType.EC2,
                                        List.of(bean(new TypedBean(), Map.of("type", "memberOf", "of", "$.on"))),
                                        null)),
                path("containerOverrides[0].name '$.name'", values -> override(values, Map.of("name", "$.name"))),
                path(
                        "stateTimeout '$.timeout'",
                        values -> task(values)
                                .limits(io.github.sfnecs.asl.IntegrationPattern.RUN_JOB, null, "$.timeout", null)));
    }

    private static Arguments path(String parameter, Consumer<ParameterReader> reading) {
        return Arguments.of(parameter, reading);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void takeNeitherPathsNorFunctions(String parameter, Consumer<ParameterReader> reading) {
        assertThat(told(reading)).startsWith(parameter + SAME).contains("containerOverrides");
    }

    @Test
    void mayHaveADollar() {
        assertThat(told(values -> task(values)
                        .placement(
                                LaunchType.EC2,
                                List.of(bean(
                                        new TypedBean(), Map.of("type", "memberOf", "of", "attribute:zone =~ ^a.*$"))),
                                null)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "States.Format('{},{}', $.a, $.b)|1",
                "report,States.Format('{},{}', $.a, $.b),$.c|3",
                "$['a,b'],c|2"
            })
    void areListsThatACommaInAFunctionDoesNotPart(String command, int parts) {
        ParameterReader values = new ParameterReader();
        ContainerOverride override = bean(new ContainerOverrideBean(), Map.of("name", "app", "command", command))
                .toOverride(values, MAVEN, "containerOverrides[0]");

        values.mistakes().throwIfAny();
        assertThat(override.command()).hasSize(parts).anyMatch(part -> !(part instanceof Value.Literal));
    }

    @ParameterizedTest
    @MethodSource
    void areNotMoreThanEcsTakes(Map<String, ?> fields, String told) {
        assertThat(told(values -> override(values, fields))).startsWith("containerOverrides[0]." + told);
    }

    static Stream<Arguments> areNotMoreThanEcsTakes() {
        TypedBean gpu = bean(new TypedBean(), Map.of("type", "GPU", "of", "1"));
        return Stream.of(
                Arguments.of(
                        Map.of(
                                "name",
                                "app",
                                "environmentFiles",
                                IntStream.range(0, 11)
                                        .mapToObj(i -> "arn:aws:s3:::b/" + i + ".env")
                                        .toList()),
                        "environmentFiles '11 of them': ECS takes at most 10"),
                Arguments.of(
                        Map.of("name", "app", "resourceRequirements", List.of(gpu, gpu)),
                        "resourceRequirements 'GPU, GPU': each type is there once"),
                Arguments.of(Map.of("name", "app", "memory", "5"), "memory '5': it is a whole number of at least 6"),
                Arguments.of(
                        Map.of("name", "app", "memoryReservation", "5"),
                        "memoryReservation '5': it is a whole number of at least 6"));
    }

    @ParameterizedTest
    @CsvSource({"cpu, false", "disk, false", "instanceId, true", "host, true", "attribute:ecs.availability-zone, true"})
    void areFieldsThatTasksCanBeSpreadOver(String field, boolean right) {
        assertThat(told(values -> task(values)
                        .placement(
                                LaunchType.EC2,
                                null,
                                List.of(bean(new TypedBean(), Map.of("type", "spread", "of", field))))))
                .isEqualTo(
                        right
                                ? ""
                                : "placementStrategy[0].field '" + field
                                        + "': random has none, binpack has cpu or memory,"
                                        + " and spread has instanceId or an attribute\n"
                                        + "  fix:   <field>attribute:ecs.availability-zone</field>");
    }

    private static void network(ParameterReader values, List<String> subnets, List<String> groups, String publicIp) {
        task(values).network(LaunchType.FARGATE, subnets, groups, publicIp);
    }

    private static void override(ParameterReader values, Map<String, ?> fields) {
        task(values)
                .overrides(
                        LaunchType.EC2,
                        TaskSize.UNCHANGED,
                        List.of(bean(new ContainerOverrideBean(), fields)),
                        null,
                        null);
    }
}
