package io.github.sfnecs.rendering;

import java.util.List;
import java.util.Optional;

/**
 * On which instances ECS places the task.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html
 *
 * @param constraints which instances come into question
 * @param strategy which of these it takes
 */
public record Placement(List<Rule> constraints, List<Rule> strategy) {
    /** Wherever ECS likes to. */
    public static final Placement ANYWHERE = new Placement(List.of(), List.of());

    /**
     * A rule.
     *
     * @param type such as {@code memberOf} or {@code binpack}
     * @param of the constraint's expression, or the field that the strategy goes by
     */
    public record Rule(String type, Optional<String> of) {}
}
