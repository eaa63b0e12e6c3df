package io.github.sfnecs.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What a role's policies allow, as far as their text says: boundaries and organization policies are not read.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
public final class Grants {
    private final List<PolicyDocument> policies;

    public Grants(List<PolicyDocument> policies) {
        this.policies = policies;
    }

    /** What of this they do not allow. */
    public List<Access> lacking(List<Access> wanted) {
        return wanted.stream().filter(request -> !allow(request)).toList();
    }

    /** Whether they allow it, and none denies it. */
    boolean allow(Access request) {
        return anyStatement(Grants::allows, request) && !anyStatement(Grants::denies, request);
    }

    private boolean anyStatement(Predicate<JsonNode> effect, Access request) {
        return policies.stream()
                .flatMap(policy -> policy.statements().stream())
                .anyMatch(statement -> effect.test(statement) && matches(statement, request));
    }

    public static boolean allows(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow");
    }

    public static boolean denies(JsonNode statement) {
        return statement.path("Effect").asText().equals("Deny");
    }

    private static boolean matches(JsonNode statement, Access request) {
        return covers(statement, request)
                && among(statement, "Resource", pattern -> Wildcards.match(pattern, request.resource()));
    }

    /** Whether the action of a statement is the request's, and its conditions are fulfilled. */
    public static boolean covers(JsonNode statement, Access request) {
        return names(statement, request.action())
                && statement.path("Condition").properties().stream()
                        .allMatch(operator -> operator.getValue().properties().stream()
                                .allMatch(key -> holds(statement, operator.getKey(), key, request)));
    }

    /** Whether the action is one of a statement's. */
    public static boolean names(JsonNode statement, String action) {
        return among(statement, "Action", pattern -> Wildcards.match(lower(pattern), lower(action)));
    }

    private static boolean among(JsonNode statement, String element, Predicate<String> matches) {
        if (statement.has("Not" + element)) {
            return PolicyDocument.asList(statement.path("Not" + element)).stream()
                    .noneMatch(value -> matches.test(value.asText()));
        }
        return PolicyDocument.asList(statement.path(element)).stream().anyMatch(value -> matches.test(value.asText()));
    }

    /** An operator that is not known here holds where it denies, and else does not: better a hint too many than one missing. */
    private static boolean holds(JsonNode statement, String operator, Map.Entry<String, JsonNode> key, Access request) {
        String name = operator.replaceFirst("^ForAnyValue:", "").replaceFirst("IfExists$", "");
        boolean ifExists = operator.endsWith("IfExists");
        boolean not = name.contains("Not");
        Optional<BiPredicate<String, String>> comparison = comparison(name.replaceFirst("Not", ""));
        Optional<String> actual = request.value(key.getKey());
        if (comparison.isEmpty()) {
            return denies(statement) || (ifExists && actual.isEmpty());
        }
        if (actual.isEmpty()) {
            return not || ifExists;
        }
        boolean equal = PolicyDocument.asList(key.getValue()).stream()
                .anyMatch(value -> comparison.get().test(value.asText(), actual.get()));
        return equal != not;
    }

    private static Optional<BiPredicate<String, String>> comparison(String operator) {
        return switch (operator) {
            case "StringEquals" -> Optional.of(String::equals);
            case "StringEqualsIgnoreCase", "Bool" -> Optional.of(String::equalsIgnoreCase);
            case "StringLike", "ArnLike", "ArnEquals" -> Optional.of(Wildcards::match);
            default -> Optional.empty();
        };
    }

    private static String lower(String action) {
        return action.toLowerCase(Locale.ROOT);
    }
}
