package io.github.sfnecs.fakeaws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.iam.Statement.Patterns;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads policy documents and refuses what IAM refuses, and what this fake couldn't evaluate.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Policy grammar</a>
 */
final class PolicyParser {

    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT =
            Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    private PolicyParser() {}

    static List<Statement> identityPolicy(String document) {
        List<JsonNode> statements = statements(document);
        for (JsonNode statement : statements) {
            check(!statement.has("Principal"), "Policy document should not specify a principal.");
            check(
                    statement.has("Resource") != statement.has("NotResource"),
                    "Policy statement must contain resources.");
            texts(statement.has("Resource") ? statement.get("Resource") : statement.get("NotResource"))
                    .forEach(PolicyParser::checkResource);
        }
        return statements.stream().map(PolicyParser::statement).toList();
    }

    static List<Statement> trustPolicy(String document) {
        List<JsonNode> statements = statements(document);
        for (JsonNode statement : statements) {
            check(!statement.has("Resource") && !statement.has("NotResource"), "Has prohibited field Resource");
            check(statement.has("Principal"), "Missing required field Principal");
        }
        return statements.stream().map(PolicyParser::statement).toList();
    }

    private static List<JsonNode> statements(String document) {
        JsonNode policy = Json.parse(document).filter(JsonNode::isObject).orElseThrow(PolicyParser::syntaxErrors);
        checkMembers(policy, DOCUMENT);
        check(
                Set.of("2012-10-17", "2008-10-17")
                        .contains(policy.path("Version").asText("2008-10-17")),
                "Syntax errors in policy.");
        List<JsonNode> statements = items(policy.path("Statement"));
        check(!statements.isEmpty(), "Syntax errors in policy.");
        statements.forEach(statement -> checkMembers(statement, STATEMENT));
        return statements;
    }

    private static Statement statement(JsonNode node) {
        String effect = node.path("Effect").asText();
        check(Set.of("Allow", "Deny").contains(effect), "Syntax errors in policy.");
        check(node.has("Action") != node.has("NotAction"), "Policy statement must contain actions.");
        Patterns actions = element(node, "Action");
        actions.patterns().forEach(PolicyParser::checkAction);
        return new Statement(
                effect.equals("Allow"),
                principals(node.path("Principal")),
                actions,
                element(node, "Resource"),
                conditions(node.path("Condition")));
    }

    private static Patterns element(JsonNode statement, String name) {
        boolean negated = !statement.has(name);
        return new Patterns(negated, texts(statement.path(negated ? "Not" + name : name)));
    }

    private static Patterns principals(JsonNode principal) {
        if (principal.isMissingNode()) {
            return new Patterns(true, List.of());
        }
        List<String> patterns = new ArrayList<>();
        if (principal.isTextual()) {
            patterns.add("AWS:" + principal.asText());
        }
        principal.properties().forEach(kind -> {
            check(Set.of("AWS", "Service", "Federated").contains(kind.getKey()), "Syntax errors in policy.");
            texts(kind.getValue()).forEach(value -> patterns.add(kind.getKey() + ":" + value));
        });
        return new Patterns(false, patterns);
    }

    private static List<Condition> conditions(JsonNode node) {
        return node.properties().stream()
                .flatMap(operator -> operator.getValue().properties().stream()
                        .map(key -> Condition.of(operator.getKey(), key.getKey(), texts(key.getValue()))))
                .toList();
    }

    private static void checkAction(String action) {
        check(
                action.equals("*") || action.matches("[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+"),
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }

    private static void checkResource(String resource) {
        check(
                resource.equals("*") || (resource.split(":", 6).length == 6 && resource.startsWith("arn:")),
                "Resource " + resource + " must be in ARN format or \"*\".");
        if (resource.contains("${")) {
            throw new NotEmulated("policy variables, as in the resource " + resource);
        }
    }

    private static void checkMembers(JsonNode node, Set<String> known) {
        check(node.isObject(), "Syntax errors in policy.");
        check(node.properties().stream().map(Map.Entry::getKey).allMatch(known::contains), "Syntax errors in policy.");
    }

    private static List<JsonNode> items(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? StreamSupport.stream(oneOrMany.spliterator(), false).toList()
                : Stream.of(oneOrMany).filter(node -> !node.isMissingNode()).toList();
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return items(oneOrMany).stream().map(JsonNode::asText).toList();
    }

    private static void check(boolean fine, String message) {
        if (!fine) {
            throw new AwsError("MalformedPolicyDocument", message);
        }
    }

    private static AwsError syntaxErrors() {
        return new AwsError("MalformedPolicyDocument", "Syntax errors in policy.");
    }
}
