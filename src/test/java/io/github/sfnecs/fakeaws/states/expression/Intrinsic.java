package io.github.sfnecs.fakeaws.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The intrinsic functions that this fake knows.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">Intrinsic functions</a>
 */
enum Intrinsic {
    Format {
        @Override
        JsonNode apply(List<Expression> arguments, List<JsonNode> values) {
            if (arguments.isEmpty()) {
                throw failure("States.Format needs a template.");
            }
            String template = arguments.get(0) instanceof Expression.Text text
                    ? text.raw()
                    : values.get(0).asText();
            return TextNode.valueOf(format(template, values.subList(1, values.size())));
        }
    },
    Array {
        @Override
        JsonNode apply(List<Expression> arguments, List<JsonNode> values) {
            return Json.array(values);
        }
    },
    StringToJson {
        @Override
        JsonNode apply(List<Expression> arguments, List<JsonNode> values) {
            if (values.size() != 1) {
                throw failure("States.StringToJson takes one argument.");
            }
            return Json.parse(values.get(0).asText()).orElseThrow(() -> failure("Not JSON: " + values.get(0)));
        }
    },
    JsonToString {
        @Override
        JsonNode apply(List<Expression> arguments, List<JsonNode> values) {
            if (values.size() != 1) {
                throw failure("States.JsonToString takes one argument.");
            }
            return TextNode.valueOf(Json.write(values.get(0)));
        }
    },
    MathAdd {
        @Override
        JsonNode apply(List<Expression> arguments, List<JsonNode> values) {
            if (values.size() != 2 || !values.stream().allMatch(JsonNode::isInt)) {
                throw failure("States.MathAdd takes two integers.");
            }
            return IntNode.valueOf(values.get(0).asInt() + values.get(1).asInt());
        }
    };

    /** @param values of the arguments, in their order */
    abstract JsonNode apply(List<Expression> arguments, List<JsonNode> values);

    static StateFailure failure(String cause) {
        return new StateFailure("States.IntrinsicFailure", cause);
    }

    /** As Java prints strings, maps and lists. */
    private static String text(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> member.getKey() + "=" + text(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Intrinsic::text)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isTextual() ? value.asText() : Json.write(value);
    }

    static String format(String template, List<JsonNode> values) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '\\' && i + 1 < template.length()) {
                text.append(template.charAt(++i));
            } else if (template.startsWith("{}", i) && used < values.size()) {
                JsonNode value = values.get(used++);
                text.append(text(value));
                i++;
            } else if (c == '{' || c == '}') {
                throw failure("The template '" + template + "' has a brace without an argument.");
            } else {
                text.append(c);
            }
        }
        if (used < values.size()) {
            throw failure("The template '" + template + "' has fewer {} than arguments.");
        }
        return text.toString();
    }
}
