package io.github.sfnecs.arn;

/**
 * The ARN of a revision of an ECS task definition.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
 *
 * @param text the ARN itself
 */
public record TaskDefinitionArn(String text) {
    /** Its family and revision, such as {@code report:7}. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
