package io.github.sfnecs.asl;

import java.util.List;
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

    private static final List<IntegrationPattern> ALL = List.of(values());
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
        int partition = "arn:".length();
        int end = resource.indexOf(SERVICE_INTEGRATION);
        if (end <= partition || !resource.startsWith("arn:") || resource.indexOf(':', partition) != end) {
            return Optional.empty();
        }
        String suffix = resource.substring(end + SERVICE_INTEGRATION.length());
        for (IntegrationPattern pattern : ALL) {
            if (pattern.suffix.equals(suffix)) {
                return Optional.of(pattern);
            }
        }
        return Optional.empty();
    }
}
