package io.github.sfnecs.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.sfnecs.json.Json;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * What a scalar without quotes means by YAML's core schema, and JSON has.
 * https://yaml.org/spec/1.2.2/#103-core-schema
 */
final class YamlScalar {
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,100}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,100}");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.nan|\\.NaN|\\.NAN");

    private YamlScalar() {}

    static JsonNode of(String text, int line, FileMistakes mistakes) {
        if (NULL.matcher(text).matches()) {
            return NullNode.getInstance();
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return BooleanNode.valueOf(TRUE.matcher(text).matches());
        }
        if (NOT_FINITE.matcher(text).matches()) {
            return none(text, " is not a number that JSON has.", line, mistakes);
        }
        if (OCTAL.matcher(text).matches()) {
            return number(new BigInteger(text.substring(2), 8).toString(), text, line, mistakes);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return number(new BigInteger(text.substring(2), 16).toString(), text, line, mistakes);
        }
        return DECIMAL.matcher(text).matches() ? number(asInJson(text), text, line, mistakes) : Json.of(text);
    }

    /** JSON has no plus sign, and digits on both sides of a point. */
    private static String asInJson(String decimal) {
        return decimal.replaceFirst("^\\+", "").replaceFirst("^(-?)\\.", "$10.").replaceFirst("\\.(?![0-9])", "");
    }

    private static JsonNode number(String json, String text, int line, FileMistakes mistakes) {
        if (json.matches("-?0[0-9].*")) {
            return none(text, " is a number that begins with 0.", line, mistakes);
        }
        try {
            return Json.parse(json);
        } catch (JsonProcessingException e) {
            return none(text, " is not a number that JSON has.", line, mistakes);
        }
    }

    private static JsonNode none(String text, String wrong, int line, FileMistakes mistakes) {
        mistakes.add(line, FileMistakes.shown(text) + wrong, "", "Put it into quotes if it is a text");
        return NullNode.getInstance();
    }
}
