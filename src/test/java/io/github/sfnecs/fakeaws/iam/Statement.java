package io.github.sfnecs.fakeaws.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One statement of a policy. */
record Statement(boolean allow, Patterns principals, Patterns actions, Patterns resources, List<Condition> conditions) {

    /** An element or its Not- form; empty patterns with {@code negated} stand for an element that isn't there and match all. */
    record Patterns(boolean negated, List<String> patterns) {}

    boolean coversAction(String action) {
        String lower = lower(action);
        return actions.patterns.stream().anyMatch(pattern -> Glob.matches(lower(pattern), lower)) != actions.negated;
    }

    boolean coversResource(String resource) {
        return resources.patterns.stream().anyMatch(pattern -> Glob.matchesArn(pattern, resource)) != resources.negated;
    }

    boolean coversPrincipal(List<String> spellings) {
        return spellings.stream().anyMatch(principals.patterns::contains) != principals.negated;
    }

    boolean holds(Map<String, String> context) {
        return conditions.stream().allMatch(condition -> condition.holds(context));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
