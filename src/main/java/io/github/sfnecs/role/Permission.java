package io.github.sfnecs.role;

import io.github.sfnecs.iam.Access;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Something that the caller of a goal has to be allowed.
 *
 * @param goal the goal, such as {@code execute}
 * @param necessity whether the goal can do without
 * @param actions such as {@code ecs:RunTask}
 * @param resources ARNs or patterns
 * @param context the values of condition keys that the caller's permission may be bound to
 * @param wildcard why a resource is a pattern; empty where none is
 */
record Permission(
        String goal,
        Necessity necessity,
        List<String> actions,
        List<String> resources,
        Map<String, String> context,
        String wildcard) {
    /** Whether a goal can do without. */
    enum Necessity {
        /** The goal fails without. */
        REQUIRED,
        /** The goal says what it could not do, and goes on. */
        HELPFUL
    }

    /** Everything that it allows, one by one. */
    Stream<Access> requests() {
        return actions.stream()
                .flatMap(action -> resources.stream().map(resource -> new Access(action, resource, context)));
    }
}
