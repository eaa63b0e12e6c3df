package io.github.sfnecs.fakeaws.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who signed a request, and for where.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature Version 4</a>
 */
public record Caller(String accessKeyId, String region, String service) {

    private static final Pattern CREDENTIAL =
            Pattern.compile("AWS4-HMAC-SHA256 .*Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request.*");

    /** Without a signature the one whose account it is, where the request may have none. */
    private static final Pattern UNSIGNED = Pattern.compile(
            "(?=.*\\bAction=AssumeRoleWithWebIdentity\\b).*\\bRoleArn=arn%3A[\\w-]+%3Aiam%3A%3A(\\d{12})%3A.*");

    public static Caller of(String authorization, String body) {
        Matcher unsigned = UNSIGNED.matcher(body);
        if (authorization == null && unsigned.matches()) {
            return new Caller(unsigned.group(1), "us-east-1", "sts");
        }
        Matcher credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        if (!credential.matches()) {
            throw new AwsError(403, "MissingAuthenticationToken", "Missing Authentication Token");
        }
        return new Caller(credential.group(1), credential.group(2), credential.group(3));
    }
}
