package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An operator that looks at a value: its type, or how it compares with another one, given or found by a path. Recorded by the tests of
 * https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2/choice_operators
 */
record Comparison(String type, String relation, boolean byPath) {

    private static final Pattern NAME = Pattern.compile(
            "(String|Numeric|Timestamp|Boolean)(Equals|GreaterThan|GreaterThanEquals|LessThan|LessThanEquals)(Path)?|(StringMatches)"
                    + "|(IsNull|IsString|IsNumeric|IsBoolean|IsTimestamp)");

    static Optional<Comparison> of(String operator) {
        Matcher name = NAME.matcher(operator);
        if (!name.matches()
                || (name.group().startsWith("Boolean") && !name.group(2).equals("Equals"))) {
            return Optional.empty();
        }
        return Optional.of(
                name.group(1) == null
                        ? new Comparison("", name.group(), false)
                        : new Comparison(name.group(1), name.group(2), name.group(3) != null));
    }

    boolean holds(JsonNode value, JsonNode wanted) {
        return switch (relation) {
            case "IsNull" -> value.isNull() == wanted.asBoolean();
            case "IsString" -> value.isTextual() == wanted.asBoolean();
            case "IsNumeric" -> value.isNumber() == wanted.asBoolean();
            case "IsBoolean" -> value.isBoolean() == wanted.asBoolean();
            case "IsTimestamp" -> time(value).isPresent() == wanted.asBoolean();
            case "StringMatches" ->
                value.isTextual()
                        && wildcards(wanted.asText()).matcher(value.asText()).matches();
            default ->
                switch (type) {
                    case "String" -> compared(value, wanted, node -> Optional.ofNullable(node.textValue()));
                    case "Numeric" ->
                        compared(
                                value,
                                wanted,
                                node -> Optional.of(node)
                                        .filter(JsonNode::isNumber)
                                        .map(JsonNode::decimalValue));
                    case "Boolean" ->
                        compared(
                                value,
                                wanted,
                                node -> Optional.of(node)
                                        .filter(JsonNode::isBoolean)
                                        .map(JsonNode::asBoolean));
                    default -> compared(value, wanted, Comparison::time);
                };
        };
    }

    /** What is not of the type compares with nothing. */
    private <T extends Comparable<T>> boolean compared(
            JsonNode value, JsonNode wanted, Function<JsonNode, Optional<T>> reading) {
        return reading.apply(value)
                .flatMap(one -> reading.apply(wanted).map(other -> related(one.compareTo(other))))
                .orElse(false);
    }

    private boolean related(int order) {
        return switch (relation) {
            case "Equals" -> order == 0;
            case "GreaterThan" -> order > 0;
            case "GreaterThanEquals" -> order >= 0;
            case "LessThan" -> order < 0;
            default -> order <= 0;
        };
    }

    private static Optional<Instant> time(JsonNode node) {
        try {
            return Optional.ofNullable(node.textValue())
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A star is any text, and with a backslash itself. */
    private static Pattern wildcards(String pattern) {
        String regex = Arrays.stream(pattern.split("(?<!\\\\)\\*", -1))
                .map(text -> Pattern.quote(text.replace("\\*", "*").replace("\\\\", "\\")))
                .collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
