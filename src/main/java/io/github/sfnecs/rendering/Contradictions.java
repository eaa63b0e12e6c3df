package io.github.sfnecs.rendering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Capacity;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * What a task definition has to say against a task that shall be run of it.
 *
 * @param task the task
 * @param taskDefinition as ECS describes it
 * @param tokenContainer which container gets the task token; empty where none does, or which is not known
 */
record Contradictions(RunTask task, TaskShape taskDefinition, Optional<String> tokenContainer) {
    private static final int MOST_OVERRIDE_CHARACTERS = 8192;

    /** Notes every parameter that the task definition contradicts. */
    void note(Mistakes mistakes) {
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
        if (tokenContainer.isEmpty() && task.pattern() == IntegrationPattern.WAIT_FOR_TASK_TOKEN) {
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
        if (taskDefinition.awsvpc() && task.capacity() == Capacity.LaunchType.EXTERNAL) {
            mistakes.add(
                    "launchType",
                    task.capacity(),
                    "the task definition's network mode is awsvpc, which external instances do not have",
                    "Register a revision with \"networkMode\": \"bridge\", \"host\" or \"none\"; or "
                            + Mistakes.xml("launchType", "EC2"));
        } else if (taskDefinition.awsvpc() && task.network().subnets().isEmpty()) {
            mistakes.add(
                    "subnets",
                    null,
                    "the task definition's network mode is awsvpc, so the task needs at least one subnet",
                    Mistakes.xml("subnets", "subnet-0abc1234,subnet-0def5678"));
        }
        ObjectNode overrides = TaskOverrides.of(task.overrides(), tokenContainer);
        if (Json.compact(overrides).length() > MOST_OVERRIDE_CHARACTERS) {
            mistakes.add(
                    "containerOverrides",
                    overrides,
                    "ECS takes at most " + MOST_OVERRIDE_CHARACTERS + " characters of overrides",
                    "Pass large values in a file on S3 or a parameter and override only its name");
        }
    }

    private void checkTokenVariable(Mistakes mistakes, List<ContainerOverride> containers) {
        for (int i = 0; i < containers.size(); i++) {
            ContainerOverride container = containers.get(i);
            if (container.environment().containsKey(TaskOverrides.TOKEN_VARIABLE)
                    && tokenContainer.equals(Optional.of(container.name()))) {
                mistakes.add(
                        "containerOverrides[" + i + "].environment",
                        TaskOverrides.TOKEN_VARIABLE,
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
                        RunTaskDefinition.NO_SUCH_CONTAINER + "; " + known,
                        "Use " + taskDefinition.containerNames().get(0)));
    }
}
