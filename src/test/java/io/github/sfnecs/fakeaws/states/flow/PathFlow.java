package io.github.sfnecs.fakeaws.states.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.states.definition.ChoiceRule;
import io.github.sfnecs.fakeaws.states.definition.State;
import io.github.sfnecs.fakeaws.states.expression.Expression;
import io.github.sfnecs.fakeaws.states.expression.Expression.Scope;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * JSONPath: InputPath, Parameters; then ResultSelector, Assign, ResultPath, OutputPath.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html">Input and output processing</a>
 */
final class PathFlow extends DataFlow {

    PathFlow(State state, JsonNode raw, ObjectNode context, ObjectNode variables) {
        super(state, raw, context, variables);
    }

    private Scope in(JsonNode input) {
        return new Scope(input, context, variables);
    }

    @Override
    public JsonNode effectiveInput() {
        JsonNode selected = path("InputPath", raw);
        return state.body().has("Parameters") ? template(state.body().get("Parameters"), in(selected)) : selected;
    }

    private JsonNode selectedResult(JsonNode result) {
        return state.body().has("ResultSelector") ? template(state.body().get("ResultSelector"), in(result)) : result;
    }

    @Override
    JsonNode output(JsonNode writer, JsonNode result) {
        return path("OutputPath", place(state.body().path("ResultPath"), selectedResult(result)));
    }

    @Override
    ObjectNode assigned(JsonNode writer, JsonNode result) {
        return writer.has("Assign")
                ? (ObjectNode) template(writer.get("Assign"), in(selectedResult(result)))
                : Json.object();
    }

    @Override
    JsonNode caught(JsonNode catcher, JsonNode error) {
        return place(catcher.path("ResultPath"), error);
    }

    @Override
    ObjectNode assignedByCatch(JsonNode catcher, JsonNode error) {
        return catcher.has("Assign") ? (ObjectNode) template(catcher.get("Assign"), in(error)) : Json.object();
    }

    /** Puts a result where ResultPath says: instead of the input, into it, or nowhere. */
    private JsonNode place(JsonNode resultPath, JsonNode result) {
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

    @Override
    JsonNode mapItems() {
        JsonNode items = path("ItemsPath", path("InputPath", raw));
        if (!mappable(items)) {
            throw StateFailure.runtime(
                    "Reference path \"" + state.body().path("ItemsPath").asText("$") + "\" must point to array.");
        }
        return items;
    }

    @Override
    JsonNode selected(JsonNode selector, ObjectNode about) {
        return template(selector, new Scope(path("InputPath", raw), about, variables));
    }

    @Override
    Optional<JsonNode> number(JsonNode holder, String member, String kind) {
        JsonNode path = holder.path(member + "Path");
        if (path.isMissingNode()) {
            return Optional.ofNullable(holder.get(member));
        }
        JsonNode number = path(path, path("InputPath", raw));
        if (kind.equals("integer") ? !number.isIntegralNumber() : !number.isNumber()) {
            throw StateFailure.runtime("The " + member + "Path field refers to value \""
                    + (number.isTextual() ? number.asText() : Json.write(number)) + "\" which is not a valid " + kind
                    + ": " + path.asText());
        }
        return Optional.of(number);
    }

    @Override
    public Optional<String> credentials() {
        return Optional.ofNullable(state.body().get("Credentials"))
                .map(credentials ->
                        template(credentials, in(raw)).path("RoleArn").asText());
    }

    @Override
    public String text(String member) {
        JsonNode body = state.body();
        return body.has(member + "Path")
                ? evaluate(member + "Path", body.get(member + "Path").asText(), in(raw))
                        .asText()
                : body.path(member).textValue();
    }

    @Override
    Instant timestamp() {
        if (!state.body().has("TimestampPath")) {
            return OffsetDateTime.parse(state.body().path("Timestamp").asText()).toInstant();
        }
        String text = path("TimestampPath", path("InputPath", raw)).asText();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw StateFailure.runtime(
                    "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: "
                            + state.body().path("TimestampPath").asText() + " == " + text);
        }
    }

    @Override
    Optional<JsonNode> rule() {
        return ChoiceRule.holding(state.body(), in(effectiveInput()));
    }

    private JsonNode path(String member, JsonNode input) {
        return path(state.body().path(member), input);
    }

    private JsonNode path(JsonNode path, JsonNode input) {
        if (path.isNull()) {
            return Json.object();
        }
        if (path.isMissingNode()) {
            return input;
        }
        return Expression.parse(path.asText())
                .evaluate(in(input))
                .orElseThrow(() -> StateFailure.runtime("Invalid path '" + path.asText() + "' : "
                        + dead((Expression.Path) Expression.parse(path.asText()), input)));
    }

    /** Where a path ends too early, as the service's JSONPath library says it. */
    private String dead(Expression.Path path, JsonNode input) {
        List<String> steps = path.steps();
        int there = 0;
        while (new Expression.Path(path.root(), steps.subList(0, there + 1))
                .evaluate(in(input))
                .isPresent()) {
            there++;
        }
        boolean last = there == steps.size() - 1;
        return (last ? "No results for path: $" : "Missing property in path $")
                + steps.subList(0, there + 1).stream()
                        .map(step -> step.startsWith("[") ? step + "]" : "['" + step + "']")
                        .collect(Collectors.joining());
    }

    private JsonNode template(JsonNode template, Scope scope) {
        if (template.isArray()) {
            ArrayNode array = Json.array();
            template.forEach(item -> array.add(template(item, scope)));
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
                        evaluate(name, member.getValue().asText(), scope));
            } else {
                object.set(name, template(member.getValue(), scope));
            }
        });
        return object;
    }

    private JsonNode evaluate(String field, String expression, Scope scope) {
        return Expression.parse(expression)
                .evaluate(scope)
                .orElseThrow(() -> StateFailure.runtime("The JSONPath '" + expression + "' specified for the field '"
                        + field + "' could not be found in the input '"
                        + Json.write(expression.startsWith("$$") ? scope.context() : scope.input()) + "'"));
    }
}
