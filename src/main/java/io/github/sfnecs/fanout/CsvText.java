package io.github.sfnecs.fanout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads comma-separated values: the first row has the names, a quoted cell may have commas, quotes and line breaks. RFC 4180. */
final class CsvText {
    private final String text;
    private int at;
    private int line = 1;

    CsvText(String text) {
        this.text = text;
    }

    /** An object of texts for each row but the first. */
    ArrayNode items() {
        List<String> names = row();
        if (names.stream().anyMatch(String::isBlank) || new HashSet<>(names).size() < names.size()) {
            throw new UnreadableItems("its first line is not a header, which names each column once");
        }
        ArrayNode items = Json.array();
        while (at < text.length()) {
            int begin = line;
            List<String> cells = row();
            if (cells.equals(List.of(""))) {
                continue;
            }
            if (cells.size() != names.size()) {
                throw new UnreadableItems(
                        "line " + begin + " of it has " + cells.size() + " cells, its header " + names.size());
            }
            ObjectNode item = items.addObject();
            for (int i = 0; i < cells.size(); i++) {
                item.put(names.get(i), cells.get(i));
            }
        }
        return items;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        do {
            cells.add(cell());
        } while (skip(','));
        if (!endOfLine() && at < text.length()) {
            throw new UnreadableItems("line " + line + " of it has something behind a quoted cell");
        }
        return cells;
    }

    private boolean skip(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    private boolean endOfLine() {
        boolean carriage = skip('\r');
        boolean there = skip('\n') || carriage;
        line += there ? 1 : 0;
        return there;
    }

    private String cell() {
        if (skip('"')) {
            return quoted();
        }
        int begin = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        int begin = line;
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == '"' && !skip('"')) {
                return cell.toString();
            }
            line += next == '\n' ? 1 : 0;
            cell.append(next);
        }
        throw new UnreadableItems("the quote of line " + begin + " in it does not end");
    }
}
