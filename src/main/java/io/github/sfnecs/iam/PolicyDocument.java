package io.github.sfnecs.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * An IAM policy document. Two are the same when they mean the same: one value or a list of one, the order of statements and
 * values, and the statements' names do not matter.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @param json the document as it is written
 */
public record PolicyDocument(JsonNode json) {
    private static final Set<String> WITHOUT_MEANING = Set.of("Sid", "Id");

    public static PolicyDocument of(IamPolicy policy) {
        return new PolicyDocument(Json.tryParse(policy.toJson()).orElseThrow()).withListOfStatements();
    }

    /** One that allows nothing. */
    public static PolicyDocument empty() {
        ObjectNode json = Json.object().put("Version", "2012-10-17");
        json.putArray("Statement");
        return new PolicyDocument(json);
    }

    /** The same document with more statements, without the names of those whose names it has already. */
    public PolicyDocument with(List<JsonNode> more) {
        ObjectNode copy = json.deepCopy();
        ArrayNode all = copy.putArray("Statement");
        Set<String> names = new HashSet<>();
        Stream.concat(statements().stream(), more.stream())
                .map(JsonNode::<ObjectNode>deepCopy)
                .forEach(statement -> {
                    if (!names.add(statement.path("Sid").asText())) {
                        statement.remove("Sid");
                    }
                    all.add(statement);
                });
        return new PolicyDocument(copy);
    }

    /** The same document with its statements in a list, even if it is only one: what people expect, and what diffs well. */
    private PolicyDocument withListOfStatements() {
        if (!json.path("Statement").isObject()) {
            return this;
        }
        ObjectNode copy = json.deepCopy();
        copy.putArray("Statement").add(json.path("Statement"));
        return new PolicyDocument(copy);
    }

    /** Reads a document as IAM returns it: percent-encoded. A text that is not JSON is a policy that differs from all others. */
    public static PolicyDocument decode(String encoded) {
        String text = decoded(encoded);
        return new PolicyDocument(Json.tryParse(text).orElseGet(() -> Json.of(text))).withListOfStatements();
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // some endpoints return it as it is
            return encoded;
        }
    }

    /** The document as one line, as IAM takes it. */
    public String compact() {
        return Json.compact(json);
    }

    /** The document as text, the same for the same definition. */
    public String text() {
        return Json.pretty(json);
    }

    /** The document's statements; a document may have one, outside a list. */
    public List<JsonNode> statements() {
        return asList(json.path("Statement"));
    }

    /** The same meaning in a form in which equal meanings are equal. */
    JsonNode canonical() {
        return canonical(json);
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = Json.object();
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            members.keySet().removeAll(WITHOUT_MEANING);
            members.forEach((name, value) -> sorted.set(name, canonical(value)));
            return sorted;
        }
        if (node.isArray()) {
            List<JsonNode> values = new ArrayList<>();
            node.forEach(value -> values.add(canonical(value)));
            if (values.size() == 1) {
                return values.get(0);
            }
            ArrayNode sorted = Json.array();
            values.stream().sorted(Comparator.comparing(Json::compact)).forEach(sorted::add);
            return sorted;
        }
        return Json.of(node.asText());
    }

    public static List<JsonNode> asList(JsonNode node) {
        List<JsonNode> values = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(values::add);
        } else if (!node.isMissingNode()) {
            values.add(node);
        }
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyDocument document && canonical().equals(document.canonical());
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }
}
