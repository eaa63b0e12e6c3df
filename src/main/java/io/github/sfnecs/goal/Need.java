package io.github.sfnecs.goal;

import java.util.List;

/**
 * Something that the caller of a goal has to be allowed, whatever project it is for.
 *
 * @param necessity whether the goal can do without
 * @param resource what the actions are for
 * @param actions such as {@code ecs:RunTask}
 */
public record Need(Necessity necessity, AwsResource resource, List<String> actions) {
    /** Whether a goal can do without. */
    public enum Necessity {
        /** The goal fails without. */
        REQUIRED,
        /** The goal fails without where somebody else made the role, and else goes on. */
        REQUIRED_OF_OTHERS,
        /** The goal says what it could not do, and goes on. */
        HELPFUL
    }

    /** Whether any of the actions does more than read, by the verbs that AWS's actions begin with. */
    boolean writes() {
        return actions.stream()
                .anyMatch(action -> !action.matches("\\w+:(BatchGet|Describe|Get|List|Simulate|Validate)\\w+"));
    }
}
