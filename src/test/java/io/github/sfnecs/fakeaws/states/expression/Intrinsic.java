package io.github.sfnecs.fakeaws.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/**
 * The intrinsic functions. What they answer was recorded:
 * https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2/intrinsic_functions
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">Intrinsic functions</a>
 */
enum Intrinsic {
    Format(1, 99, values -> TextFunctions.format(values.get(0).asText(), values.subList(1, values.size()))),
    StringToJson(1, 1, values -> TextFunctions.parse(text(values, 0))),
    JsonToString(1, 1, values -> TextNode.valueOf(Json.write(values.get(0)))),
    StringSplit(2, 2, values -> TextFunctions.split(text(values, 0), text(values, 1))),
    Base64Encode(1, 1, values -> TextFunctions.encode(text(values, 0))),
    Base64Decode(1, 1, values -> TextFunctions.decode(text(values, 0))),
    Hash(2, 2, values -> TextFunctions.hash(values.get(0), text(values, 1))),
    UUID(0, 0, values -> TextNode.valueOf(java.util.UUID.randomUUID().toString())),
    JsonMerge(3, 3, ArrayFunctions::merge),
    MathAdd(2, 2, values -> IntNode.valueOf((int) (number(values, 0) + number(values, 1)))),
    MathRandom(2, 3, ArrayFunctions::random),
    Array(0, 99, Json::array),
    ArrayPartition(2, 2, values -> ArrayFunctions.partition(list(values), (int) number(values, 1))),
    ArrayContains(
            2,
            2,
            values -> BooleanNode.valueOf(ArrayFunctions.items(list(values)).contains(values.get(1)))),
    ArrayRange(3, 3, values -> ArrayFunctions.range(number(values, 0), number(values, 1), number(values, 2))),
    ArrayGetItem(2, 2, values -> ArrayFunctions.item(list(values), (int) number(values, 1))),
    ArrayLength(1, 1, values -> IntNode.valueOf(list(values).size())),
    ArrayUnique(1, 1, values -> Json.array(new LinkedHashSet<>(ArrayFunctions.items(list(values)))));

    private final int least;
    private final int most;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<List<JsonNode>, JsonNode> body;

    Intrinsic(int least, int most, Function<List<JsonNode>, JsonNode> body) {
        this.least = least;
        this.most = most;
        this.body = body;
    }

    /** @param values of the arguments, in their order */
    JsonNode apply(List<Expression> arguments, List<JsonNode> values) {
        if (values.size() < least || values.size() > most) {
            throw failure("Invalid number of arguments for States." + name());
        }
        if (this == Format && arguments.get(0) instanceof Expression.Text template) {
            return TextFunctions.format(template.raw(), values.subList(1, values.size()));
        }
        return body.apply(values);
    }

    static StateFailure failure(String cause) {
        return new StateFailure("States.IntrinsicFailure", cause);
    }

    private static String text(List<JsonNode> values, int index) {
        if (!values.get(index).isTextual()) {
            throw failure("Argument " + (index + 1) + " must be a string, not " + values.get(index));
        }
        return values.get(index).asText();
    }

    /** Rounded, as AWS does. */
    static long number(List<JsonNode> values, int index) {
        if (!values.get(index).isNumber()) {
            throw failure("Argument " + (index + 1) + " must be a number, not " + values.get(index));
        }
        return Math.round(values.get(index).asDouble());
    }

    private static JsonNode list(List<JsonNode> values) {
        if (!values.get(0).isArray()) {
            throw failure("Argument 1 must be an array, not " + values.get(0));
        }
        return values.get(0);
    }
}
