package io.github.sfnecs.aws;

import io.github.sfnecs.diagnostic.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * That the SDK found no credentials, or could not make use of what it found.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html
 */
final class NoCredentials {
    private static final String NONE = "Unable to load credentials";
    private static final String REFUSED = "Credentials were refused";

    /** What the default chain, a profile that does not exist, and an ended session of IAM Identity Center say. */
    private static final Pattern MESSAGE =
            Pattern.compile(NONE + "|" + REFUSED + "|no credentials for profile|SSO (session|token)");

    /** What the SDK says of an object of its own: the name of its class, and in parentheses all that is in it. */
    private static final Pattern OBJECT =
            Pattern.compile("(?:AwsCredentialsProviderChain|ProfileFile|(\\w{1,80})CredentialsProvider)\\(");

    /** What is left of a sentence that had such an object in it. */
    private static final Pattern REST = Pattern.compile("(?<![:,\\]\\s])[:,\\]\\s]++$");

    private NoCredentials() {}

    /** Whether it says that. */
    static boolean is(SdkException exception) {
        return MESSAGE.matcher(String.valueOf(exception.getMessage())).find();
    }

    /**
     * Says it of an exception that is none of the SDK's own. Not as its cause: where a {@code credential_process} prints no JSON, the
     * parser's exception quotes what it prints.
     */
    static SdkClientException because(RuntimeException failure) {
        String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        // that a credential_process has failed, and with which words
        return SdkClientException.create(NONE + ": "
                + (failure.getCause() instanceof IllegalStateException said ? why + " " + said.getMessage() : why));
    }

    /** Says that AWS refuses them to a token, to a session of IAM Identity Center or to a caller that wants to work as a role. */
    static SdkClientException refused(AwsServiceException answer) {
        return SdkClientException.create(REFUSED + ": " + AwsProblems.words(answer), answer);
    }

    /** What to do about it; the call is the one that they were for. */
    static Problem problem(String call, String message) {
        return message.startsWith(REFUSED)
                ? CallFailure.CREDENTIALS_REFUSED.problem(call, message.substring(REFUSED.length() + 2))
                : CallFailure.NO_CREDENTIALS.problem(call, why(message));
    }

    /** The message; of the default chain's, what each provider says, a line each. */
    private static String why(String message) {
        String why = providersApart(message)
                .lines()
                .map(line -> REST.matcher(line).replaceFirst(""))
                .filter(line -> !line.startsWith(NONE + " from any"))
                .collect(Collectors.joining("\n"));
        String lead = NONE + ": ";
        return why.startsWith(lead) ? why.substring(lead.length()) : why;
    }

    private static String providersApart(String message) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Matcher object = OBJECT.matcher(message); object.find(from); ) {
            text.append(message, from, object.start());
            if (object.group(1) != null) {
                text.append('\n').append(object.group(1));
            }
            from = end(message, object.end());
        }
        return text.append(message, from, message.length()).toString();
    }

    /** Behind the parenthesis that closes the one before this place. */
    private static int end(String message, int from) {
        int at = from;
        for (int open = 1; open > 0 && at < message.length(); at++) {
            if (message.charAt(at) == '(') {
                open++;
            } else if (message.charAt(at) == ')') {
                open--;
            }
        }
        return at;
    }
}
