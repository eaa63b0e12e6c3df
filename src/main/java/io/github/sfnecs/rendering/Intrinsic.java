package io.github.sfnecs.rendering;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The intrinsic functions of the Amazon States Language.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
enum Intrinsic {
    FORMAT("Format", 1, Integer.MAX_VALUE, Result.TEXT),
    JSON_TO_STRING("JsonToString", 1, 1, Result.TEXT),
    BASE64_ENCODE("Base64Encode", 1, 1, Result.TEXT),
    BASE64_DECODE("Base64Decode", 1, 1, Result.TEXT),
    HASH("Hash", 2, 2, Result.TEXT),
    UUID("UUID", 0, 0, Result.TEXT),
    MATH_ADD("MathAdd", 2, 2, Result.NUMBER),
    MATH_RANDOM("MathRandom", 2, 3, Result.NUMBER),
    ARRAY_LENGTH("ArrayLength", 1, 1, Result.NUMBER),
    ARRAY_CONTAINS("ArrayContains", 2, 2, Result.TRUTH),
    ARRAY("Array", 0, Integer.MAX_VALUE, Result.LIST),
    ARRAY_PARTITION("ArrayPartition", 2, 2, Result.LIST),
    ARRAY_RANGE("ArrayRange", 3, 3, Result.LIST),
    ARRAY_UNIQUE("ArrayUnique", 1, 1, Result.LIST),
    STRING_SPLIT("StringSplit", 2, 2, Result.LIST),
    JSON_MERGE("JsonMerge", 3, 3, Result.OBJECT),
    ARRAY_GET_ITEM("ArrayGetItem", 2, 2, Result.ANYTHING),
    STRING_TO_JSON("StringToJson", 1, 1, Result.ANYTHING);

    static final String PREFIX = "States.";

    /** What a function gives; what leads into the input can give anything, too. */
    enum Result {
        TEXT,
        NUMBER,
        TRUTH,
        LIST,
        OBJECT,
        ANYTHING
    }

    private static final Pattern PLACE = Pattern.compile("\\\\.|(\\{})");
    private static final Set<String> ALGORITHMS = Set.of("'MD5'", "'SHA-1'", "'SHA-256'", "'SHA-384'", "'SHA-512'");

    private final String function;
    private final int fewest;
    private final int most;
    private final Result result;

    Intrinsic(String function, int fewest, int most, Result result) {
        this.function = function;
        this.fewest = fewest;
        this.most = most;
        this.result = result;
    }

    /** Refuses arguments, as they are written, that the function does not take. */
    void check(List<String> arguments) {
        int given = arguments.size();
        if (given < fewest || given > most) {
            throw refused(
                    "has " + given + (given == 1 ? " argument" : " arguments") + ", and takes " + fewest
                            + (most == fewest ? "" : most == Integer.MAX_VALUE ? " or more" : " to " + most),
                    (most == 0 ? "()" : this == HASH ? "($.x, 'SHA-256')" : "(…)")
                            + ", as https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html has it");
        }
        if (this == FORMAT) {
            checkPlaces(arguments.get(0), given - 1);
        }
        if (this == HASH && arguments.get(1).startsWith("'") && !ALGORITHMS.contains(arguments.get(1))) {
            throw refused(
                    "has the algorithm " + arguments.get(1) + ", which there is not",
                    "($.x, 'SHA-256'); or one of MD5, SHA-1, SHA-384, SHA-512");
        }
    }

    private void checkPlaces(String template, int values) {
        long places = template.startsWith("'")
                ? PLACE.matcher(template)
                        .results()
                        .filter(place -> place.group(1) != null)
                        .count()
                : 0;
        if (places > values) {
            throw refused(
                    "has " + places + " times {}, and " + values
                            + (values == 1 ? " value for them" : " values for them"),
                    "('{} of {}', $.part, $.all); \\{\\} for a literal {}");
        }
    }

    private Value.Unreadable refused(String wrong, String example) {
        return new Value.Unreadable(PREFIX + function + " in it " + wrong, PREFIX + function + example);
    }

    Result result() {
        return result;
    }

    /** The function of this name, without {@link #PREFIX}. */
    static Optional<Intrinsic> of(String name) {
        return Arrays.stream(values())
                .filter(intrinsic -> intrinsic.function.equals(name))
                .findFirst();
    }

    /** All their names, without {@link #PREFIX}. */
    static List<String> names() {
        return Arrays.stream(values()).map(intrinsic -> intrinsic.function).toList();
    }
}
