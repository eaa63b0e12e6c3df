package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was recorded on AWS of intrinsic functions.
 * https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2/intrinsic_functions
 */
class RecordedFunctionsTest extends RecordedStepFunctions {

    private String call(String function, String input) {
        return run(
                definition("{\"Type\": \"Pass\", \"End\": true, \"OutputPath\": \"$.r\", \"Parameters\": {\"r.$\": \""
                        + function + "\"}}"),
                input);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "States.ArrayGetItem($.a, $.b) | [1,2,3,4,5,6,7,8,9] | 5 | 6",
                "States.ArrayLength($.a) | [1,2,3] | 0 | 3",
                "States.ArrayUnique($.a) | [null,null,true,1,1,1.1,\"x\",\"x\",[],[],{\"a\":1},{\"a\":1}] | 0 | [null,true,1,1.1,\"x\",[],{\"a\":1}]",
                "States.ArrayPartition($.a, $.b) | [0,1,2] | 2 | [[0,1],[2]]",
                "States.ArrayPartition($.a, $.b) | [] | 3 | []",
                "States.ArrayContains($.a, $.b) | [1,2] | 2 | true",
                "States.ArrayContains($.a, $.b) | [1,2] | \"2\" | false",
                "States.ArrayRange(1, 9, 2) | 0 | 0 | [1,3,5,7,9]",
                "States.ArrayRange(3, 1, -1) | 0 | 0 | [3,2,1]",
                "States.Array($.a, $.b, 'c') | null | 1.1 | [null,1.1,\"c\"]",
                "States.Array() | 0 | 0 | []",
                "States.StringSplit($.a, $.b) | \"This.is+a,test=string\" | \".+,=\" | [\"This\",\"is\",\"a\",\"test\",\"string\"]",
                "States.StringSplit($.a, $.b) | \", , ,\" | \",\" | [\" \",\" \"]",
                "States.StringSplit($.a, $.b) | \",,,,\" | \",\" | []",
                "States.MathAdd($.a, $.b) | -9 | 3 | -6",
                "States.MathAdd($.a, $.b) | 1.49 | 1.5 | 3",
                "States.MathAdd($.a, $.b) | -1.5 | -1.51 | -3",
                "States.MathAdd($.a, $.b) | 1.5 | 0 | 2",
                "States.Hash($.a, $.b) | \"input data\" | \"MD5\" | \"812f45842bc6d66ee14572ce20db8e86\"",
                "States.Hash($.a, $.b) | \"input data\" | \"SHA-1\" | \"aaff4a450a104cd177d28d18d74485e8cae074b7\"",
                "States.Hash($.a, $.b) | \"input data\" | \"SHA-256\" | \"b4a697a057313163aee33cd8d40c66e9f0f177e00cac2de32475ffff6169c3e3\"",
                "States.JsonMerge($.a, $.b, false) | {\"a\":{\"a1\":1},\"b\":2,\"d\":3} | {\"a\":{\"a3\":1},\"c\":3,\"d\":4} | {\"a\":{\"a3\":1},\"b\":2,\"d\":4,\"c\":3}",
                "States.StringToJson($.a) | \" \" | 0 | null",
                "States.StringToJson($.a) | \"{\\\"Arg1\\\": 1}\" | 0 | {\"Arg1\":1}",
                "States.JsonToString($.a) | {\"x\":[1]} | 0 | \"{\\\"x\\\":[1]}\"",
                "States.Base64Encode($.a) | \"Data to encode\" | 0 | \"RGF0YSB0byBlbmNvZGU=\"",
                "States.Base64Decode($.a) | \"RGF0YSB0byBlbmNvZGU=\" | 0 | \"Data to encode\"",
                "States.Format('fst={} and snd={}.', $.a, $.b) | 1.1 | null | \"fst=1.1 and snd=null.\"",
                "States.ArrayGetItem(States.StringSplit($$.Execution.Id, ':/'), 6) | 0 | 0 | \"machine\"",
            })
    void functionsAnswer(String function, String a, String b, String result) {
        assertThat(output(call(function, "{\"a\": " + a + ", \"b\": " + b + "}")))
                .isEqualTo(json(result));
    }

    /**
     * Recorded, of what is not there, by test_json_path_array_wildcard_or_slice_with_no_input:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/base/test_base.snapshot.json
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$[*] | {} | []",
                "$.items[*].itemValue | {} | []",
                "$.item.items[1:5] | {} | []",
                "$.items[*].v | {\"items\": [{\"v\": 1}, {}, {\"v\": 2}]} | [1, 2]",
                "$.items[1:] | {\"items\": [1, 2, 3]} | [2, 3]",
                "$.items[:1] | {\"items\": [1, 2, 3]} | [1]",
                "$.items[1:5] | {\"items\": [1, 2, 3]} | [2, 3]"
            })
    void aPathMayLeadToMany(String path, String input, String found) {
        assertThat(output(call(path, input))).isEqualTo(json(found));
    }

    /** Recorded by test_math_random, test_math_random_seeded and test_uuid. */
    @Test
    void chanceStaysWithinItsBounds() {
        assertThat(output(call("States.MathRandom(-99999, -9999)", "{}")).asInt())
                .isBetween(-99999, -10000);
    }

    @Test
    void aSeedGivesTheSameNumber() {
        assertThat(output(call(
                                "States.Format('{}', States.Array(States.MathRandom(0, 9, 3), States.MathRandom(0, 9, 3)))",
                                "{}"))
                        .asText())
                .matches("\\[(\\d), \\1]");
    }

    @Test
    void anIdIsUnique() {
        assertThat(output(call("States.UUID()", "{}")).asText()).hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.ArrayGetItem(States.Array(1), 1)",
                "States.Hash('a', 'CRC32')",
                "States.JsonMerge($, $, true)",
                "States.ArrayRange(0, 5000, 1)",
                "States.UUID(1)",
                "States.StringToJson('{')"
            })
    void whatAFunctionDoesNotTakeFailsTheState(String function) {
        assertThat(ended(call(function, "{}")).error()).isEqualTo("States.IntrinsicFailure");
    }
}
