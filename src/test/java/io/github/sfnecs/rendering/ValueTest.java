package io.github.sfnecs.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.rendering.Value.Literal;
import io.github.sfnecs.rendering.Value.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
    @ParameterizedTest
    @ValueSource(strings = {"$", "$$", "$.x", "$.a.b[0]", "$['a b']", "$[0]", "$$.Execution.Name", "$$['Map']"})
    void readsWhatBeginsWithADollarAsAPath(String text) {
        assertThat(Value.of(text)).isEqualTo(new Path(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain,plain",
                "\\$HOME,$HOME",
                "\\$.x,$.x",
                "\\\\$,\\\\$",
                "a\\$5,a\\$5",
                "\\${A}\\${B},${A}${B}",
                "\\$5 \\${A},$5 ${A}",
                "a \\${B},a ${B}",
                "\\n,\\n"
            })
    void readsTheRestAsItIsButForTheEscapedDollar(String text, String literal) {
        assertThat(Value.of(text)).isEqualTo(new Literal(literal));
    }

    /** What of a text is found out when the state runs, and what is not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // several parts
                "s3://$.bucket/$.key|States.Format('s3://{}/{}', $.bucket, $.key)",
                "x $.billing.start fixed|States.Format('x {} fixed', $.billing.start)",
                " $.x|States.Format(' {}', $.x)",
                "--day=$.day|States.Format('--day={}', $.day)",
                "a$.x|States.Format('a{}', $.x)",
                "$.a$.b|States.Format('{}{}', $.a, $.b)",
                "$.a b|States.Format('{} b', $.a)",
                "$.start-$.end|States.Format('{}-{}', $.start, $.end)",
                "Hello $.name.|States.Format('Hello {}.', $.name)",
                "wait for $.name...|States.Format('wait for {}...', $.name)",
                "$.major.$.minor|States.Format('{}.{}', $.major, $.minor)",
                "v$.major.1|States.Format('v{}.1', $.major)",
                "s3://$.from.bucket/$.from.key|States.Format('s3://{}/{}', $.from.bucket, $.from.key)",
                "s3://a/$.csv|States.Format('s3://a/{}', $.csv)",
                "$.file.csv|$.file.csv",
                "$$.Execution.Input.a.b of $$.Map.Item.Value.c|States.Format('{} of {}', $$.Execution.Input.a.b, $$.Map.Item.Value.c)",
                "run of $$.Execution.Name|States.Format('run of {}', $$.Execution.Name)",
                "item $.items[0] of $.items['a b'].c|States.Format('item {} of {}', $.items[0], $.items['a b'].c)",
                "$['first name'] $['last name']|States.Format('{} {}', $['first name'], $['last name'])",
                "it's {$.x}\\|States.Format('it\\'s \\{{}\\}\\\\', $.x)",
                "größe: $.größe|States.Format('größe: {}', $.größe)",
                "\\$HOME/$.x|States.Format('$HOME/{}', $.x)",
                "costs \\$.x, not $.x|States.Format('costs $.x, not {}', $.x)",
                "\\${A} $.x|States.Format('$\\{A\\} {}', $.x)",
                // functions
                "States.JsonToString($)|States.JsonToString($)",
                "States.UUID()|States.UUID()",
                "States.MathAdd( $.n , -1 )|States.MathAdd( $.n , -1 )",
                "States.Format('{} \\{\\} it\\'s', $.a-b)|States.Format('{} \\{\\} it\\'s', $.a-b)",
                "States.ArrayGetItem(States.StringSplit($.a, ','), 0)|States.ArrayGetItem(States.StringSplit($.a, ','), 0)",
                "id-States.UUID()|States.Format('id-{}', States.UUID())",
                "$.day of States.Hash($.x, 'SHA-1')|States.Format('{} of {}', $.day, States.Hash($.x, 'SHA-1'))",
                // one path, however JSONPath writes it
                "$.a-b|$.a-b",
                "$.a.*|$.a.*",
                "$..a|$..a",
                "$.a[*].b|$.a[*].b",
                "$.a[0:2]|$.a[0:2]",
                "$.a['x','y']|$.a['x','y']",
                "$.a[?(@.b == 'c')].d|$.a[?(@.b == 'c')].d",
                "$.a.length()|$.a.length()",
            })
    void fillsInPathsAndFunctionsWhereverTheyStand(String text, String argument) {
        assertThat(Value.of(text)).isNotInstanceOf(Literal.class);
        assertThat(Value.of(text).asArgument()).isEqualTo(argument);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cost: $",
                "5$ of 42",
                "pay $5.00",
                "a $.50 stamp",
                "echo $HOME $1 $? $# $@ $* $(date) $((1 + 2))",
                "kill $$",
                "grep '^a$' x",
                "^[a-z]$[0-9]",
                "a.b$",
                "echo $[1+2]",
                "States.Runtime",
                "it failed with States.TaskFailed (exit 1)",
                "MyStates.Format('{}', 1)",
                "States.Unheard of",
                "States.TaskFailed (exit 1)",
                "{% if x %}y{% endif %}",
                "a\\$5"
            })
    void leavesWhatOnlyHasADollarInIt(String text) {
        assertThat(Value.of(text)).isEqualTo(new Literal(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "s3://\\$.bucket/\\$.key|s3://$.bucket/$.key",
                "\\$$.Execution.Name|$$.Execution.Name",
                "a\\$$.Execution.Name|a$$.Execution.Name",
                "/tmp/x.\\$$.txt|/tmp/x.$$.txt",
                "a\\$.file.csv|a$.file.csv",
                "\\$.a of \\$[0]|$.a of $[0]",
            })
    void takesABackslashForALiteralDollarWhereAPathWouldBegin(String text, String literal) {
        assertThat(Value.of(text)).isEqualTo(new Literal(literal));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$5.00|it begins with a dollar, so it has to be a JSONPath|\\$HOME",
                "run-$.date-final|where its path $.date ends can't be told|States.Format('{}-…', $.date)",
                "s3://a/$.file.csv|whether .csv in it belongs to the path can't be told|States.Format('{}.csv', $.file)",
                "s3://a/$$.Execution.Name.JSON|whether .JSON in it|States.Format('{}.JSON', $$.Execution.Name)",
                "/tmp/x.$$.out|it has the path $$.out, and a context has nothing there|\\$$.out for a literal dollar",
                "a $$.Execution.Nam|it has the path $$.Execution.Nam, and|$$.Execution.Name",
                "a $$.Execution.Name.b|it has the path $$.Execution.Name.b, and|$$.Execution.Name",
                "States.jsonToString($)|there is no intrinsic function States.jsonToString|States.JsonToString(…)",
                "States.Format('{}, $.x)|States.Format in it is not called with texts in single quotes|States.Format('{} of {}'",
                "a States.Format(b) c|States.Format in it is not called with texts in single quotes|for a literal text",
                "States.Format ('{}', $.x)|States.Format in it is not called with texts in single quotes|States.Format('{} of {}'",
                "States.Format('{} of {}', $.x)|States.Format in it has 2 times {}, and 1 value for them|\\{\\} for a literal {}",
                "a States.Format('{}')|States.Format in it has 1 times {}, and 0 values for them|\\{\\} for a literal {}",
                "States.UUID('x')|States.UUID in it has 1 argument, and takes 0|States.UUID()",
                "States.Hash($.x)|States.Hash in it has 1 argument, and takes 2|'SHA-256'",
                "States.Hash($.x, 'MD4')|States.Hash in it has the algorithm 'MD4'|'SHA-256'",
                "States.Array(States.JsonToString())|States.JsonToString in it has 0 arguments, and takes 1|States.JsonToString(…)",
                "$$.Execution.Nam|it has the path $$.Execution.Nam, and|$$.Execution.Name",
                "$$.Execution.StartTime.gz|it has the path $$.Execution.StartTime.gz, and|States.Format('{}.gz', $$.Execution.StartTime)",
                "$$.Executions|it has the path $$.Executions, and|$$.Execution.Name",
                "last $.items[-1:]|where its path $.items ends can't be told|States.Format('{}[…', $.items)",
                "all $.items[*].id|where its path $.items ends can't be told|$.items[*] by itself",
                "ls $.dir.*|where its path $.dir ends can't be told|States.Format('{}.*…', $.dir)",
                "log $.from..main|where its path $.from ends can't be told|States.Format('{}..…', $.from)",
                "user@$.host.com|whether .com in it belongs to the path|States.Format('{}.com', $.host)",
                "{% $states.input.x %}|it is JSONata, and the state machine is written in JSONPath|$.customer",
                " {%$x%} |it is JSONata|$.customer",
            })
    void refusesWhatCouldBeMeantEitherWay(String text, String wrong, String fix) {
        assertThatExceptionOfType(Value.Unreadable.class)
                .isThrownBy(() -> Value.of(text))
                .satisfies(unreadable -> {
                    assertThat(unreadable.getMessage()).startsWith(wrong);
                    assertThat(unreadable.fix()).contains(fix);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$$",
                "$$.Execution",
                "$$.State",
                "$$.Task",
                "$$.Map.Item",
                "$$.Map.Item.Value.id",
                "$$.Execution.Input",
                "$$.Execution.Input.a.b",
                "$$.Execution['Name']",
                "$$..Name",
            })
    void takesWhatAContextMayHave(String text) {
        assertThat(Value.of(text)).isEqualTo(new Path(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b|a;b",
                "$.a,b|$.a;b",
                "States.Format('{},{}', $.a, $.b),c|States.Format('{},{}', $.a, $.b);c",
                "x=States.ArrayGetItem(States.StringSplit('p,q', ','), 1),c|x=States.ArrayGetItem(States.StringSplit('p,q', ','), 1);c",
                "$['a,b'],c|$['a,b'];c",
                "a,,b|a;;b",
                "a,|a;",
                "f(a,b)|f(a;b)",
                "States.Format('{}),b|States.Format('{});b",
                "a,States.UUID('x', 'y')|a;States.UUID('x', 'y')",
            })
    void partsAListWhereACommaIsNotInAFunctionOrAPath(String text, String parts) {
        assertThat(Value.parted(text)).containsExactly(parts.split(";", -1));
    }

    @Test
    void endsWhereFunctionsAreNestedDeeperThanAwsNestsThem() {
        assertThat(Value.of("States.Array(".repeat(10) + ")".repeat(10))).isNotInstanceOf(Literal.class);
        assertThatExceptionOfType(Value.Unreadable.class)
                .isThrownBy(() -> Value.of("States.Array(".repeat(5_000) + ")".repeat(5_000)));
    }

    @Test
    void readsAnEmptyTextAsItIs() {
        assertThat(Value.of("")).isEqualTo(new Literal(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$HOME", "$ 5", "$5", "$.", "$$.", "$$$.x", "$[", "${x}"})
    void refusesADollarThatBeginsNoPath(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Value.of(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "plain,'plain'",
                "it's,'it\\'s'",
                "{},'\\{\\}'",
                "a\\b,'a\\\\b'",
                "{\\'},'\\{\\\\\\'\\}'",
                "\\$5,'$5'",
                "$.x,$.x"
            })
    void escapesWhatIntrinsicFunctionsGiveAMeaning(String text, String argument) {
        assertThat(Value.of(text).asArgument()).isEqualTo(argument);
    }

    @Test
    void leavesAListOfLiteralsAsItIs() {
        assertThat(command("a", "it's {}", "\\$5")).isEqualTo("{\"Command\":[\"a\",\"it's {}\",\"$5\"]}");
    }

    @Test
    void makesAListThatMixesLiteralsAndPathsAnArrayOfTheIntrinsicFunctions() {
        assertThat(command("--for", "$.x", "it's"))
                .isEqualTo("{\"Command.$\":\"States.Array('--for', $.x, 'it\\\\'s')\"}");
    }

    @Test
    void makesAListOfPathsAnArrayToo() {
        assertThat(command("$.x", "$$.Execution.Id"))
                .isEqualTo("{\"Command.$\":\"States.Array($.x, $$.Execution.Id)\"}");
    }

    @Test
    void makesATextOfSeveralPartsOneElementOfTheList() {
        assertThat(command("s3://$.bucket/$.key"))
                .isEqualTo("{\"Command.$\":\"States.Array(States.Format('s3://{}/{}', $.bucket, $.key))\"}");
    }

    @Test
    void takesASingleFunctionThatGivesAListForTheWholeList() {
        assertThat(command("States.StringSplit($.line, ' ')"))
                .isEqualTo("{\"Command.$\":\"States.StringSplit($.line, ' ')\"}");
        assertThat(command("States.UUID()")).isEqualTo("{\"Command.$\":\"States.Array(States.UUID())\"}");
    }

    @Test
    void takesASinglePathForTheWholeList() {
        assertThat(command("$.command")).isEqualTo("{\"Command.$\":\"$.command\"}");
    }

    @Test
    void putsNothingForAnEmptyList() {
        assertThat(command()).isEqualTo("{}");
    }

    private static String command(String... values) {
        ObjectNode node = Json.object();
        Value.putListInto(node, "Command", Arrays.stream(values).map(Value::of).toList());
        return node.toString();
    }
}
