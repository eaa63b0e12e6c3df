package io.github.sfnecs.asl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Task state that runs an ECS task: a view on what the definition says of it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 *
 * @param state the state
 * @param pattern how it waits for the task
 */
public record TaskUse(State state, IntegrationPattern pattern) implements Use {
    /**
     * A container of which the definition says something.
     *
     * @param name its name in the task definition
     * @param cpu in CPU units; empty where the task definition or the execution's input decides
     * @param memory in MiB; empty as well
     * @param memoryReservation in MiB; empty as well
     */
    public record Container(String name, OptionalInt cpu, OptionalInt memory, OptionalInt memoryReservation) {}

    /**
     * A variable that a container gets besides those of the task definition, or instead of one.
     *
     * @param container its name in the task definition
     * @param name the variable's
     * @param value what it gets
     */
    public record Variable(String container, String name, Ref value) {}

    /** How many CPU units the whole task gets, instead of the task definition's; one of ECS's spellings. */
    public Ref cpu() {
        return overrides().text("Cpu");
    }

    /** How many MiB of memory the whole task gets, instead of the task definition's; one of ECS's spellings. */
    public Ref memory() {
        return overrides().text("Memory");
    }

    /** The cluster, by its ARN or its name; ECS takes the one called {@code default} where none is named. */
    public Ref cluster() {
        Ref named = state.arguments().text("Cluster");
        return named instanceof Ref.Missing ? new Ref.Literal("default") : named;
    }

    /** The task definition: an ARN with or without revision, a family, or a family with revision. */
    public Ref taskDefinition() {
        return state.arguments().text("TaskDefinition");
    }

    /** The role that the containers get instead of the task definition's. */
    public Ref taskRole() {
        return overrides().text("TaskRoleArn");
    }

    /** The role with which ECS pulls the image and writes logs, instead of the task definition's. */
    public Ref executionRole() {
        return overrides().text("ExecutionRoleArn");
    }

    private Arguments overrides() {
        return state.arguments().object("Overrides");
    }

    @Override
    public Map<String, Ref> deciding() {
        Map<String, Ref> deciding = new LinkedHashMap<>();
        deciding.put("Cluster", cluster());
        deciding.put("TaskDefinition", taskDefinition());
        Arguments overrides = overrides();
        for (String role : new String[] {"TaskRoleArn", "ExecutionRoleArn"}) {
            Ref given = overrides.text(role);
            if (!(given instanceof Ref.Missing)) {
                deciding.put(role, given);
            }
        }
        return deciding;
    }

    /** Whether the task gets tags as it starts. */
    public boolean tagged() {
        Arguments arguments = state.arguments();
        Ref propagated = arguments.text("PropagateTags");
        Ref managed = arguments.text("EnableECSManagedTags");
        return arguments.has("Tags")
                || !(managed instanceof Ref.Missing || managed.equals(new Ref.Literal("false")))
                || !(propagated instanceof Ref.Missing || propagated.equals(new Ref.Literal("NONE")));
    }

    /** The tags that every task of it gets. */
    public SortedMap<String, String> tags() {
        SortedMap<String, String> tags = new TreeMap<>();
        state.arguments()
                .objects("Tags")
                .forEach(tag -> tag.text("Key")
                        .literal()
                        .ifPresent(key -> tag.text("Value").literal().ifPresent(value -> tags.put(key, value))));
        return tags;
    }

    /** What it runs on; empty where the execution's input decides. */
    public Optional<Capacity> capacity() {
        if (!state.arguments().has("LaunchType") && !state.arguments().has("CapacityProviderStrategy")) {
            return Optional.of(new Capacity.ClusterDefault());
        }
        List<Capacity.ProviderStrategy.Item> items = new ArrayList<>();
        state.arguments()
                .objects("CapacityProviderStrategy")
                .forEach(item -> item.text("CapacityProvider")
                        .literal()
                        .ifPresent(provider -> items.add(new Capacity.ProviderStrategy.Item(
                                provider, number(item.text("Weight")), number(item.text("Base"))))));
        return items.isEmpty()
                ? state.arguments()
                        .text("LaunchType")
                        .literal()
                        .flatMap(name -> Stream.of(Capacity.LaunchType.values())
                                .filter(type -> type.name().equals(name))
                                .findFirst())
                : Optional.of(new Capacity.ProviderStrategy(items));
    }

