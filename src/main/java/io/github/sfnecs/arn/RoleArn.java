package io.github.sfnecs.arn;

/**
 * The ARN of an IAM role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 *
 * @param text the ARN itself
 */
public record RoleArn(String text) {
    /** The role's name, without its path. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
