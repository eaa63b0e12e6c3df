package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.definition.ChoiceRule;
import io.github.sfnecs.fakeaws.states.expression.Expression;
import io.github.sfnecs.fakeaws.states.expression.Expression.Scope;
import io.github.sfnecs.fakeaws.states.definition.State;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How data goes through a state: InputPath, Parameters; then ResultSelector, ResultPath, OutputPath.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html">Input and output processing</a>
 */
final class DataFlow {

    static final String LIMIT_EXCEEDED = "States.DataLimitExceeded";

    private static final int MAX_BYTES = 262_144;

    private final State state;
    private final JsonNode context;

    DataFlow(State state, JsonNode context) {
        this.state = state;
        this.context = context;
    }

    JsonNode effectiveInput(JsonNode raw) {
        JsonNode selected = path("InputPath", raw);
        return state.body().has("Parameters") ? template(state.body().get("Parameters"), selected) : selected;
    }

    /** What each iteration of a Map begins with. */
    List<JsonNode> items(JsonNode raw) {
        JsonNode input = path("InputPath", raw);
        JsonNode items = path("ItemsPath", input);
        if (!items.isArray()) {
            throw StateFailure.runtime("Reference path \""
                    + state.body().path("ItemsPath").asText("$") + "\" must point to array.");
        }
        JsonNode selector = state.body().has("ItemSelector")
                ? state.body().get("ItemSelector")
                : state.body().path("Parameters");
        List<JsonNode> inputs = new ArrayList<>();
        for (JsonNode item : items) {
            ObjectNode about = Json.object();
            about.putObject("Item").put("Index", inputs.size()).set("Value", item);
            inputs.add(selector.isMissingNode() ? item : with("Map", about).template(selector, input));
        }
        return inputs;
    }

    /** How many iterations a Map wants to run at a time; 0 for any number. */
    int atOnce(JsonNode raw) {
        JsonNode body = state.body();
        if (!body.has("MaxConcurrencyPath")) {
            return body.path("MaxConcurrency").asInt();
        }
        JsonNode number = path("MaxConcurrencyPath", path("InputPath", raw));
        if (!number.isInt()) {
            throw StateFailure.runtime("The MaxConcurrencyPath field refers to value \""
                    + (number.isTextual() ? number.asText() : Json.write(number)) + "\" which is not a valid integer: "
                    + body.path("MaxConcurrencyPath").asText());
        }
        return number.asInt();
    }

    /** TimeoutSeconds or HeartbeatSeconds, which may be written as a path. */
    Optional<Integer> seconds(String member, JsonNode raw) {
        if (state.body().has(member + "Path")) {
            return Optional.of(path(member + "Path", raw).asInt());
        }
        return Optional.ofNullable(state.body().get(member)).map(JsonNode::asInt);
    }

    /** The role that the state wants to be. */
    Optional<String> credentials(JsonNode raw) {
        return Optional.ofNullable(state.body().get("Credentials"))
                .map(credentials ->
                        template(credentials, raw).path("RoleArn").asText());
    }

    private DataFlow with(String member, JsonNode value) {
        ObjectNode more = context.deepCopy();
        more.set(member, value);
        return new DataFlow(state, more);
    }

    JsonNode output(JsonNode raw, JsonNode result) {
        JsonNode selected =
                state.body().has("ResultSelector") ? template(state.body().get("ResultSelector"), result) : result;
        JsonNode output = path("OutputPath", place(state.body().path("ResultPath"), raw, selected));
        if (Json.write(output).length() > MAX_BYTES) {
            throw new StateFailure(
                    LIMIT_EXCEEDED,
                    "The state/task '" + state.name()
                            + "' returned a result with a size exceeding the maximum number of bytes service limit.");
        }
        return output;
    }

    /** Puts a result where ResultPath says: instead of the input, into it, or nowhere. */
    static JsonNode place(JsonNode resultPath, JsonNode raw, JsonNode result) {
        if (resultPath.isNull()) {
            return raw;
        }
        if (resultPath.isMissingNode() || resultPath.asText().equals("$")) {
            return result;
        }
        List<String> steps = ((Expression.Path) Expression.parse(resultPath.asText())).steps();
        if (!raw.isObject() || steps.stream().anyMatch(step -> step.startsWith("["))) {
            throw new StateFailure(
                    "States.ResultPathMatchFailure",
                    "Unable to apply ReferencePath " + resultPath.asText() + " to input " + Json.write(raw));
        }
        ObjectNode output = raw.deepCopy();
        ObjectNode parent = output;
        for (String step : steps.subList(0, steps.size() - 1)) {
            parent = parent.path(step) instanceof ObjectNode child ? child : parent.putObject(step);
        }
        parent.set(steps.get(steps.size() - 1), result);
        return output;
    }

    /** The text of Error or Cause, which may be written as a path; null where there is neither. */
    String text(String member, JsonNode input) {
        JsonNode body = state.body();
        return body.has(member + "Path")
                ? evaluate(member + "Path", body.get(member + "Path").asText(), input)
                        .asText()
                : body.path(member).textValue();
    }

    /** Where a Choice leads to. */
    String next(JsonNode input) {
        return ChoiceRule.next(state.body(), new Scope(input, context))
                .orElseThrow(() -> new StateFailure(
                        "States.NoChoiceMatched",
                        "Failed to transition out of the state. The state does not point to a next state."));
    }

    private JsonNode path(String member, JsonNode input) {
        JsonNode path = state.body().path(member);
        if (path.isNull()) {
            return Json.object();
        }
        if (path.isMissingNode()) {
            return input;
        }
        return Expression.parse(path.asText())
                .evaluate(new Scope(input, context))
                .orElseThrow(() -> StateFailure.runtime("Invalid path '" + path.asText() + "' : "
                        + dead((Expression.Path) Expression.parse(path.asText()), input)));
    }

    /** Where a path ends too early, as the service's JSONPath library says it. */
    private String dead(Expression.Path path, JsonNode input) {
        List<String> steps = path.steps();
        int there = 0;
        while (new Expression.Path(path.intoContext(), steps.subList(0, there + 1))
                .evaluate(new Scope(input, context))
                .isPresent()) {
            there++;
        }
        boolean last = there == steps.size() - 1;
        return (last ? "No results for path: $" : "Missing property in path $")
                + steps.subList(0, there + 1).stream()
                        .map(step -> step.startsWith("[") ? step + "]" : "['" + step + "']")
                        .collect(Collectors.joining());
    }

    private JsonNode template(JsonNode template, JsonNode input) {
        if (template.isArray()) {
            ArrayNode array = Json.array();
            template.forEach(item -> array.add(template(item, input)));
            return array;
        }
        if (!template.isObject()) {
            return template;
        }
        ObjectNode object = Json.object();
        template.properties().forEach(member -> {
            String name = member.getKey();
            if (name.endsWith(".$")) {
                object.set(
                        name.substring(0, name.length() - 2),
                        evaluate(name, member.getValue().asText(), input));
            } else {
                object.set(name, template(member.getValue(), input));
            }
        });
        return object;
    }

    private JsonNode evaluate(String field, String expression, JsonNode input) {
        return Expression.parse(expression)
                .evaluate(new Scope(input, context))
                .orElseThrow(() -> StateFailure.runtime("The JSONPath '" + expression + "' specified for the field '"
                        + field + "' could not be found in the input '"
                        + Json.write(expression.startsWith("$$") ? context : input) + "'"));
    }
}
