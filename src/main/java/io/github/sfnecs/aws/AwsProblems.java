package io.github.sfnecs.aws;

import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.Problem;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What an exception of the SDK means to the user.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/handling-exceptions.html
 */
public final class AwsProblems {
    private static final int NOT_IMPLEMENTED = 501;
    private static final Set<String> UNKNOWN_CALL =
            Set.of("UnknownOperationException", "UnsupportedOperation", "UnknownOperation");

    private static final Set<String> DENIED =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError");
    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException");

    /** A signature has the time in it. */
    private static final Pattern CLOCK = Pattern.compile("Signature (expired|not yet current)");

    /**
     * Somebody else is changing the same thing at this moment: what Step Functions says, and IAM; or whoever made a token did not
     * answer STS. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
     */
    private static final Set<String> MOMENTARY =
            Set.of("ConflictException", "ConcurrentModification", "IDPCommunicationError");

    private AwsProblems() {}

    /** Whether AWS answered that the caller may not do this. */
    public static boolean denied(AwsServiceException exception) {
        return DENIED.contains(code(exception));
    }

    /** Whether AWS answered that the credentials of the caller are not valid, or have expired. */
    static boolean outdated(AwsServiceException exception) {
        return CREDENTIALS.contains(code(exception));
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
        return exception.statusCode() == NOT_IMPLEMENTED || UNKNOWN_CALL.contains(code(exception));
    }

    /** Whether the same call may well succeed in a while: AWS was out of reach, busy, broken, or at work for somebody else. */
    public static boolean passing(SdkException exception) {
        if (exception instanceof AwsServiceException answer) {
            return !outdated(answer)
                    && !unknown(answer)
                    && (answer.statusCode() >= 500
                            || answer.isThrottlingException()
                            || MOMENTARY.contains(code(answer)));
        }
        return !NoCredentials.is(exception);
    }

    /** Whether the call certainly never got to AWS, so that it has done nothing there. */
    public static boolean unsent(SdkException exception) {
        return NoCredentials.is(exception) || !FailedCall.sent(exception);
    }

    /**
     * Whether somebody who waits should look again: the same call may succeed in a while, or what answered was not AWS but, as its
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
            return notAws("its answer is not whole.", call, lacking.get().getMessage());
        }
        if (NoCredentials.is(exception)) {
            return NoCredentials.problem(call, exception.getMessage());
        }
        return new Problem(
                Problem.Kind.UNREACHABLE,
                "AWS could not be reached.",
                call,
                unreachable(exception),
                "Check the network, the region, and sfn-ecs.endpoint or AWS_ENDPOINT_URL where one is set");
    }

    private static Problem notAws(String how, String call, String why) {
        return new Problem(
                Problem.Kind.UNREACHABLE,
                "What answered does not speak like AWS: " + how,
                call,
                why,
                "Correct sfn-ecs.endpoint or AWS_ENDPOINT_URL where one is set; else a proxy or a login page is in between");
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
            return new Problem(
                    Problem.Kind.UNREACHABLE,
                    "AWS does not accept the credentials.",
                    call,
                    why,
                    CLOCK.matcher(why).find()
                            ? "Set the clock of this machine: AWS takes a request for five minutes"
                            : "Log in anew; for an IAM Identity Center profile: aws sso login --profile …");
        }
        if (denied(answer)) {
            return WrongAccount.refused(call, why)
                    .orElseGet(() -> Problem.failed(
                            "You are not allowed to do this.",
                            call,
                            why,
                            "Give the caller this permission; the manual lists what each goal needs"));
        }
        if (unknown(answer)) {
            return new Problem(
                    Problem.Kind.UNREACHABLE,
                    "This endpoint does not have what the goal needs: it answered " + answer.statusCode() + ".",
                    call,
                    why,
                    "Set sfn-ecs.endpoint or AWS_ENDPOINT_URL to an endpoint that knows this call, or to none for AWS"
                            + " itself; LocalStack's community image has no ECS");
        }
        if (passing(answer)) {
            return new Problem(
                    Problem.Kind.UNREACHABLE,
                    "AWS did not answer as it should" + (tries(answer) > 1 ? ", after retries." : "."),
                    call,
                    why,
                    "Run it again; every goal is safe to repeat");
        }
        if (code(answer).isEmpty()) {
            return notAws("it said " + answer.statusCode() + ".", call, why);
        }
        return Problem.failed(
                "AWS refused.",
                call,
                why,
                KnownFailure.in(why).map(KnownFailure::fix).orElse(""));
    }
}
