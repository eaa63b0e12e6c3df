package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.TASK_DEFINITION;

import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.ecs.TaskDefinitions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Whether RunTask takes a task of this task definition, by the rules that ECS has for both together.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 *
 * @param use the state that runs it
 * @param capacity what it runs on, be it for the cluster's default; empty where that is not known
 * @param found the task definition as ECS describes it
 */
public record LaunchCheck(TaskUse use, Optional<Capacity> capacity, TaskDefinition found) {
    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-versions-retired.html */
    private static final Set<String> RETIRED = Set.of("1.0.0", "1.1.0", "1.2.0", "1.3.0");

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-windows-fargate.html */
    private static final Set<String> OF_LINUX_ONLY = Set.of("1.1.0", "1.2.0", "1.3.0", "1.4.0");

    /**
     * A rule.
     *
     * @param predicts what a run fails with that breaks it
     * @param breach what breaks it, in a sentence
     * @param fix what mends it
     */
    private record Rule(KnownFailure predicts, Function<LaunchCheck, Optional<String>> breach, String fix) {
        Optional<Finding> finding(LaunchCheck check) {
            return breach.apply(check).map(says -> Finding.failed(TASK_DEFINITION, says, predicts, fix));
        }
    }

    /**
     * What works otherwise than it looks.
     *
     * @param sight what it is, in a sentence
     * @param means what follows from it
     * @param fix what mends it
     */
    private record Advice(Function<LaunchCheck, Optional<String>> sight, String means, String fix) {
        Optional<Finding> finding(LaunchCheck check) {
            return sight.apply(check).map(says -> Finding.warning(TASK_DEFINITION, says, means, fix));
        }
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
    private static Rule taskRole() {
        return new Rule(
                KnownFailure.EXEC_WITHOUT_ROLE,
                check -> check.broken(
                        check.use.executesCommands()
                                && check.use.taskRole() instanceof Ref.Missing
                                && check.found.taskRoleArn() == null,
                        "It has no task role, which enableExecuteCommand needs."),
                "Set taskRoleArn, here or in the task definition; or leave enableExecuteCommand out");
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html */
    private static Rule fittingLaunchType() {
        return new Rule(
                KnownFailure.LAUNCH_TYPE,
                check -> check.launchType()
                        .filter(check::unfit)
                        .map(type -> "It does not fit launch type " + type + ": its compatibilities are "
                                + check.found.compatibilitiesAsStrings() + ", its network mode is "
                                + check.networkMode()
                                + "."),
                "Register a revision that fits, for EXTERNAL one with \"networkMode\": \"bridge\", \"host\" or \"none\"; or"
                        + " correct launchType");
    }

    private static Rule platformVersion() {
        return new Rule(
                KnownFailure.PLATFORM_VERSION,
                check -> check.use
                        .platformVersion()
                        .literal()
                        .filter((check.windows() ? OF_LINUX_ONLY : RETIRED)::contains)
                        .map(version -> "Fargate runs no new tasks of " + (check.windows() ? "Windows" : "Linux")
                                + " containers on platform version " + version + "."),
                "Leave platformVersion out");
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html */
    private static Rule spot() {
        return new Rule(
                KnownFailure.SPOT_PLATFORM,
                check -> check.broken(
                        check.windows() && check.onSpot(),
                        "It has Windows containers, which Fargate Spot does not run."),
                "Take FARGATE_SPOT out of capacityProviderStrategy");
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-ebs-config.html */
    private static Rule volume() {
        return new Rule(
                KnownFailure.VOLUME_AT_LAUNCH,
                check -> check.found.volumes().stream()
                        .filter(volume -> Boolean.TRUE.equals(volume.configuredAtLaunch()))
                        .findFirst()
                        .map(volume ->
                                "Its volume " + volume.name() + " is configured at launch, which a state can't do."),
                "Register a revision without it; ephemeralStorage gives up to 200 GiB, and EFS what outlasts a task");
    }

    private static final List<Rule> RULES =
            List.of(taskRole(), fittingLaunchType(), platformVersion(), spot(), volume());

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html */
    private static Advice network() {
        return new Advice(
                check -> check.broken(
                        check.use.network().isPresent() && !check.networkMode().equals("awsvpc"),
                        "Its network mode is " + check.networkMode()
                                + ": subnets, securityGroups and assignPublicIp have no effect."),
                "ECS takes them in network mode awsvpc only, so they are left out. A state machine that was deployed for a"
                        + " revision with awsvpc is refused until it is deployed again.",
                "Leave them out of the POM, or register a revision with \"networkMode\": \"awsvpc\"");
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
    private static Advice readOnly() {
        return new Advice(
                check -> check.found.containerDefinitions().stream()
                        .filter(container ->
                                check.use.executesCommands() && Boolean.TRUE.equals(container.readonlyRootFilesystem()))
                        .findFirst()
                        .map(ContainerDefinition::name)
                        .map(name -> "The root file system of " + name + " is read-only."),
                "enableExecuteCommand has no effect there: the agent that opens the shell has to write.",
                "Set readonlyRootFilesystem to false in the task definition, or leave enableExecuteCommand out");
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html */
    private static Advice log() {
        return new Advice(
                check -> check.found.containerDefinitions().stream()
                        .flatMap(container -> check.missingOf(container).stream())
                        .findFirst(),
                "AWS requires awslogs-region, and on Fargate awslogs-stream-prefix, too.",
                "Register a revision whose logConfiguration has them");
    }

    private Optional<String> missingOf(ContainerDefinition container) {
        if (container.logConfiguration() == null || container.logConfiguration().logDriver() != LogDriver.AWSLOGS) {
            return Optional.empty();
        }
        List<String> missing = Stream.of("awslogs-region", "awslogs-stream-prefix")
                .filter(option -> option.endsWith("region")
                        || capacity.filter(Capacity::onFargate).isPresent())
                .filter(option -> !container.logConfiguration().options().containsKey(option))
                .toList();
        return Optional.of("The log of " + container.name() + " has " + (missing.size() == 2 ? "neither " : "no ")
                        + String.join(" nor ", missing) + ".")
                .filter(any -> !missing.isEmpty());
    }

    private static final List<Advice> ADVICE = List.of(network(), readOnly(), log());

    /** What breaks a rule; nothing where all is well. */
    public List<Finding> findings() {
        return Stream.concat(
                        RULES.stream().map(rule -> rule.finding(this)),
                        ADVICE.stream().map(advice -> advice.finding(this)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> broken(boolean is, String says) {
        return Optional.of(says).filter(any -> is);
    }

    /** Of Fargate more is said elsewhere. */
    private Optional<String> launchType() {
        return capacity.filter(type -> type instanceof LaunchType && !type.onFargate())
                .map(Capacity::toString);
    }

    /** Not every endpoint tells the compatibilities. */
    private boolean unfit(String launchType) {
        List<String> fits = found.compatibilitiesAsStrings();
        return fits.isEmpty()
                ? launchType.equals(LaunchType.EXTERNAL.name()) && networkMode().equals("awsvpc")
                : !fits.contains(launchType);
    }

    private String networkMode() {
        return TaskDefinitions.of(found).networkMode();
    }

    private boolean windows() {
        return windows(found);
    }

    /** Whether its containers are Windows containers. */
    static boolean windows(TaskDefinition found) {
        return found.runtimePlatform() != null
                && String.valueOf(found.runtimePlatform().operatingSystemFamilyAsString())
                        .startsWith("WINDOWS");
    }

    private boolean onSpot() {
        return capacity.filter(wanted -> wanted instanceof ProviderStrategy strategy
                        && strategy.items().stream()
                                .anyMatch(item -> item.provider().equals("FARGATE_SPOT")))
                .isPresent();
    }
}
