package io.github.sfnecs.rendering;

import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.diagnostic.Mistakes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What ECS refuses about a task whatever its task definition says, and before anything runs.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
public final class LaunchRules {
    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
    private static final int MOST_CONTAINERS = 10;

    private static final Pattern PLATFORM_VERSION = Pattern.compile("LATEST|\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");

    /**
     * A rule.
     *
     * @param parameter the one that breaks it
     * @param breach what of a task breaks it, as it is shown
     * @param wrong what is wrong with that
     * @param example how a right one looks
     */
    private record Rule(String parameter, Function<RunTask, Optional<String>> breach, String wrong, String example) {
        void note(RunTask task, Mistakes mistakes) {
            breach.apply(task).ifPresent(value -> mistakes.add(parameter, value, wrong, example));
        }
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html */
    private static Rule publicIp() {
        return new Rule(
                "assignPublicIp",
                task -> present(
                        task.network().assignPublicIp() && task.capacity().notOnFargate(), "true"),
                "only tasks on Fargate get a public IP address",
                "Leave assignPublicIp out, and give the subnets a route to a NAT gateway; or use launchType FARGATE");
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html */
    private static Rule externalNetwork() {
        return new Rule(
                "subnets",
                task -> present(
                        task.capacity() == LaunchType.EXTERNAL
                                && !task.network().subnets().isEmpty(),
                        String.join(",", task.network().subnets())),
                "tasks on external instances have the network of their host, as there is no network mode awsvpc",
                "Leave subnets and securityGroups out");
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html */
    private static Rule platform() {
        return new Rule(
                "platformVersion",
                task -> task.features()
                        .platformVersion()
                        .filter(version -> !PLATFORM_VERSION.matcher(version).matches()),
                "a platform version is LATEST or has three numbers",
                Mistakes.xml("platformVersion", "1.4.0"));
    }

    private static Rule overrides() {
        return new Rule(
                "containerOverrides",
                task -> tooMany(task.overrides().containers(), MOST_CONTAINERS),
                "a task has at most " + MOST_CONTAINERS + " containers",
                "Give each container one containerOverride");
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html */
    private static Rule oneOverride() {
        return new Rule(
                "containerOverrides",
                task -> repeated(task.overrides().containers().stream().map(ContainerOverride::name)),
                "a container can have one override",
                "Say all of a container in one containerOverride");
    }

    /** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
    private static Rule context(Pattern path, IntegrationPattern only, String wrong, String fix) {
        return new Rule(
                "containerOverrides",
                task -> task.overrides().containers().stream()
                        .flatMap(ContainerOverride::values)
                        .flatMap(Value::foundOut)
                        .map(path::matcher)
                        .filter(found -> task.pattern() != only && found.find())
                        .map(Matcher::group)
                        .findFirst(),
                wrong,
                fix);
    }

    /** The task that runs elsewhere after an interruption has all else in common with the first. */
    private static Rule toFargate() {
        return new Rule(
                "onSpotInterruption",
                task -> task.afterSpotInterruption()
                        .filter(other ->
                                other.capacity().onFargate() && !task.capacity().onFargate() && ofInstances(other))
                        .map(LaunchRules::shown),
                "tasks on Fargate can't have placementConstraints, placementStrategy or resourceRequirements",
                "Leave these out; or name a capacity provider of instances, "
                        + Mistakes.xml("onSpotInterruption", "my-provider"));
    }

    private static Rule offFargate() {
        return new Rule(
                "onSpotInterruption",
                task -> task.afterSpotInterruption()
                        .filter(other -> other.capacity().notOnFargate()
                                && task.capacity().onFargate()
                                && ofFargate(other))
                        .map(LaunchRules::shown),
                "only tasks on Fargate can have platformVersion, assignPublicIp or ephemeralStorage",
                "Leave these out; or " + Mistakes.xml("onSpotInterruption", "FARGATE"));
    }

    private static final List<Rule> ALL = List.of(
            publicIp(),
            externalNetwork(),
            platform(),
            overrides(),
            context(
                    Pattern.compile("\\$\\$\\.Task\\b[\\w.]*+"),
                    IntegrationPattern.WAIT_FOR_TASK_TOKEN,
                    "there is a task token only with integrationPattern WAIT_FOR_TASK_TOKEN",
                    "Leave it out, or set integrationPattern to WAIT_FOR_TASK_TOKEN"),
            context(
                    Pattern.compile("\\$\\$\\.Map\\b[\\w.]*+"),
                    null,
                    "there is no Map state around the task",
                    "$.items[0] or another path into the input"),
            oneOverride(),
            toFargate(),
            offFargate());

    private LaunchRules() {}

    /** Notes every rule that the task breaks. */
    public static void note(RunTask task, Mistakes mistakes) {
        ALL.forEach(rule -> rule.note(task, mistakes));
        if (task.capacity() instanceof ProviderStrategy strategy) {
            StrategyRules.note(strategy, mistakes);
        }
        task.overrides().size().note(task.capacity(), mistakes);
    }

    private static Optional<String> present(boolean broken, String value) {
        return Optional.of(value).filter(any -> broken);
    }

    private static Optional<String> tooMany(List<?> given, int most) {
        return present(given.size() > most, given.size() + " of them");
    }

    private static boolean ofInstances(RunTask task) {
        return !task.placement().equals(Placement.ANYWHERE)
                || task.overrides().containers().stream()
                        .anyMatch(container -> !container.resourceRequirements().isEmpty());
    }

    private static boolean ofFargate(RunTask task) {
        return task.network().assignPublicIp()
                || task.features().platformVersion().isPresent()
                || task.overrides().size().ephemeralStorage().isPresent();
    }

    private static Optional<String> repeated(Stream<String> names) {
        Set<String> seen = new HashSet<>();
        return names.filter(name -> !name.isEmpty() && !seen.add(name)).findFirst();
    }

    private static String shown(RunTask task) {
        return task.capacity() instanceof ProviderStrategy strategy
                ? StrategyRules.shown(strategy)
                : ((LaunchType) task.capacity()).name();
    }
}
