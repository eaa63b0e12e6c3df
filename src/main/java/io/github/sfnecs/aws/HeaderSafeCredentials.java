package io.github.sfnecs.aws;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Credentials that fit into the header of a request. One with a line break, as copying from a terminal makes it, the JDK would refuse
 * with an exception that has the whole session token in it.
 *
 * @param given the credentials as they were found
 * @param patience how long finding them may take
 */
record HeaderSafeCredentials(AwsCredentialsProvider given, Patience patience) implements AwsCredentialsProvider {
    @Override
    public AwsCredentials resolveCredentials() {
        AwsCredentials credentials = resolved();
        check("access key id", credentials.accessKeyId());
        if (credentials instanceof AwsSessionCredentials session) {
            check("session token", session.sessionToken());
        }
        return credentials;
    }

    private AwsCredentials resolved() {
        try {
            return patience.credentials(given::resolveCredentials);
        } catch (AwsServiceException e) {
            // to be refused credentials is something else than to have some that may not do this or that
            throw AwsProblems.refused(e) ? NoCredentials.refused(e) : e;
        } catch (SdkException | ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            // what profiles say, the SDK refuses with exceptions of many kinds
            throw NoCredentials.because(e);
        }
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