    /** Whether its tasks may run on AWS Fargate, as far as the definition decides. */
    public boolean onFargate() {
        return capacity().filter(Capacity::onFargate).isPresent();
    }

    /** Its network, as far as the definition decides; empty where it names no subnet. */
    public Optional<Network> network() {
        Arguments network = state.arguments().object("NetworkConfiguration").object("AwsvpcConfiguration");
        List<String> subnets = network.texts("Subnets");
        return subnets.isEmpty()
                ? Optional.empty()
                : Optional.of(new Network(
                        subnets,
                        network.texts("SecurityGroups"),
                        network.text("AssignPublicIp")
                                .literal()
                                .filter("ENABLED"::equals)
                                .isPresent()));
    }

    /** The containers that get something else than the task definition says. */
    public List<Container> containers() {
        return overrides().objects("ContainerOverrides").stream()
                .flatMap(container -> container
                        .text("Name")
                        .literal()
                        .map(name -> new Container(
                                name,
                                number(container.text("Cpu")),
                                number(container.text("Memory")),
                                number(container.text("MemoryReservation"))))
                        .stream())
                .toList();
    }

    /** The variables that its containers get. */
    public List<Variable> variables() {
        return overrides().objects("ContainerOverrides").stream()
                .flatMap(container -> container.objects("Environment").stream()
                        .map(pair -> new Variable(
                                container.text("Name").literal().orElse("?"),
                                pair.text("Name").literal().orElse("?"),
                                pair.text("Value"))))
                .toList();
    }

    /** By container, the ARNs of the environment files that it gets instead of those of the task definition. */
    public Map<String, List<String>> environmentFiles() {
        Map<String, List<String>> files = new TreeMap<>();
        overrides().objects("ContainerOverrides").stream()
                .filter(container -> !container.objects("EnvironmentFiles").isEmpty())
                .forEach(container -> files.put(
                        container.text("Name").literal().orElse("?"),
                        container.objects("EnvironmentFiles").stream()
                                .flatMap(file -> file.text("Value").literal().stream())
                                .toList()));
        return files;
    }

    /** Whether ECS Exec may open a shell in its containers, as far as the definition decides. */
    public boolean executesCommands() {
        return state.arguments()
                .text("EnableExecuteCommand")
                .literal()
                .filter("true"::equals)
                .isPresent();
    }

    /** The platform version of Fargate, such as {@code LATEST}. */
    public Ref platformVersion() {
        return state.arguments().text("PlatformVersion");
    }

    /** How many constraints it puts on the instances it may run on, besides those of the task definition. */
    public int placementConstraints() {
        return state.arguments().objects("PlacementConstraints").size();
    }

    /** Whether it chooses among instances. */
    public boolean placed() {
        return state.arguments().has("PlacementConstraints")
                || state.arguments().has("PlacementStrategy");
    }

    /** Whether a container of it gets something of its instance, such as a GPU. */
    public boolean takesResources() {
        return overrides().objects("ContainerOverrides").stream()
                .anyMatch(container -> container.has("ResourceRequirements"));
    }

    /** Whether it gets more ephemeral storage than others. */
    public boolean storesMore() {
        return overrides().has("EphemeralStorage");
    }

    /** Whether whoever holds its task token has to send heartbeats. */
    public boolean wantsHeartbeats() {
        return state.body().has("HeartbeatSeconds") || state.body().has("HeartbeatSecondsPath");
    }

    private static OptionalInt number(Ref ref) {
        return ref.literal()
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }
}
