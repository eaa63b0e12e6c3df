package io.github.sfnecs.rendering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Network;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.rendering.Placement.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Renders the state that runs an ECS task, the last one of what is around it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 *
 * @param task the task
 * @param taskDefinition as ECS describes it; empty where it has not been read yet
 */
public record RunTaskState(RunTask task, Optional<TaskShape> taskDefinition) {
    /** Renders it, with what is known and a Retry. */
    public ObjectNode json() {
        return json(cause -> true, Json.array());
    }

    /** Renders it with a Retry for these causes, and this Catch. */
    ObjectNode json(Predicate<RetryCause> retried, ArrayNode caught) {
        ObjectNode state = Json.object();
        state.put("Type", "Task");
        state.put("Resource", task.pattern().resource(task.partition()));
        state.set("Parameters", parameters());
        put(state, "Retry", new Retriers(task.limits()).json(retried));
        put(state, "Catch", caught);
        task.limits().timeout().ifPresent(timeout -> state.put("TimeoutSeconds", timeout.toSeconds()));
        task.limits().heartbeat().ifPresent(heartbeat -> state.put("HeartbeatSeconds", heartbeat.toSeconds()));
        state.put("End", true);
        return state;
    }

    /** An empty list is left out. */
    static void put(ObjectNode state, String member, ArrayNode list) {
        if (!list.isEmpty()) {
            state.set(member, list);
        }
    }

    private ObjectNode parameters() {
        ObjectNode parameters = Json.object();
        parameters.put("Cluster", task.cluster());
        parameters.put("TaskDefinition", task.taskDefinition());
        capacity(parameters);
        RunTask.Features features = task.features();
        features.platformVersion().ifPresent(version -> parameters.put("PlatformVersion", version));
        if (hasNetwork()) {
            parameters.putObject("NetworkConfiguration").set("AwsvpcConfiguration", network());
        }
        rules(parameters, "PlacementConstraints", task.placement().constraints(), "Expression");
        rules(parameters, "PlacementStrategy", task.placement().strategy(), "Field");
        parameters.put("Group.$", TaskGroup.EXPRESSION);
        ObjectNode overrides = TaskOverrides.of(task.overrides(), tokenContainer());
        if (!overrides.isEmpty()) {
            parameters.set("Overrides", overrides);
        }
        if (features.enableExecuteCommand()) {
            parameters.put("EnableExecuteCommand", true);
        }
        if (features.managedTags()) {
            parameters.put("EnableECSManagedTags", true);
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

    private static void rules(ObjectNode parameters, String name, List<Rule> rules, String of) {
        for (Rule rule : rules) {
            ObjectNode node = parameters.withArray(name).addObject().put("Type", rule.type());
            rule.of().ifPresent(text -> node.put(of, text));
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

    /** Where the task definition is not known, a task that is given a network is expected to need one. */
    private boolean hasNetwork() {
        return taskDefinition
                .map(TaskShape::awsvpc)
                .orElse(!task.network().subnets().isEmpty());
    }

    private Optional<String> tokenContainer() {
        return task.pattern() != IntegrationPattern.WAIT_FOR_TASK_TOKEN
                ? Optional.empty()
                : task.tokenContainer()
                        .or(() -> taskDefinition
                                .map(TaskShape::containerNames)
                                .filter(all -> all.size() == 1)
                                .map(all -> all.get(0)));
    }

    /** Notes every parameter that the task definition contradicts. */
    void noteContradictions(Mistakes mistakes) {
        taskDefinition.ifPresent(known -> new Contradictions(task, known, tokenContainer()).note(mistakes));
    }
}
