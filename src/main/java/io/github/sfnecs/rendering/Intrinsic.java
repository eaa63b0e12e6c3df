package io.github.sfnecs.rendering;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The intrinsic functions of the Amazon States Language.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
enum Intrinsic {
    FORMAT("Format", Result.TEXT),
    JSON_TO_STRING("JsonToString", Result.TEXT),
    BASE64_ENCODE("Base64Encode", Result.TEXT),
    BASE64_DECODE("Base64Decode", Result.TEXT),
    HASH("Hash", Result.TEXT),
    UUID("UUID", Result.TEXT),
    MATH_ADD("MathAdd", Result.NUMBER),
    MATH_RANDOM("MathRandom", Result.NUMBER),
    ARRAY_LENGTH("ArrayLength", Result.NUMBER),
    ARRAY_CONTAINS("ArrayContains", Result.TRUTH),
    ARRAY("Array", Result.LIST),
    ARRAY_PARTITION("ArrayPartition", Result.LIST),
    ARRAY_RANGE("ArrayRange", Result.LIST),
    ARRAY_UNIQUE("ArrayUnique", Result.LIST),
    STRING_SPLIT("StringSplit", Result.LIST),
    JSON_MERGE("JsonMerge", Result.OBJECT),
    ARRAY_GET_ITEM("ArrayGetItem", Result.ANYTHING),
    STRING_TO_JSON("StringToJson", Result.ANYTHING);

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

    private final String function;
    private final Result result;

    Intrinsic(String function, Result result) {
        this.function = function;
        this.result = result;
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
