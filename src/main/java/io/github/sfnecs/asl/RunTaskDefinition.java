package io.github.sfnecs.asl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.diagnostic.Mistakes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders the definition of a state machine with one state, which runs one ECS task.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 */
public final class RunTaskDefinition {
    /** What a mistake says that names a container which the task definition does not have. */
    public static final String NO_SUCH_CONTAINER = "there is no such container";

    /** The name of the one state. */
    public static final String STATE = "RunTask";

    private static final String TOKEN_VARIABLE = "TASK_TOKEN";
    private static final int MOST_OVERRIDE_CHARACTERS = 8192;

    private final RunTask task;
    private final TaskDefinition taskDefinition;

    /** A definition of this task, whose task definition was read from ECS. */
    public RunTaskDefinition(RunTask task, TaskDefinition taskDefinition) {
        this.task = task;
        this.taskDefinition = taskDefinition;
    }

    /**
     * Renders it.
     *
     * @throws io.github.sfnecs.diagnostic.ProblemException with every parameter that the task definition contradicts
     */
    public Definition render() {
        ObjectNode overrides = overrides();
        check(overrides);
        ObjectNode machine = Json.object();
        machine.put("Comment", "Runs an Amazon ECS task; written by sfn-ecs-maven-plugin");
        machine.put("StartAt", STATE);
        machine.putObject("States").set(STATE, state(overrides));
        return new Definition(machine);
    }

    private void check(ObjectNode overrides) {
        Mistakes mistakes = new Mistakes();
        String known = "the containers of " + taskDefinition.arn() + " are " + taskDefinition.containerNames();
        List<ContainerOverride> containers = task.overrides().containers();
        for (int i = 0; i < containers.size(); i++) {
            checkContainer(
                    mistakes,
                    "containerOverrides[" + i + "].name",
                    Optional.of(containers.get(i).name()),
                    known);
        }
        checkContainer(mistakes, "taskTokenContainer", task.tokenContainer(), known);
        if (tokenContainer().isEmpty() && task.pattern() == IntegrationPattern.WAIT_FOR_TASK_TOKEN) {
            mistakes.add(
                    "taskTokenContainer",
                    null,
                    "the task definition has several containers, one of them has to get the task token; " + known,
                    Mistakes.xml(
                            "taskTokenContainer",
                            taskDefinition.containerNames().get(0)));
        }
        if (task.pattern() == IntegrationPattern.WAIT_FOR_TASK_TOKEN) {
            checkTokenVariable(mistakes, containers);
        }
        if (taskDefinition.awsvpc() && task.network().subnets().isEmpty()) {
            mistakes.add(
                    "subnets",
                    null,
                    "the task definition's network mode is awsvpc, so the task needs at least one subnet",
                    Mistakes.xml("subnets", "subnet-0abc1234,subnet-0def5678"));
        }
        if (Json.compact(overrides).length() > MOST_OVERRIDE_CHARACTERS) {
            mistakes.add(
                    "containerOverrides",
                    overrides,
                    "ECS takes at most " + MOST_OVERRIDE_CHARACTERS + " characters of overrides",
                    "Pass large values in a file on S3 or a parameter and override only its name");
        }
        mistakes.throwIfAny();
    }

    private void checkTokenVariable(Mistakes mistakes, List<ContainerOverride> containers) {
        for (int i = 0; i < containers.size(); i++) {
            ContainerOverride container = containers.get(i);
            if (container.environment().containsKey(TOKEN_VARIABLE)
                    && tokenContainer().equals(Optional.of(container.name()))) {
                mistakes.add(
                        "containerOverrides[" + i + "].environment",
                        TOKEN_VARIABLE,
                        "with WAIT_FOR_TASK_TOKEN this variable of the container " + container.name()
                                + " is the task token",
                        "Choose another name for the variable");
            }
        }
    }

    private void checkContainer(Mistakes mistakes, String parameter, Optional<String> name, String known) {
        name.filter(given -> !taskDefinition.containerNames().contains(given))
                .ifPresent(given -> mistakes.add(
                        parameter,
                        given,
                        NO_SUCH_CONTAINER + "; " + known,
                        "Use " + taskDefinition.containerNames().get(0)));
    }

    private ObjectNode state(ObjectNode overrides) {
        ObjectNode state = Json.object();
        state.put("Type", "Task");
        state.put("Resource", task.pattern().resource(task.partition()));
        state.set("Parameters", parameters(overrides));
        retry(state);
        task.limits().timeout().ifPresent(timeout -> state.put("TimeoutSeconds", timeout.toSeconds()));
        task.limits().heartbeat().ifPresent(heartbeat -> state.put("HeartbeatSeconds", heartbeat.toSeconds()));
        state.put("End", true);
        return state;
    }

