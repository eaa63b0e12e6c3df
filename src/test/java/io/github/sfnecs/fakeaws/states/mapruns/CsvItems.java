package io.github.sfnecs.fakeaws.states.mapruns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The rows of a CSV file: fields may be quoted, what a row has too few of is empty, what it has too many of is left out. Recorded by
 * test_map_item_reader_base_csv_* and test_map_item_reader_csv_*, see RecordedItemReaderTest.
 */
final class CsvItems {

    private static final Map<String, Character> DELIMITERS =
            Map.of("COMMA", ',', "PIPE", '|', "SEMICOLON", ';', "SPACE", ' ', "TAB", '\t');

    private final char delimiter;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private boolean quoted;
    private boolean closed;

    private CsvItems(char delimiter) {
        this.delimiter = delimiter;
    }

    static List<JsonNode> of(String text, JsonNode config) {
        CsvItems csv = new CsvItems(DELIMITERS.get(config.path("CSVDelimiter").asText("COMMA")));
        text.replace("\r\n", "\n").chars().forEach(c -> csv.read((char) c));
        csv.endOfFile();
        boolean given = config.path("CSVHeaderLocation").asText().equals("GIVEN");
        List<String> headers = given
                ? StreamSupport.stream(config.path("CSVHeaders").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : csv.rows.isEmpty() ? List.of() : csv.rows.remove(0);
        if (new HashSet<>(headers).size() < headers.size()) {
            throw ItemReader.failure("CSV headers cannot contain duplicates.");
        }
        return csv.rows.stream().map(fields -> item(headers, fields)).toList();
    }

    private static JsonNode item(List<String> headers, List<String> fields) {
        ObjectNode item = Json.object();
        for (int i = 0; i < headers.size(); i++) {
            item.put(headers.get(i), i < fields.size() ? fields.get(i) : "");
        }
        return item;
    }

    private void read(char c) {
        if (c == '"') {
            if (closed) {
                field.append(c);
            }
            closed = quoted;
            quoted = !quoted;
            return;
        }
        closed = false;
        if (!quoted && c == delimiter) {
            endOfField();
        } else if (!quoted && c == '\n') {
            endOfRow();
        } else {
            field.append(c);
        }
    }

    private void endOfField() {
        row.add(field.toString());
        field.setLength(0);
    }

    private void endOfRow() {
        if (!row.isEmpty() || !field.isEmpty()) {
            endOfField();
            rows.add(row);
            row = new ArrayList<>();
        }
    }

    private void endOfFile() {
        if (quoted) {
            throw ItemReader.failure("A quoted field has no end.");
        }
        endOfRow();
    }
}
