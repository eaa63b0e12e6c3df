package io.github.sfnecs.fakeaws.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/**
 * What may stand behind a name that ends in {@code .$}: a path into the input or the context object, or an intrinsic
 * function of paths, literals and other functions.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">Intrinsic functions</a>
 */
public sealed interface Expression {

    /** What paths lead into. */
    record Scope(JsonNode input, JsonNode context, JsonNode variables) {}

    /** Empty if a path leads nowhere. */
    Optional<JsonNode> evaluate(Scope scope);

    static Expression parse(String text) {
        return new ExpressionParser(text).parse();
    }

    /**
     * A path.
     *
     * @param root a dollar for the input, two for the context, the name of a variable
     * @param steps member names and, after a bracket, indexes
     */
    record Path(String root, List<String> steps) implements Expression {
        @Override
        public Optional<JsonNode> evaluate(Scope scope) {
            JsonNode node =
                    switch (root) {
                        case "$" -> scope.input;
                        case "$$" -> scope.context;
                        default -> scope.variables.path(root);
                    };
            for (String step : steps) {
                node = step.startsWith("[") ? node.path(Integer.parseInt(step.substring(1))) : node.path(step);
            }
            return Optional.of(node).filter(found -> !found.isMissingNode());
        }
    }

    record Literal(JsonNode value) implements Expression {
        @Override
        public Optional<JsonNode> evaluate(Scope scope) {
            return Optional.of(value);
        }
    }

    /** A string literal with its escapes still in it, as the template of States.Format needs it. */
    record Text(String raw) implements Expression {
        @Override
        public Optional<JsonNode> evaluate(Scope scope) {
            return Optional.of(TextNode.valueOf(raw.replaceAll("\\\\([\\\\'{}])", "$1")));
        }
    }

    record Call(Intrinsic function, List<Expression> arguments) implements Expression {
        @Override
        public Optional<JsonNode> evaluate(Scope scope) {
            List<JsonNode> values = arguments.stream()
                    .map(argument -> argument.evaluate(scope))
                    .flatMap(Optional::stream)
                    .toList();
            return values.size() < arguments.size() ? Optional.empty() : Optional.of(function.apply(arguments, values));
        }
    }
}
