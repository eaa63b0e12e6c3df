package io.github.sfnecs.asl;

import java.util.Arrays;
import java.util.Optional;

/**
 * The three ways in which Step Functions runs an ECS task.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 */
public enum IntegrationPattern {
    /** The state waits until the task stops (Run a Job). */
    RUN_JOB(".sync"),
    /** The state succeeds as soon as ECS accepts the task. */
    REQUEST_RESPONSE(""),
    /** The state waits until somebody sends the task token back (Wait for Callback). */
    WAIT_FOR_TASK_TOKEN(".waitForTaskToken");

    private static final String SERVICE_INTEGRATION = ":states:::ecs:runTask";

    private final String suffix;

    IntegrationPattern(String suffix) {
        this.suffix = suffix;
    }

    /** The {@code Resource} of a Task state. */
    public String resource(String partition) {
        return "arn:" + partition + SERVICE_INTEGRATION + suffix;
    }

    /** The pattern of a Task state's {@code Resource}; empty where that runs no ECS task. */
    public static Optional<IntegrationPattern> of(String resource) {
        String[] parts = resource.split(":", -1);
        return parts.length < 2 || parts[1].isEmpty()
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(pattern -> resource.equals(pattern.resource(parts[1])))
                        .findFirst();
    }
}
