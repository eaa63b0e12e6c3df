package io.github.sfnecs.fakeaws.states.definition;

import java.util.Arrays;
import java.util.Optional;

/**
 * The three ways of running a task, by the end of the state's Resource.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html">Service integration patterns</a>
 */
public enum IntegrationPattern {
    REQUEST_RESPONSE("runTask"),
    RUN_A_JOB("runTask.sync"),
    WAIT_FOR_CALLBACK("runTask.waitForTaskToken");

    private final String resource;

    IntegrationPattern(String resource) {
        this.resource = resource;
    }

    /** As the history names it. */
    public String resource() {
        return resource;
    }

    static Optional<IntegrationPattern> of(String partition, String resourceArn) {
        return Arrays.stream(values())
                .filter(pattern -> resourceArn.equals("arn:" + partition + ":states:::ecs:" + pattern.resource))
                .findFirst();
    }
}
