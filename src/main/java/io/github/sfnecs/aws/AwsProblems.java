package io.github.sfnecs.aws;

import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.Problem;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What an exception of the SDK means to the user: which {@link CallFailure} it is.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/handling-exceptions.html
 */
public final class AwsProblems {
    private static final int NOT_IMPLEMENTED = 501;

    /** A signature has the time in it. */
    private static final Pattern CLOCK = Pattern.compile("Signature (expired|not yet current)");

    private AwsProblems() {}

    /** Whether AWS answered that the caller may not do this. */
    public static boolean denied(AwsServiceException exception) {
        return CallFailure.DENIED.has(code(exception));
    }

    /** Whether AWS answered that the credentials of the caller are not valid, or have expired. */
    static boolean outdated(AwsServiceException exception) {
        return CallFailure.CREDENTIALS.has(code(exception));
    }

    /** Whether AWS itself answered, and will answer the same to the same caller. */
    static boolean refused(AwsServiceException exception) {
        return !passing(exception) && !outdated(exception) && !code(exception).isEmpty();
    }

    /** Whether whatever answered does not know this call, or breaks on it, as emulators do. */
    public static boolean unsupported(AwsServiceException exception) {
        return unknown(exception)
                || exception.statusCode() == 500
                || exception.statusCode() == 404
                || code(exception).equals("InternalFailure");
    }

    private static boolean unknown(AwsServiceException exception) {
        return exception.statusCode() == NOT_IMPLEMENTED || CallFailure.UNKNOWN_CALL.has(code(exception));
    }

    /** Whether the same call may well succeed in a while: AWS was out of reach, busy, broken, or at work for somebody else. */
    public static boolean passing(SdkException exception) {
        if (exception instanceof AwsServiceException answer) {
            return !outdated(answer)
                    && !unknown(answer)
                    && (answer.statusCode() >= 500
                            || answer.isThrottlingException()
                            || CallFailure.PASSING.has(code(answer)));
        }
        return !NoCredentials.is(exception);
    }

    /** Whether the call certainly never got to AWS, so that it has done nothing there. */
    public static boolean unsent(SdkException exception) {
        return NoCredentials.is(exception) || !FailedCall.sent(exception);
    }

    /**
     * Whether a caller that waits should look again: the same call may succeed in a while, or what answered was not AWS but, as its
     * answer has no error code, a proxy's or a portal's page.
     */
    public static boolean outage(SdkException exception) {
        return passing(exception)
                || (exception instanceof AwsServiceException answer
                        && code(answer).isEmpty()
                        && !unknown(answer));
    }

    /** AWS's error code, or an empty text. */
    public static String code(AwsServiceException exception) {
        return Optional.ofNullable(exception.awsErrorDetails())
                .map(details -> details.errorCode())
                .orElse("");
    }

    /** AWS's own sentence. */
    public static String message(AwsServiceException exception) {
        return Optional.ofNullable(exception.awsErrorDetails())
                .map(details -> details.errorMessage())
                .orElseGet(() -> String.valueOf(exception.getMessage()));
    }

    /** AWS's error code, where there is one, and its sentence. */
    static String words(AwsServiceException exception) {
        return code(exception).isEmpty() ? message(exception) : code(exception) + ": " + message(exception);
    }

    /** The exception as a problem that names the call and what to do. */
    public static Problem of(SdkException exception) {
        String call = FailedCall.of(exception).map(name -> "AWS call " + name).orElse("");
        if (exception instanceof AwsServiceException answer) {
            return answered(answer, call);
        }
        Optional<LackingAnswer> lacking = LackingAnswer.in(exception);
        if (lacking.isPresent()) {
            return CallFailure.NOT_AWS
                    .with("how", "its answer is not whole")
                    .problem(call, lacking.get().getMessage());
        }
        if (NoCredentials.is(exception)) {
            return NoCredentials.problem(call, exception.getMessage());
        }
        return CallFailure.UNREACHABLE.problem(call, unreachable(exception));
    }

    private static int tries(AwsServiceException answer) {
        return answer.numAttempts() == null ? 1 : answer.numAttempts();
    }

    /** The SDK's words; of a host that it does not find, it says no name. */
    private static String unreachable(SdkException exception) {
        return Stream.iterate((Throwable) exception, Objects::nonNull, Throwable::getCause)
                .filter(UnknownHostException.class::isInstance)
                .map(host -> "The host is not known: " + host.getMessage())
                .findFirst()
                .orElse(String.valueOf(exception.getMessage()));
    }

    private static Problem answered(AwsServiceException answer, String call) {
        String why = words(answer);
        if (outdated(answer)) {
            return (CLOCK.matcher(why).find() ? CallFailure.CLOCK : CallFailure.CREDENTIALS).problem(call, why);
        }
        if (denied(answer)) {
            return WrongAccount.refused(call, why).orElseGet(() -> CallFailure.DENIED.problem(call, why));
        }
        if (unknown(answer)) {
            return CallFailure.UNKNOWN_CALL
                    .with("status", String.valueOf(answer.statusCode()))
                    .problem(call, why);
        }
        if (passing(answer)) {
            return CallFailure.PASSING
                    .with("retried", tries(answer) > 1 ? ", after retries" : "")
                    .problem(call, why);
        }
        if (code(answer).isEmpty()) {
            return CallFailure.NOT_AWS
                    .with("how", "it said " + answer.statusCode())
                    .problem(call, why);
        }
        return CallFailure.REFUSED
                .with("known", KnownFailure.in(why).map(known -> known.fix(why)).orElse(""))
                .problem(call, why);
    }
}
