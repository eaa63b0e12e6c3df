package io.github.sfnecs.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What differs between two JSON documents, as a unified diff of their indented texts. */
final class JsonDiff {
    private static final int CONTEXT = 3;
    private static final int HEADER_LINES = 2;

    /** What somebody else deployed may have a megabyte, and comparing takes time by the square of the lines. */
    private static final int MOST_LINES = 2000;

    private static final int LONGEST_LINE = 1000;

    private JsonDiff() {}

    /** The diff from what is in AWS, if anything, to what is wanted. */
    static String of(Optional<JsonNode> actual, JsonNode wanted) {
        List<String> after = lines(wanted);
        if (actual.isEmpty()) {
            return after.stream().map(line -> "  +" + line).collect(Collectors.joining("\n"));
        }
        List<String> before = lines(actual.get());
        List<String> unified =
                UnifiedDiffUtils.generateUnifiedDiff("", "", before, DiffUtils.diff(before, after), CONTEXT);
        return unified.stream().skip(HEADER_LINES).map(line -> "  " + line).collect(Collectors.joining("\n"));
    }

    private static List<String> lines(JsonNode node) {
        return Text.bounded(Json.pretty(node), MOST_LINES, LONGEST_LINE).lines().toList();
    }
}
