package io.github.sfnecs.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fanout.Items.Format;
import io.github.sfnecs.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemsTextTest {
    private static String read(String text, Format format) {
        return Json.compact(ItemsText.read(text, format));
    }

    @Test
    void readsEachFormat() {
        assertThat(read("[1, {\"a\": \"b\"}]", Format.JSON)).isEqualTo("[1,{\"a\":\"b\"}]");
        assertThat(read("1\n\n{\"a\": \"b\"}\r\n", Format.JSONL)).isEqualTo("[1,{\"a\":\"b\"}]");
        assertThat(read("id,name\n1,Anna\n\n2,Bert\n", Format.CSV))
                .isEqualTo("[{\"id\":\"1\",\"name\":\"Anna\"},{\"id\":\"2\",\"name\":\"Bert\"}]");
    }

    @Test
    void aCellMayHaveCommasQuotesAndLineBreaks() {
        assertThat(read("id,name\r\n1,\"Anna \"\"the\r\nfirst\"\", they say\"\r\n2,", Format.CSV))
                .isEqualTo(
                        "[{\"id\":\"1\",\"name\":\"Anna \\\"the\\r\\nfirst\\\", they say\"},{\"id\":\"2\",\"name\":\"\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JSON|{}|it is not a list",
                "JSON|[]|it has no items",
                "JSON|``|it is empty",
                "JSON|[1,;,]|line 2 of it is not JSON",
                "JSONL|1;{|line 2 of it is not JSON",
                "JSONL|;|it has no items",
                "CSV|id,name|it has no items",
                "CSV|``|its first line is not a header, which names each column once",
                "CSV|1,1;2,3|its first line is not a header, which names each column once",
                "CSV|id,;2,3|its first line is not a header, which names each column once",
                "CSV|id,name;1;2,3|line 2 of it has 1 cells, its header 2",
                "CSV|id;\"1;2\";3,4|line 4 of it has 2 cells, its header 1",
                "CSV|id;\"1|the quote of line 2 in it does not end",
                "CSV|id;\"1\"2|line 2 of it has something behind a quoted cell",
            })
    void saysWhyItHasNone(Format format, String text, String why) {
        assertThatThrownBy(() -> read(text.replace(';', '\n'), format))
                .isInstanceOf(UnreadableItems.class)
                .hasMessage(why);
    }

    @Test
    void aDefinitionHasRoomForTheirLevels() {
        assertThatThrownBy(() -> read("[".repeat(1000) + "]".repeat(1000), Format.JSON))
                .hasMessage("it is more than 900 levels deep");
        assertThat(read("[".repeat(900) + "]".repeat(900), Format.JSON)).hasSize(1800);
    }

    @Test
    void allOfThemFitIntoAnExecution() {
        String item = "\"" + "x".repeat(300 * 1024) + "\"";

        assertThatThrownBy(() -> read("[1, " + item + "]", Format.JSON))
                .hasMessage(
                        "its item 1 alone has 307202 bytes as JSON, and a task's input has at most 262144 (256 KiB)");
        assertThatThrownBy(() -> read(
                        "\"" + "x".repeat(150 * 1024) + "\"\n" + "\"" + "x".repeat(150 * 1024) + "\"", Format.JSONL))
                .hasMessage("it has 2 items of 307207 bytes as JSON, and an execution takes at most 262144 (256 KiB)");
    }
}
