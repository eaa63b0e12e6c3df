package io.github.sfnecs.aws;

import io.github.sfnecs.diagnostic.Block;
import io.github.sfnecs.diagnostic.Problem;
import java.util.Map;
import java.util.Set;

/**
 * What it means that a call of AWS failed. By AWS's error codes it is decided whether to repeat a call, so they are here; the words are
 * blocks of these names in {@code failures.txt}, read when there is a failure to tell.
 */
enum CallFailure {
    CREDENTIALS(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException"),
    CLOCK,
    NO_CREDENTIALS,
    CREDENTIALS_REFUSED,
    DENIED("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError"),
    UNKNOWN_CALL("UnknownOperationException", "UnsupportedOperation", "UnknownOperation"),
    /**
     * Somebody else is changing the same thing at this moment: what Step Functions says, and IAM; or whoever made a token did not
     * answer STS. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
     */
    PASSING("ConflictException", "ConcurrentModification", "IDPCommunicationError"),
    NOT_AWS,
    UNREACHABLE,
    REFUSED;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> codes;

    CallFailure(String... codes) {
        this.codes = Set.of(codes);
    }

    /** Whether AWS's error code says so. */
    boolean has(String code) {
        return codes.contains(code);
    }

    /** The failure of a call, why as AWS says it. */
    Problem problem(String call, String why) {
        return Once.WORDS.get(this).problem(call, why);
    }

    /** Its words, with this instead of the name in braces. */
    Words with(String name, String value) {
        return Once.WORDS.get(this).with("{" + name + "}", value);
    }

    /** The words for a failure. */
    record Words(Problem.Kind kind, String meaning, String fix) {
        static Words of(Block block) {
            return new Words(
                    block.one("kind", Block.constant(Problem.Kind.class)),
                    block.one("meaning", text -> text),
                    block.one("fix", text -> text));
        }

        private Words with(String braces, String value) {
            return new Words(kind, meaning.replace(braces, value), fix.replace(braces, value));
        }

        Problem problem(String call, String why) {
            return new Problem(kind, meaning, call, why, fix);
        }
    }

    private static final class Once {
        static final Map<CallFailure, Words> WORDS = words();
    }

    static Map<CallFailure, Words> words() {
        return Block.ofEach(
                CallFailure.class,
                Block.read(CallFailure.class, "failures.txt", Set.of("kind", "meaning", "fix")),
                Words::of);
    }
}
