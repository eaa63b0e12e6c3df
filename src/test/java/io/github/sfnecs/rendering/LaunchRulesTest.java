package io.github.sfnecs.rendering;

import static io.github.sfnecs.testing.ATask.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.testing.ATask;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ECS refuses of a task whatever its task definition says, and what it takes. */
class LaunchRulesTest {
    private static final Network PUBLIC = new Network(List.of("subnet-1"), List.of(), true);
    private static final Network NONE = new Network(List.of(), List.of(), false);
    private static final Placement SPREAD = new Placement(
            List.of(), List.of(new Placement.Rule("spread", Optional.of("attribute:ecs.availability-zone"))));
    private static final ContainerOverride GPU = new ContainerOverride(
            "app",
            List.of(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(new ContainerOverride.ResourceRequirement("GPU", Value.of("1"))));

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        task().on(LaunchType.EC2).network(PUBLIC),
                        "assignPublicIp 'true': only tasks on Fargate get a public IP address"),
                Arguments.of(
                        task().on(strategy("team:1:0")).network(PUBLIC),
                        "assignPublicIp 'true': only tasks on Fargate get a public IP address"),
                Arguments.of(
                        task().on(LaunchType.EXTERNAL),
                        "subnets 'subnet-1,subnet-2': tasks on external instances have the network of their host"),
                Arguments.of(
                        version("1.4"), "platformVersion '1.4': a platform version is LATEST or has three numbers"),
                Arguments.of(version("latest"), "platformVersion 'latest': a platform version is LATEST"),
                Arguments.of(
                        task().on(strategy("FARGATE:1:0", "team:1:0")),
                        "capacityProviderStrategy 'FARGATE,team': a strategy has providers of Fargate or others"),
                Arguments.of(
                        task().on(strategy("FARGATE:1:1", "FARGATE_SPOT:1:1")),
                        "capacityProviderStrategy 'FARGATE,FARGATE_SPOT': only one provider of a strategy can have a base"),
                Arguments.of(
                        task().on(strategy("FARGATE:0:1", "FARGATE_SPOT::")),
                        "capacityProviderStrategy 'FARGATE,FARGATE_SPOT': one of several providers needs a weight"),
                Arguments.of(
                        task().on(new ProviderStrategy(IntStream.rangeClosed(0, 20)
                                .mapToObj(i -> item("team" + i + ":1:0"))
                                .toList())),
                        "capacityProviderStrategy '21 of them': ECS takes at most 20"),
                Arguments.of(
                        task().on(strategy("FARGATE_SPOT::")).network(PUBLIC).onSpotInterruption(strategy("team::")),
                        "onSpotInterruption 'team': only tasks on Fargate can have platformVersion, assignPublicIp or"),
                Arguments.of(
                        version("1.4.0").on(strategy("FARGATE_SPOT::")).onSpotInterruption(strategy("team::")),
                        "onSpotInterruption 'team': only tasks on Fargate can have platformVersion"),
                Arguments.of(
                        task().on(strategy("FARGATE_SPOT::"))
                                .size("1024", "2048", "50")
                                .onSpotInterruption(strategy("team::")),
                        "onSpotInterruption 'team': only tasks on Fargate can have platformVersion"),
                Arguments.of(
                        task().on(strategy("spot::")).placed(SPREAD).onSpotInterruption(LaunchType.FARGATE),
                        "onSpotInterruption 'FARGATE': tasks on Fargate can't have placementConstraints, placementStrategy"),
                Arguments.of(
                        task().on(strategy("spot::")).override(GPU).onSpotInterruption(LaunchType.FARGATE),
                        "onSpotInterruption 'FARGATE': tasks on Fargate can't have placementConstraints"),
                Arguments.of(
                        task().on(strategy("FARGATE:1:0", "FARGATE_SPOT:1:0", "FARGATE:2:0")),
                        "capacityProviderStrategy 'FARGATE,FARGATE_SPOT,FARGATE': a provider is there more than once"),
                Arguments.of(
                        task().on(strategy("arn;aws;ecs;eu-central-1;123456789012;capacity-provider/team:1:0")),
                        "capacityProviderStrategy[0].provider 'arn:aws:ecs:eu-central-1:123456789012:capacity-provider/team':"
                                + " it is the name of a capacity provider, not its ARN"),
                Arguments.of(
                        task().on(strategy("team:1:0", "$.provider:1:0")),
                        "capacityProviderStrategy[1].provider '$.provider': it is the name of a capacity provider"),
                Arguments.of(
                        task().size("300", "512", "21"),
                        "cpu '300': Fargate has no tasks of 300 CPU units; there are tasks of 256, 512, 1024, 2048, 4096,"
                                + " 8192, 16384 CPU units"),
                Arguments.of(task().size("300", "$.memory", "21"), "cpu '300': Fargate has no tasks of 300 CPU units;"),
                Arguments.of(
                        task().on(strategy("FARGATE_SPOT::")).size("256", "4096", "21"),
                        "memory '4096': Fargate has no tasks of 256 CPU units and 4096 MiB; with 256 CPU units there are 512,"
                                + " 1024 or 2048 MiB"),
                Arguments.of(
                        task().size("16384", "33792", "21"),
                        "memory '33792': Fargate has no tasks of 16384 CPU units and 33792 MiB; with 16384 CPU units there"),
                Arguments.of(
                        task().on(LaunchType.EC2).size("100", "512", "$.storage"),
                        "cpu '100': ECS takes 128 to 196608 CPU units for a task"),
                Arguments.of(
                        task().on(strategy("team:1:0")).size("196609", "512", "$.storage"),
                        "cpu '196609': ECS takes 128 to 196608 CPU units for a task"),
                Arguments.of(
                        task().command("a").command("b"),
                        "containerOverrides 'app': a container can have one override"),
                Arguments.of(
                        task().command("token=$$.Task.Token"),
                        "containerOverrides '$$.Task.Token': there is a task token only with integrationPattern"
                                + " WAIT_FOR_TASK_TOKEN"),
                Arguments.of(
                        task().command("$$.Map.Item.Index", "x"),
                        "containerOverrides '$$.Map.Item.Index': there is no Map state around the task"),
                Arguments.of(overriding(11), "containerOverrides '11 of them': a task has at most 10 containers"));
    }

    static Stream<ATask> kept() {
        return Stream.of(
                task(),
                task().network(PUBLIC),
                task().on(LaunchType.EC2),
                task().on(LaunchType.EXTERNAL).network(NONE),
                task().on(strategy("FARGATE_SPOT::")).network(PUBLIC),
                task().on(strategy("FARGATE:1:1", "FARGATE_SPOT:3:0")),
                task().on(strategy("team:0:1", "other:2:")),
                task().on(strategy("FARGATE_SPOT::")).network(PUBLIC).onSpotInterruption(LaunchType.FARGATE),
                task().on(strategy("spot::")).placed(SPREAD).onSpotInterruption(strategy("team::")),
                task().on(strategy("spot::")).onSpotInterruption(LaunchType.FARGATE),
                task().on(strategy("FARGATE_SPOT::")).onSpotInterruption(strategy("team::")),
                task().size("256", "2048", "21"),
                task().size("16384", "122880", "21"),
                task().size("$.cpu", "4096", "21"),
                task().size("256", "$.memory", "21"),
                task().on(LaunchType.EC2).size("128", "777", "$.storage"),
                task().on(LaunchType.EXTERNAL).network(NONE).size("196608", "1", "$.storage"),
                task().on(new Capacity.ClusterDefault()).size("300", "777", "$.storage"),
                task().on(strategy("my_team-2:1:0")),
                task().command("\\$$.Task.Token", "$$.State.Name"),
                task().pattern(IntegrationPattern.WAIT_FOR_TASK_TOKEN).command("token=$$.Task.Token"),
                // the provider without a name is a mistake of its own
                task().on(strategy("FARGATE:1:0", ":1:0")),
                overriding(10));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aRuleThatIsBrokenIsToldAloneWithWhatMendsIt(ATask task, String told) {
        assertThatThrownBy(() -> note(task)).hasMessageStartingWith(told).hasMessageContaining("\n  fix:   ");
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatEcsTakesIsRight(ATask task) {
        note(task);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATEST", "1.4.0", "1.0.0", "2.10.3"})
    void aPlatformVersionThatThereMayBeIsRight(String version) {
        note(version(version));
    }

    @Test
    void allThatAreBrokenAreToldTogether() {
        assertThatThrownBy(() -> note(task().on(LaunchType.EXTERNAL).network(PUBLIC)))
                .hasMessageStartingWith("2 mistakes in the configuration:")
                .satisfies(told -> assertThat(told).hasMessageContainingAll("assignPublicIp", "subnets"));
    }

    private static void note(ATask task) {
        Mistakes mistakes = new Mistakes();
        LaunchRules.note(task.runTask(), mistakes);
        mistakes.throwIfAny();
    }

    private static ATask version(String version) {
        return task().features(
                        new RunTask.Features(Optional.of(version), false, false, Optional.empty(), new TreeMap<>()));
    }

    private static ATask overriding(int containers) {
        ATask task = task();
        IntStream.range(0, containers)
                .forEach(i -> task.override(new ContainerOverride(
                        "app" + i,
                        List.of(),
                        new TreeMap<>(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of())));
        return task;
    }

    private static ProviderStrategy strategy(String... items) {
        return new ProviderStrategy(Stream.of(items).map(LaunchRulesTest::item).toList());
    }

    /** Provider, weight and base. */
    private static Item item(String text) {
        String[] parts = text.split(":", -1);
        return new Item(parts[0].replace(';', ':'), number(parts[1]), number(parts[2]));
    }

    private static OptionalInt number(String text) {
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }
}
