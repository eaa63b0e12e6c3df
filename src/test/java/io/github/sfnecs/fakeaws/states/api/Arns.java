package io.github.sfnecs.fakeaws.states.api;

import io.github.sfnecs.fakeaws.wire.AwsError;

/** Whether what is given for an ARN is one. */
public final class Arns {

    private Arns() {}

    /**
     * Refuses what is not one.
     *
     * @param resource what the ARN must end with, as a regular expression
     */
    public static void require(String arn, String resource) {
        if (!arn.startsWith("arn:")) {
            throw new AwsError("InvalidArn", "Invalid Arn: 'Invalid ARN prefix: " + arn + "'");
        }
        if (!arn.matches("arn:[^:]+:states:[^:]+:\\d{12}:" + resource)) {
            throw new AwsError("InvalidArn", "Invalid Arn: '" + arn + "'");
        }
    }
}
