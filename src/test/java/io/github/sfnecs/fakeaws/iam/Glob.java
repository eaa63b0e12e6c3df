package io.github.sfnecs.fakeaws.iam;

import java.util.List;
import java.util.regex.Pattern;

/**
 * IAM's {@code *} and {@code ?}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource element</a>
 */
final class Glob {

    private Glob() {}

    static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c))));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    /** Compares the six parts of an ARN one by one, so that no wildcard reaches over a colon before the last part. */
    static boolean matchesArn(String pattern, String arn) {
        if (pattern.equals("*")) {
            return true;
        }
        List<String> patterns = List.of(pattern.split(":", 6));
        List<String> parts = List.of(arn.split(":", 6));
        if (patterns.size() != 6 || parts.size() != 6) {
            return matches(pattern, arn);
        }
        for (int i = 0; i < 6; i++) {
            if (!matches(patterns.get(i), parts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
