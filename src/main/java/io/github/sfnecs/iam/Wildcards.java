package io.github.sfnecs.iam;

/**
 * The wildcards of a policy, which may be somebody else's: however many there are, none is tried again once the next one has
 * matched, so the time is at most that of comparing the value at each of its places.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
 */
public final class Wildcards {
    private Wildcards() {}

    /** Whether the value is one that the pattern stands for: {@code *} is any text, {@code ?} any character. */
    public static boolean match(String pattern, CharSequence value) {
        int star = -1;
        int since = 0;
        int at = 0;
        int in = 0;
        while (in < value.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                since = in;
            } else if (at < pattern.length() && fits(pattern.charAt(at), value.charAt(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                // the last star takes one more
                at = star + 1;
                in = ++since;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(rest -> rest == '*');
    }

    private static boolean fits(char wanted, char actual) {
        return wanted == '?' || wanted == actual;
    }
}
