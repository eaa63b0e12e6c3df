package io.github.sfnecs.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JSON text as its author laid it out: what was put into its objects after it was read comes first in them. */
final class Layout {
    private final String text;
    private final List<Json.Placed> objects;
    private final int[] sizes;
    private final Map<Map.Entry<String, JsonNode>, String> written = new HashMap<>();

    /**
     * Of a text that was just read.
     *
     * @param objects those into which something may be put, in the order of the text
     */
    Layout(String text, List<Json.Placed> objects) {
        this.text = text;
        this.objects = objects;
        this.sizes = objects.stream().mapToInt(placed -> placed.object().size()).toArray();
    }

    /** The text as it is by now, with nothing in it that a terminal would obey. */
    String text() {
        StringBuilder now = new StringBuilder(2 * text.length());
        int done = 0;
        for (int i = 0; i < sizes.length; i++) {
            ObjectNode object = objects.get(i).object();
            if (object.size() > sizes[i]) {
                int inside = objects.get(i).at() + 1;
                now.append(text, done, inside);
                add(object, sizes[i], whiteSpace(inside), now);
                done = inside;
            }
        }
        return Json.printable(now.append(text, done, text.length()).toString().stripTrailing());
    }

    private String whiteSpace(int from) {
        int end = from;
        while (Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(from, end);
    }

    /** Each comes behind the white space that is in front of the first member. */
    private void add(ObjectNode object, int before, String space, StringBuilder now) {
        int left = object.size();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (object.size() - left >= before) {
                now.append(space).append(written.computeIfAbsent(member, Layout::text));
                now.append(before > 0 || left > 1 ? "," : "").append(before > 0 && space.isEmpty() ? " " : "");
            }
            left--;
        }
    }

    private static String text(Map.Entry<String, JsonNode> member) {
        return Json.compact(Json.of(member.getKey())) + ": " + Json.compact(member.getValue());
    }
}
