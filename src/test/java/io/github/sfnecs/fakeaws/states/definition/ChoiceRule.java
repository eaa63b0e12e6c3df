package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.expression.Expression;
import io.github.sfnecs.fakeaws.states.expression.Expression.Scope;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            case "IsPresent" -> Expression.parse(body.path("Variable").asText());
            default -> {
                Expression.parse(body.path("Variable").asText());
                if (comparison(operator).byPath()) {
                    Expression.parse(body.path(operator).asText());
                }
            }
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
            default -> {
                Comparison comparison = comparison(operator);
                JsonNode with = comparison.byPath() ? there(wanted.asText(), scope) : wanted;
                yield comparison.holds(there(body.path("Variable").asText(), scope), with);
            }
        };
    }

    private static Comparison comparison(String operator) {
        return Comparison.of(operator).orElseThrow(() -> new NotEmulated("the choice operator " + operator));
    }

    private Optional<JsonNode> variable(Scope scope) {
        return Expression.parse(body.path("Variable").asText()).evaluate(scope);
    }

    private static JsonNode there(String path, Scope scope) {
        return Expression.parse(path)
                .evaluate(scope)
                .orElseThrow(() -> StateFailure.runtime(
                        "Invalid path '" + path + "': The choice state's condition path references an invalid value."));
    }
}
