package io.github.sfnecs.aws;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Credentials that fit into the header of a request. One with a line break, as copying from a terminal makes it, the JDK would refuse
 * with an exception that has the whole session token in it.
 *
 * @param given the credentials as they were found
 */
record SoundCredentials(AwsCredentialsProvider given) implements AwsCredentialsProvider {
    @Override
    public AwsCredentials resolveCredentials() {
        AwsCredentials credentials = given.resolveCredentials();
        check("access key id", credentials.accessKeyId());
        if (credentials instanceof AwsSessionCredentials session) {
            check("session token", session.sessionToken());
        }
        return credentials;
    }

    private static void check(String what, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(new Problem(
                    Problem.Kind.UNREACHABLE,
                    "The AWS credentials can't be used.",
                    "",
                    "Their " + what + " has a line break or another control character in it.",
                    "Copy it anew, as one line"));
        }
    }
}