    private ObjectNode parameters(ObjectNode overrides) {
        ObjectNode parameters = Json.object();
        parameters.put("Cluster", task.cluster());
        parameters.put("TaskDefinition", task.taskDefinition());
        capacity(parameters);
        RunTask.Features features = task.features();
        features.platformVersion().ifPresent(version -> parameters.put("PlatformVersion", version));
        if (taskDefinition.awsvpc()) {
            parameters.putObject("NetworkConfiguration").set("AwsvpcConfiguration", network());
        }
        parameters.put("Group.$", TaskGroup.EXPRESSION);
        if (!overrides.isEmpty()) {
            parameters.set("Overrides", overrides);
        }
        if (features.enableExecuteCommand()) {
            parameters.put("EnableExecuteCommand", true);
        }
        features.propagateTags().ifPresent(from -> parameters.put("PropagateTags", from));
        ArrayNode tags = Json.array();
        features.tags().forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        if (!tags.isEmpty()) {
            parameters.set("Tags", tags);
        }
        return parameters;
    }

    private void capacity(ObjectNode parameters) {
        if (task.capacity() instanceof Capacity.LaunchType launchType) {
            parameters.put("LaunchType", launchType.name());
        } else if (task.capacity() instanceof Capacity.ProviderStrategy strategy) {
            ArrayNode items = parameters.putArray("CapacityProviderStrategy");
            for (Capacity.ProviderStrategy.Item item : strategy.items()) {
                ObjectNode node = items.addObject().put("CapacityProvider", item.provider());
                item.weight().ifPresent(weight -> node.put("Weight", weight));
                item.base().ifPresent(base -> node.put("Base", base));
            }
        }
    }

    private ObjectNode network() {
        Network network = task.network();
        ObjectNode node = Json.object();
        network.subnets().forEach(node.putArray("Subnets")::add);
        if (!network.securityGroups().isEmpty()) {
            network.securityGroups().forEach(node.putArray("SecurityGroups")::add);
        }
        return node.put("AssignPublicIp", network.assignPublicIp() ? "ENABLED" : "DISABLED");
    }

    private Optional<String> tokenContainer() {
        return task.tokenContainer()
                .or(() -> Optional.of(taskDefinition.containerNames())
                        .filter(all -> all.size() == 1)
                        .map(all -> all.get(0)));
    }

    private ObjectNode overrides() {
        ObjectNode overrides = Json.object();
        List<ObjectNode> containers = new ArrayList<>();
        task.overrides().containers().forEach(override -> containers.add(container(override)));
        if (task.pattern() == IntegrationPattern.WAIT_FOR_TASK_TOKEN) {
            tokenContainer().ifPresent(name -> giveToken(containers, name));
        }
        if (!containers.isEmpty()) {
            overrides.putArray("ContainerOverrides").addAll(containers);
        }
        task.overrides().taskRoleArn().ifPresent(arn -> overrides.put("TaskRoleArn", arn));
        task.overrides().executionRoleArn().ifPresent(arn -> overrides.put("ExecutionRoleArn", arn));
        return overrides;
    }

    private static void giveToken(List<ObjectNode> containers, String name) {
        ObjectNode container = containers.stream()
                .filter(node -> node.path("Name").asText().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    containers.add(Json.object().put("Name", name));
                    return containers.get(containers.size() - 1);
                });
        container
                .withArray("Environment")
                .addObject()
                .put("Name", TOKEN_VARIABLE)
                .put("Value.$", "$$.Task.Token");
    }

    private static ObjectNode container(ContainerOverride override) {
        ObjectNode node = Json.object().put("Name", override.name());
        Value.putListInto(node, "Command", override.command());
        for (Map.Entry<String, Value> variable : override.environment().entrySet()) {
            ObjectNode pair = node.withArray("Environment").addObject().put("Name", variable.getKey());
            variable.getValue().putInto(pair, "Value");
        }
        override.cpu().ifPresent(cpu -> putNumber(node, "Cpu", cpu));
        override.memory().ifPresent(memory -> putNumber(node, "Memory", memory));
        return node;
    }

    private static void putNumber(ObjectNode node, String name, Value value) {
        if (value instanceof Value.Literal literal) {
            node.put(name, Integer.parseInt(literal.text()));
        } else {
            value.putInto(node, name);
        }
    }

    private void retry(ObjectNode state) {
        Retry retry = task.limits().retry();
        if (retry.maxAttempts() > 0) {
            ObjectNode retrier = state.putArray("Retry").addObject();
            Retry.RETRYABLE_ERRORS.forEach(retrier.putArray("ErrorEquals")::add);
            retrier.put("IntervalSeconds", retry.interval().toSeconds());
            retrier.put("MaxAttempts", retry.maxAttempts());
            retrier.put("BackoffRate", retry.backoffRate());
        }
    }
}
