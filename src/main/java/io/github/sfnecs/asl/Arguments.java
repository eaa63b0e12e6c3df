package io.github.sfnecs.asl;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a state gives to the service that it calls.
 *
 * @param json an object, or as a text the expression from which all of it comes
 * @param language what its expressions are written in
 */
public record Arguments(JsonNode json, QueryLanguage language) {
    /** Those of a state, a reader or a writer: {@code Parameters} in JSONPath, {@code Arguments} in JSONata. */
    static Arguments of(JsonNode body) {
        return body.has("Arguments")
                ? new Arguments(body.path("Arguments"), QueryLanguage.JSONATA)
                : new Arguments(body.path("Parameters"), QueryLanguage.JSONPATH);
    }

    /** Whether there is one of this name; where only an expression knows, there may be. */
    public boolean has(String name) {
        return !(text(name) instanceof Ref.Missing);
    }

    /** The text, number or truth value of this name. */
    public Ref text(String name) {
        if (json.isTextual()) {
            return new Ref.Dynamic(json.textValue());
        }
        JsonNode path = json.get(name + ".$");
        if (path != null) {
            return new Ref.Dynamic(path.asText());
        }
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return new Ref.Missing();
        }
        return value.isContainerNode() || isExpression(value)
                ? new Ref.Dynamic(value.isTextual() ? value.textValue() : Json.compact(value))
                : new Ref.Literal(value.asText());
    }

    /** The object of this name; one without anything where there is none. */
    public Arguments object(String name) {
        return json.isTextual()
                ? this
                : new Arguments(json.has(name + ".$") ? json.path(name + ".$") : json.path(name), language);
    }

    /** The objects of the list of this name; none where there is none, or where it is found out when the state runs. */
    public List<Arguments> objects(String name) {
        return StreamSupport.stream(json.path(name).spliterator(), false)
                .map(element -> new Arguments(element, language))
                .toList();
    }

    /** The texts of the list of this name, those that the definition decides. */
    public List<String> texts(String name) {
        return StreamSupport.stream(json.path(name).spliterator(), false)
                .filter(value -> value.isTextual() && !isExpression(value))
                .map(JsonNode::textValue)
                .toList();
    }

    private boolean isExpression(JsonNode value) {
        return language == QueryLanguage.JSONATA
                && value.isTextual()
                && value.textValue().startsWith("{%")
                && value.textValue().endsWith("%}");
    }
}
