package io.github.sfnecs.fakeaws.states.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A text that is evaluated where it is wrapped into braces with per cent signs. What is said of failures was recorded:
 * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
 *
 * @param states what {@code $states} is
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming data with JSONata</a>
 */
public record Jsonata(ObjectNode states, ObjectNode variables) {

    public static final String ERROR = "States.QueryEvaluationError";

    public static boolean isExpression(JsonNode value) {
        return value.isTextual() && value.asText().matches("(?s)\\{%.*%}");
    }

    /** What a language other than JSONata can't read; empty for what it can. */
    public static Optional<String> mistake(JsonNode value) {
        try {
            if (isExpression(value)) {
                com.dashjoin.jsonata.Jsonata.jsonata(inner(value.asText()));
            }
            return Optional.empty();
        } catch (JException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static String inner(String text) {
        return text.substring(2, text.length() - 2).trim();
    }

    /** Evaluates what is to be evaluated in it, however deep. */
    public JsonNode evaluate(String location, JsonNode template) {
        if (isExpression(template)) {
            return expression(location, inner(template.asText()));
        }
        if (template.isArray()) {
            ArrayNode array = Json.array();
            for (JsonNode item : template) {
                array.add(evaluate(location + "[" + array.size() + "]", item));
            }
            return array;
        }
        if (!template.isObject()) {
            return template;
        }
        ObjectNode object = Json.object();
        template.properties()
                .forEach(member ->
                        object.set(member.getKey(), evaluate(location + "/" + member.getKey(), member.getValue())));
        return object;
    }

    /** As {@link #evaluate}, if it is of the type; {@code number}, {@code boolean} and so on. */
    public JsonNode evaluate(String location, JsonNode template, String type) {
        JsonNode value = evaluate(location, template);
        String actual = value.getNodeType().name().toLowerCase(Locale.ROOT);
        if (!actual.equals(type)) {
            throw StateFailure.query(
                    specified(isExpression(template) ? inner(template.asText()) : Json.write(template), location)
                            + " returned an unexpected result type. Expected '" + type + "', but was '" + actual
                            + "' for value: " + Json.write(value),
                    location);
        }
        return value;
    }

    private JsonNode expression(String location, String text) {
        try {
            Object value = evaluate(text);
            if (value == null && !Boolean.TRUE.equals(evaluate("$exists(" + text + ")"))) {
                throw StateFailure.query(specified(text, location) + " returned nothing (undefined).", location);
            }
            return PlainValues.json(value);
        } catch (JException e) {
            throw StateFailure.query(
                    specified(text, location) + " threw an error during evaluation. " + e.getError() + ": "
                            + e.getMessage(),
                    location);
        }
    }

    private static String specified(String text, String location) {
        return "The JSONata expression '" + text + "' specified for the field '" + location + "'";
    }

    private Object evaluate(String text) {
        com.dashjoin.jsonata.Jsonata expression = com.dashjoin.jsonata.Jsonata.jsonata(text);
        var frame = expression.createFrame();
        variables
                .properties()
                .forEach(variable -> frame.bind(variable.getKey(), PlainValues.plain(variable.getValue())));
        frame.bind("states", PlainValues.plain(states));
        frame.bind("uuid", function(arguments -> UUID.randomUUID().toString()));
        frame.bind(
                "parse",
                function(arguments ->
                        PlainValues.plain(TextFunctions.parse(arguments.get(0).asText()))));
        frame.bind(
                "hash",
                function(arguments -> TextFunctions.hash(
                                arguments.get(0), arguments.get(1).asText())
                        .asText()));
        frame.bind(
                "range",
                function(arguments -> PlainValues.plain(ArrayFunctions.range(
                        Intrinsic.number(arguments, 0),
                        Intrinsic.number(arguments, 1),
                        Intrinsic.number(arguments, 2)))));
        frame.bind(
                "partition",
                function(arguments -> PlainValues.plain(
                        ArrayFunctions.partition(arguments.get(0), (int) Intrinsic.number(arguments, 1)))));
        return expression.evaluate(null, frame);
    }

    /** The functions that AWS has put in. */
    private static JFunction function(Function<List<JsonNode>, Object> body) {
        return new JFunction(
                (input, arguments) -> body.apply(
                        ((List<?>) arguments).stream().map(PlainValues::json).toList()),
                null);
    }
}
