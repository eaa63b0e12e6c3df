package io.github.sfnecs.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A policy document with one thing changed.
 *
 * @param name what was changed
 * @param actions what the changed statement allowed, or the one action that is gone
 * @param policy the document
 */
public record PolicyMutant(String name, List<String> actions, String policy) {
    /** The policy without each statement, each action and each resource, and with another value of each condition. */
    public static Stream<PolicyMutant> of(JsonNode policy) {
        List<PolicyMutant> mutants = new ArrayList<>();
        for (int i = 0; i < policy.path("Statement").size(); i++) {
            int index = i;
            JsonNode statement = policy.path("Statement").get(i);
            List<String> actions = strings(statement.path("Action"));
            String sid = statement.path("Sid").asText();
            // IAM takes no policy without any statement
            if (policy.path("Statement").size() > 1) {
                mutants.add(mutant("without " + sid, actions, policy, (all, ignored) -> all.remove(index), i));
            }
            for (String element : List.of("Action", "Resource")) {
                for (String gone : severalStrings(statement.path(element))) {
                    List<String> affected = element.equals("Action") ? List.of(gone) : actions;
                    mutants.add(mutant(
                            sid + " without " + gone, affected, policy, (all, one) -> remove(one, element, gone), i));
                }
            }
            for (String key : keys(statement)) {
                mutants.add(mutant(sid + " with another " + key, actions, policy, (all, one) -> falsify(one, key), i));
            }
        }
        return mutants.stream();
    }

    /** The policy without each of its conditions; a mutant's name is the statement's and the condition's key. */
    public static Stream<PolicyMutant> withoutConditions(JsonNode policy) {
        List<PolicyMutant> mutants = new ArrayList<>();
        for (int i = 0; i < policy.path("Statement").size(); i++) {
            JsonNode statement = policy.path("Statement").get(i);
            for (String key : keys(statement)) {
                mutants.add(mutant(
                        statement.path("Sid").asText() + " " + key,
                        strings(statement.path("Action")),
                        policy,
                        (all, one) -> one.path("Condition").forEach(operator -> ((ObjectNode) operator).remove(key)),
                        i));
            }
        }
        return mutants.stream();
    }

    /** All resources that the policy names. */
    public static Stream<String> resources(JsonNode policy) {
        return StreamSupport.stream(policy.path("Statement").spliterator(), false)
                .flatMap(statement -> strings(statement.path("Resource")).stream());
    }

    private static PolicyMutant mutant(
            String name, List<String> actions, JsonNode policy, BiConsumer<ArrayNode, ObjectNode> change, int index) {
        JsonNode copy = policy.deepCopy();
        ArrayNode statements = (ArrayNode) copy.path("Statement");
        change.accept(statements, (ObjectNode) statements.get(index));
        return new PolicyMutant(name, actions, copy.toString());
    }

    private static void remove(ObjectNode statement, String element, String gone) {
        List<String> left = new ArrayList<>(strings(statement.path(element)));
        left.remove(gone);
        left.forEach(statement.putArray(element)::add);
    }

    private static void falsify(ObjectNode statement, String key) {
        statement.path("Condition").forEach(operator -> {
            if (operator.has(key)) {
                ((ObjectNode) operator).put(key, operator.path(key).asText() + "-other");
            }
        });
    }

    private static List<String> keys(JsonNode statement) {
        List<String> keys = new ArrayList<>();
        statement
                .path("Condition")
                .forEach(operator ->
                        operator.properties().stream().map(Map.Entry::getKey).forEach(keys::add));
        return keys;
    }

    /** The strings of a list; without the only one nothing would be left of the statement, which is a mutant already. */
    private static List<String> severalStrings(JsonNode node) {
        List<String> strings = strings(node);
        return strings.size() > 1 ? strings : List.of();
    }

    private static List<String> strings(JsonNode node) {
        List<String> strings = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(value -> strings.add(value.asText()));
        } else if (node.isTextual()) {
            strings.add(node.asText());
        }
        return strings;
    }
}
