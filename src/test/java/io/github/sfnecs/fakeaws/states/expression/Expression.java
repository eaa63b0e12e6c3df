package io.github.sfnecs.fakeaws.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
     * @param steps member names and, after a bracket, indexes, a star or the bounds of a slice
     */
    record Path(String root, List<String> steps) implements Expression {
        @Override
        public Optional<JsonNode> evaluate(Scope scope) {
            List<JsonNode> found = List.of(root(scope));
            for (String step : steps) {
                found = found.stream().flatMap(node -> step(node, step)).toList();
            }
            return definite()
                    ? found.stream().filter(node -> !node.isMissingNode()).findFirst()
                    : Optional.of(Json.array(found));
        }

        private JsonNode root(Scope scope) {
            return switch (root) {
                case "$" -> scope.input;
                case "$$" -> scope.context;
                default -> scope.variables.path(root);
            };
        }

        /** Whether it leads to one value; else it leads to a list of any length, and never nowhere. */
        public boolean definite() {
            return steps.stream().noneMatch(step -> step.startsWith("[") && !step.matches("\\[\\d+"));
        }

        private static Stream<JsonNode> step(JsonNode node, String step) {
            if (!step.startsWith("[")) {
                return Stream.of(node.path(step)).filter(found -> !found.isMissingNode());
            }
            String inside = step.substring(1);
            if (inside.matches("\\d+")) {
                return Stream.of(node.path(Integer.parseInt(inside))).filter(found -> !found.isMissingNode());
            }
            if (inside.equals("*")) {
                return StreamSupport.stream(node.spliterator(), false);
            }
            String[] bounds = inside.split(":", -1);
            int from = bounds[0].isEmpty() ? 0 : Integer.parseInt(bounds[0]);
            int to = bounds[1].isEmpty() ? node.size() : Math.min(node.size(), Integer.parseInt(bounds[1]));
            return IntStream.range(from, to).mapToObj(node::path).filter(found -> node.isArray());
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
