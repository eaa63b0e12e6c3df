package io.github.sfnecs.rendering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.rendering.RunTask.Overrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renders what a task gets instead of what its task definition says.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html
 */
final class TaskOverrides {
    /** With the Wait for Callback pattern the variable with the task token. */
    static final String TOKEN_VARIABLE = "TASK_TOKEN";

    private TaskOverrides() {}

    /** Renders them; the container of this name, if there is one, gets the task token. */
    static ObjectNode of(Overrides wanted, Optional<String> tokenContainer) {
        ObjectNode overrides = Json.object();
        size(overrides, wanted.size());
        List<ObjectNode> containers = new ArrayList<>();
        wanted.containers().forEach(override -> containers.add(override.json()));
        tokenContainer.ifPresent(name -> giveToken(containers, name));
        if (!containers.isEmpty()) {
            overrides.putArray("ContainerOverrides").addAll(containers);
        }
        wanted.taskRoleArn().ifPresent(arn -> overrides.put("TaskRoleArn", arn));
        wanted.executionRoleArn().ifPresent(arn -> overrides.put("ExecutionRoleArn", arn));
        return overrides;
    }

    /** Texts for ECS, numbers for everybody who writes them. */
    private static void size(ObjectNode overrides, TaskSize size) {
        size.cpu().ifPresent(cpu -> cpu.asText().putInto(overrides, "Cpu"));
        size.memory().ifPresent(memory -> memory.asText().putInto(overrides, "Memory"));
        size.ephemeralStorage()
                .ifPresent(storage -> storage.putNumberInto(overrides.putObject("EphemeralStorage"), "SizeInGiB"));
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
}
