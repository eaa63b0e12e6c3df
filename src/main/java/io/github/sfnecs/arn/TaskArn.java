package io.github.sfnecs.arn;

import java.util.Optional;

/**
 * The ARN of an ECS task, as AWS answered it; of a text that is something else it knows as much as there is.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
 *
 * @param text the ARN itself
 */
public record TaskArn(String text) {
    private static final int SHORT_ID = 8;
    private static final int PARTS = 6;
    private static final int REGION = 3;

    /** The task's id, which no other task of the region has. */
    public String id() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** So much of its id as tells the tasks of an execution apart on the screen. */
    public String shortId() {
        String id = id();
        return id.substring(0, Math.min(id.length(), SHORT_ID));
    }

    /** The name of its cluster; {@code default} in the short ARNs of before 2021, which leave it out. */
    public String cluster() {
        String[] parts = text.split("/", -1);
        return parts.length > 2 ? parts[1] : "default";
    }

    /** Where it runs; empty where the text does not say. */
    public Optional<String> region() {
        // the SDK's own ARNs throw something at some texts
        String[] parts = text.split(":", PARTS);
        return parts.length == PARTS ? Optional.of(parts[REGION]) : Optional.empty();
    }
}
