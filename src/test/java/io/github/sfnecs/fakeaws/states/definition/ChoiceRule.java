package io.github.sfnecs.fakeaws.states.definition;

import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.expression.Expression;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.expression.Expression.Scope;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A rule of a Choice state.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html">Choice workflow state</a>
 */
public record ChoiceRule(JsonNode body) {

    private static final Set<String> BESIDE = Set.of("Variable", "Next", "Comment", "Assign");

    /** The first rule that holds. */
    public static Optional<JsonNode> holding(JsonNode choice, Scope scope) {
        return rules(choice.path("Choices")).stream()
                .filter(rule -> rule.holds(scope))
                .map(ChoiceRule::body)
                .findFirst();
    }

    static List<ChoiceRule> rules(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(ChoiceRule::new)
                .toList();
    }

    /** What it asks, by the one member that is none of the others. */
    private String operator() {
        List<String> operators = body.properties().stream()
                .map(member -> member.getKey())
                .filter(name -> !BESIDE.contains(name))
                .toList();
        if (operators.size() != 1) {
            throw new NotEmulated("a choice rule with " + operators);
        }
        return operators.get(0);
    }

    /** Refuses what this fake can't decide; {@link IllegalArgumentException} for a variable that is none. */
    void check() {
        String operator = operator();
        switch (operator) {
            case "And", "Or" -> rules(body.path(operator)).forEach(ChoiceRule::check);
            case "Not" -> new ChoiceRule(body.path(operator)).check();
            case "StringEquals", "StringMatches", "NumericEquals", "BooleanEquals", "IsPresent", "IsNull" ->
                Expression.parse(body.path("Variable").asText());
            default -> throw new NotEmulated("the choice operator " + operator);
        }
    }

    private boolean holds(Scope scope) {
        String operator = operator();
        JsonNode wanted = body.path(operator);
        return switch (operator) {
            case "And" -> rules(wanted).stream().allMatch(rule -> rule.holds(scope));
            case "Or" -> rules(wanted).stream().anyMatch(rule -> rule.holds(scope));
            case "Not" -> !new ChoiceRule(wanted).holds(scope);
            case "IsPresent" -> variable(scope).isPresent() == wanted.asBoolean();
            default -> compares(operator, there(scope), wanted);
        };
    }

    private static boolean compares(String operator, JsonNode value, JsonNode wanted) {
        return switch (operator) {
            case "IsNull" -> value.isNull() == wanted.asBoolean();
            case "StringEquals" -> value.isTextual() && value.equals(wanted);
            case "StringMatches" ->
                value.isTextual()
                        && wildcards(wanted.asText()).matcher(value.asText()).matches();
            case "NumericEquals" -> value.isNumber() && value.decimalValue().compareTo(wanted.decimalValue()) == 0;
            case "BooleanEquals" -> value.isBoolean() && value.equals(wanted);
            default -> throw new NotEmulated("the choice operator " + operator);
        };
    }

    /** A star is any text, and with a backslash itself. */
    private static Pattern wildcards(String pattern) {
        String regex = Arrays.stream(pattern.split("(?<!\\\\)\\*", -1))
                .map(text -> Pattern.quote(text.replace("\\*", "*").replace("\\\\", "\\")))
                .collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private Optional<JsonNode> variable(Scope scope) {
        return Expression.parse(body.path("Variable").asText()).evaluate(scope);
    }

    private JsonNode there(Scope scope) {
        return variable(scope)
                .orElseThrow(() -> StateFailure.runtime(
                        "Invalid path '" + body.path("Variable").asText()
                                + "': The choice state's condition path references an invalid value."));
    }
}
