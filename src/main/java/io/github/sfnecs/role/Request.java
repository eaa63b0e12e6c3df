package io.github.sfnecs.role;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One thing that a role may or may not do: an action, on a resource, with the condition keys that AWS gives along.
 *
 * @param action such as {@code iam:PassRole}
 * @param resource an ARN, or a pattern that stands for every ARN that it matches
 * @param context the values of the condition keys
 */
record Request(String action, String resource, Map<String, String> context) {
    /** Everything that a policy of ours allows, one by one. */
    static List<Request> allowedBy(PolicyDocument ours) {
        List<Request> requests = new ArrayList<>();
        for (JsonNode statement : ours.statements()) {
            for (JsonNode action : PolicyDocument.asList(statement.path("Action"))) {
                for (JsonNode resource : PolicyDocument.asList(statement.path("Resource"))) {
                    requests.add(new Request(action.asText(), resource.asText(), context(statement)));
                }
            }
        }
        return requests;
    }

    /** The condition keys of a statement of ours, with the values that fulfil it. */
    static Map<String, String> context(JsonNode statement) {
        Map<String, String> context = new TreeMap<>();
        statement
                .path("Condition")
                .forEach(operator -> operator.properties()
                        .forEach(key -> context.put(
                                key.getKey(),
                                PolicyDocument.asList(key.getValue()).get(0).asText())));
        return context;
    }

    /** The request as a person says it. */
    String text() {
        return action + " on " + resource
                + context.entrySet().stream()
                        .map(key -> key.getKey() + " = " + key.getValue())
                        .collect(Collectors.joining(", ", context.isEmpty() ? "" : " (", context.isEmpty() ? "" : ")"));
    }

    /** The value of a condition key; keys are case-insensitive. */
    Optional<String> value(String key) {
        return context.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
