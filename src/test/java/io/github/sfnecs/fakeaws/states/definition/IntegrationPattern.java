package io.github.sfnecs.fakeaws.states.definition;

/**
 * The ways of calling a service, by the end of the state's Resource.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html">Service integration patterns</a>
 */
public enum IntegrationPattern {
    REQUEST_RESPONSE(""),
    RUN_A_JOB(".sync"),
    /** As the one before, with JSON where that has JSON in a string. */
    RUN_A_JOB_AS_JSON(".sync:2"),
    WAIT_FOR_CALLBACK(".waitForTaskToken");

    private final String suffix;

    IntegrationPattern(String suffix) {
        this.suffix = suffix;
    }

    public String suffix() {
        return suffix;
    }

    public boolean runsJob() {
        return this == RUN_A_JOB || this == RUN_A_JOB_AS_JSON;
    }
}
