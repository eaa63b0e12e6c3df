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

    public static Caller of(String authorization) {
        Matcher credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        if (!credential.matches()) {
            throw new AwsError(403, "MissingAuthenticationToken", "Missing Authentication Token");
        }
        return new Caller(credential.group(1), credential.group(2), credential.group(3));
    }
}
