package io.github.sfnecs.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
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
public record Access(String action, String resource, Map<String, String> context) {
    private static final String SOME_ID = "0".repeat(32);

    /** Everything that a policy of ours allows, one by one. */
    public static List<Access> allowedBy(PolicyDocument ours) {
        List<Access> requests = new ArrayList<>();
        for (JsonNode statement : ours.statements()) {
            for (JsonNode action : PolicyDocument.asList(statement.path("Action"))) {
                for (JsonNode resource : PolicyDocument.asList(statement.path("Resource"))) {
                    requests.add(new Access(action.asText(), resource.asText(), context(statement)));
                }
            }
        }
        return requests;
    }

    /** The condition keys of a statement of ours, with the values that fulfil it. */
    public static Map<String, String> context(JsonNode statement) {
        Map<String, String> context = new TreeMap<>();
        statement
                .path("Condition")
                .forEach(operator -> operator.properties()
                        .forEach(key -> PolicyDocument.asList(key.getValue()).stream()
                                .findFirst()
                                .ifPresent(value -> context.put(key.getKey(), value.asText()))));
        return context;
    }

    /** The request for one of the resources that its pattern stands for: a simulation has to name one. */
    public Sampled sampled(List<String> taskDefinitionArns) {
        if (!resource.endsWith("*") || resource.equals("*")) {
            return new Sampled(this, this);
        }
        String prefix = resource.substring(0, resource.length() - 1);
        // of a family the revision that runs today
        String some = taskDefinitionArns.stream()
                .filter(arn -> arn.startsWith(prefix))
                .findFirst()
                .orElse(prefix + SOME_ID);
        return new Sampled(new Access(action, some, context), this);
    }

    /**
     * A request and what it stands for.
     *
     * @param request on one resource
     * @param original perhaps on a pattern
     */
    public record Sampled(Access request, Access original) {}

    /** The request as a person says it. */
    public String text() {
        return action + " on " + resource
                + context.entrySet().stream()
                        .map(key -> key.getKey() + " = " + key.getValue())
                        .collect(Collectors.joining(", ", context.isEmpty() ? "" : " (", context.isEmpty() ? "" : ")"));
    }

    /** The statement that allows it, as one writes it into a policy. */
    public String statement() {
        ObjectNode statement = Json.object();
        statement.put("Effect", "Allow");
        statement.put("Action", action);
        statement.put("Resource", resource);
        if (!context.isEmpty()) {
            ObjectNode equal = statement.putObject("Condition").putObject("StringEquals");
            context.forEach(equal::put);
        }
        return Json.pretty(statement);
    }

    /** A policy that allows it by patterns, and under conditions if it has a context. */
    public PolicyDocument allowedByPattern() {
        ObjectNode policy = Json.object().put("Version", "2012-10-17");
        ObjectNode statement = policy.putArray("Statement").addObject();
        statement.put("Effect", "Allow");
        statement.put("Action", service() + ":*");
        statement.put("Resource", resource.substring(0, resource.lastIndexOf(':') + 1) + "*");
        if (!context.isEmpty()) {
            ObjectNode conditions = statement.putObject("Condition");
            context.forEach((key, value) -> conditions
                    .withObject("/" + (value.startsWith("arn:") ? "ArnLike" : "StringLike"))
                    .put(key, value));
        }
        return new PolicyDocument(policy);
    }

    /** The service whose action it is, such as {@code iam}. */
    public String service() {
        return action.substring(0, action.indexOf(':'));
    }

    /** The value of a condition key; keys are case-insensitive. */
    public Optional<String> value(String key) {
        return context.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
