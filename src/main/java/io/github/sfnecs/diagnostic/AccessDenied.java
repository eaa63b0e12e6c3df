package io.github.sfnecs.diagnostic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What AWS says when IAM denies: who, which action, on what.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 *
 * @param principal the ARN of the user or assumed role
 * @param action such as {@code iam:PassRole}
 * @param resource an ARN, or empty where the message names none
 * @param forbidding what forbids it whatever else allows it, such as {@code a service control policy}; empty where nothing does and
 *     only an identity-based policy that allows it is missing
 */
public record AccessDenied(String principal, String action, String resource, Optional<String> forbidding) {
    private static final Pattern SENTENCE = Pattern.compile(
            "(?:User: (?<principal>\\S{1,2048})|(?<arn>arn:[\\w-]{1,32}:(?:iam|sts)::\\d{12}:[^\\s\"'\\\\]{1,512}))"
                    + " is not authorized to perform: (?<action>[\\w-]{1,64}:\\w{1,128})"
                    // S3's are quoted, and a program may have put the sentence into a text of its own
                    + "(?: on resource: [\"'\\\\]{0,4}(?<resource>[^\\s()\"'\\\\]{1,2048})[\"'\\\\]{0,4})?"
                    + "(?: with an explicit deny in (?<denying>an? [\\w -]{1,60}?policy|a permissions boundary)\\b"
                    + "| because no (?<notAllowing>[\\w -]{1,60}?) allows )?");
    private static final String IDENTITY_BASED = "identity-based policy";

    /** Who works as a role; the role's path is not in it. */
    private static final Pattern SESSION = Pattern.compile(
            "(?<partition>arn:[\\w-]{1,32}:)sts(?<account>::\\d{12}):assumed-role(?<name>/[^/:]{1,64})/[^/:]{1,64}");

    /**
     * Whether it was denied to the role of this ARN.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
     */
    public boolean isOf(String roleArn) {
        Matcher session = SESSION.matcher(principal);
        return principal.equals(roleArn)
                || (session.matches()
                        && roleArn.startsWith(session.group("partition") + "iam" + session.group("account") + ":role/")
                        && roleArn.endsWith(session.group("name")));
    }

    /** The name of the role that the principal is, or works as; empty where it is not a role. */
    public Optional<String> roleName() {
        Matcher session = SESSION.matcher(principal);
        return session.matches()
                ? Optional.of(session.group("name").substring(1))
                : Optional.of(principal)
                        .filter(arn -> arn.contains(":role/"))
                        .map(arn -> arn.substring(arn.lastIndexOf('/') + 1));
    }

    /** Finds AWS's sentence in a message. */
    public static Optional<AccessDenied> in(String message) {
        Matcher matcher = SENTENCE.matcher(message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String principal = Optional.ofNullable(matcher.group("principal")).orElseGet(() -> matcher.group("arn"));
        String resource =
                Optional.ofNullable(matcher.group("resource")).orElse("").replaceFirst("[.,;]$", "");
        Optional<String> forbidding = Optional.ofNullable(matcher.group("denying"))
                .map(policy -> "an explicit deny in " + policy)
                .or(() -> Optional.ofNullable(matcher.group("notAllowing"))
                        .filter(policy -> !policy.equals(IDENTITY_BASED))
                        .map(policy -> "a " + policy + " that does not allow it"));
        return Optional.of(new AccessDenied(principal, matcher.group("action"), resource, forbidding));
    }
}
