package io.github.sfnecs.fakeaws.states.mapruns;

import io.github.sfnecs.fakeaws.states.expression.StateFailure;

/** How Step Functions tells of S3 that refuses, as far as seen: https://github.com/aws/aws-cdk/issues/32144 */
final class S3Words {

    private S3Words() {}

    static String told(StateFailure refused) {
        String words = refused.getMessage();
        return words.contains("Status Code: 403")
                ? "Access denied. Ensure the correct permissions are added to your state machine's execution role."
                        + " | Message from S3: " + words
                : words;
    }
}
