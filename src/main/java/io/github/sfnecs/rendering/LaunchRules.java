package io.github.sfnecs.rendering;

import io.github.sfnecs.asl.Capacity.LaunchType;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.diagnostic.Mistakes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ECS refuses about a task whatever its task definition says, and before anything runs.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
public final class LaunchRules {
    private static final String CONTAINERS = "containerOverrides";
    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
    private static final int MOST_CONTAINERS = 10;

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html */
    private static final Pattern PLATFORM_VERSION = Pattern.compile("LATEST|\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");

    private static final Pattern TASK_CONTEXT = Pattern.compile("\\$\\$\\.Task\\b[\\w.]*+");
    private static final Pattern MAP_CONTEXT = Pattern.compile("\\$\\$\\.Map\\b[\\w.]*+");

    private LaunchRules() {}

    /** Notes every rule that the task breaks. */
    public static void note(RunTask task, Mistakes mistakes) {
        noteNetwork(task, mistakes);
        task.features()
                .platformVersion()
                .filter(version -> !PLATFORM_VERSION.matcher(version).matches())
                .ifPresent(version -> mistakes.add(
                        "platformVersion",
                        version,
                        "a platform version is LATEST or has three numbers",
                        Mistakes.xml("platformVersion", "1.4.0")));
        noteContainers(task, mistakes);
        task.afterSpotInterruption().ifPresent(other -> noteAfterwards(task, other, mistakes));
        if (task.capacity() instanceof ProviderStrategy strategy) {
            StrategyRules.note(strategy, mistakes);
        }
        task.overrides().size().note(task.capacity(), mistakes);
    }

    private static void noteNetwork(RunTask task, Mistakes mistakes) {
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html
        if (task.network().assignPublicIp() && task.capacity().notOnFargate()) {
            mistakes.add(
                    "assignPublicIp",
                    "true",
                    "only tasks on Fargate get a public IP address",
                    "Leave assignPublicIp out, and give the subnets a route to a NAT gateway; or use launchType FARGATE");
        }
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
        if (task.capacity() == LaunchType.EXTERNAL && !task.network().subnets().isEmpty()) {
            mistakes.add(
                    "subnets",
                    String.join(",", task.network().subnets()),
                    "tasks on external instances have the network of their host, as there is no network mode awsvpc",
                    "Leave subnets and securityGroups out");
        }
    }

    private static void noteContainers(RunTask task, Mistakes mistakes) {
        List<ContainerOverride> containers = task.overrides().containers();
        if (containers.size() > MOST_CONTAINERS) {
            mistakes.add(
                    CONTAINERS,
                    containers.size() + " of them",
                    "a task has at most " + MOST_CONTAINERS + " containers",
                    "Give each container one containerOverride");
        }
        // https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
        List<String> expressions = containers.stream()
                .flatMap(ContainerOverride::values)
                .flatMap(Value::foundOut)
                .toList();
        if (task.pattern() != IntegrationPattern.WAIT_FOR_TASK_TOKEN) {
            noteContext(
                    expressions,
                    TASK_CONTEXT,
                    mistakes,
                    "there is a task token only with integrationPattern WAIT_FOR_TASK_TOKEN",
                    "Leave it out, or set integrationPattern to WAIT_FOR_TASK_TOKEN");
        }
        noteContext(
                expressions,
                MAP_CONTEXT,
                mistakes,
                "there is no Map state around the task, or it alone has it",
                "$.item or $.index with map; else $.items[0] or another path into the input");
        // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html
        Set<String> names = new HashSet<>();
        for (ContainerOverride container : containers) {
            if (!container.name().isEmpty() && !names.add(container.name())) {
                mistakes.add(
                        CONTAINERS,
                        container.name(),
                        "a container can have one override",
                        "Say all of a container in one containerOverride");
                return;
            }
        }
    }

    /** The first such path only. */
    private static void noteContext(
            List<String> expressions, Pattern path, Mistakes mistakes, String wrong, String fix) {
        for (String expression : expressions) {
            Matcher found = path.matcher(expression);
            if (found.find()) {
                mistakes.add(CONTAINERS, found.group(), wrong, fix);
                return;
            }
        }
    }

    /** The task that runs elsewhere after an interruption has all else in common with the first. */
    private static void noteAfterwards(RunTask task, RunTask other, Mistakes mistakes) {
        if (other.capacity().onFargate() && !task.capacity().onFargate() && ofInstances(other)) {
            mistakes.add(
                    "onSpotInterruption",
                    shown(other),
                    "tasks on Fargate can't have placementConstraints, placementStrategy or resourceRequirements",
                    "Leave these out; or name a capacity provider of instances, "
                            + Mistakes.xml("onSpotInterruption", "my-provider"));
        }
        if (other.capacity().notOnFargate() && task.capacity().onFargate() && ofFargate(other)) {
            mistakes.add(
                    "onSpotInterruption",
                    shown(other),
                    "only tasks on Fargate can have platformVersion, assignPublicIp or ephemeralStorage",
                    "Leave these out; or " + Mistakes.xml("onSpotInterruption", "FARGATE"));
        }
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

    private static String shown(RunTask task) {
        return task.capacity() instanceof ProviderStrategy strategy
                ? StrategyRules.shown(strategy)
                : ((LaunchType) task.capacity()).name();
    }
}
