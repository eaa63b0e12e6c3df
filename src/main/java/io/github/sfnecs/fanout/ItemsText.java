package io.github.sfnecs.fanout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.sfnecs.fanout.Items.Format;
import io.github.sfnecs.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the text of a file with items. */
public final class ItemsText {
    /** An execution's input at most. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
    public static final int MOST_BYTES = 256 * 1024;

    /** Jackson, and with it perhaps AWS, reads no more than 1000; a definition has its own around them. */
    private static final int DEEPEST = 900;

    /** What is wrong with a file whose name does not say what is in it. */
    public static final String NO_FORMAT = "its name ends in none of .json, .jsonl and .csv";

    /** What to do with more. */
    public static final String ON_S3 = "Put them into S3, aws s3 cp customers.jsonl s3://my-bucket/, and name them:"
            + " <s3><bucket>my-bucket</bucket><key>customers.jsonl</key></s3> instead";

    private ItemsText() {}

    /** What a file of this name is; empty where the name does not say. */
    public static Optional<Format> format(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (Format format : Format.values()) {
            if (lower.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /**
     * The items.
     *
     * @throws UnreadableItems where there are none, or too many
     */
    public static ArrayNode read(String text, Format format) {
        ArrayNode items = checked(
                switch (format) {
                    case JSON -> list(text);
                    case JSONL -> lines(text);
                    case CSV -> new CsvText(text).items();
                });
        if (items.isEmpty()) {
            throw new UnreadableItems("it has no items");
        }
        return items;
    }

    private static ArrayNode list(String text) {
        JsonNode json = value(text, 0);
        if (json instanceof ArrayNode list) {
            return list;
        }
        throw new UnreadableItems("it is not a list");
    }

    private static ArrayNode lines(String text) {
        ArrayNode items = Json.array();
        int line = 0;
        for (String each : text.split("\\R", -1)) {
            line++;
            if (!each.isBlank()) {
                items.add(value(each, line));
            }
        }
        return items;
    }

    /** The value; told with the line of the file, where it is one. */
    private static JsonNode value(String text, int line) {
        try {
            JsonNode value = Json.parse(text);
            if (!value.isMissingNode()) {
                return value;
            }
            throw new UnreadableItems("it is empty");
        } catch (JsonProcessingException e) {
            int at = line == 0 && e.getLocation() != null ? e.getLocation().getLineNr() : line;
            throw new UnreadableItems((at > 0 ? "line " + at + " of it" : "it") + " is not JSON");
        }
    }

    /** All of them have to fit into the input of one execution. */
    public static ArrayNode checked(ArrayNode items) {
        if (tooDeep(items)) {
            throw new UnreadableItems("it is more than " + DEEPEST + " levels deep");
        }
        int number = 0;
        for (JsonNode item : items) {
            int bytes = bytes(item);
            if (bytes > MOST_BYTES) {
                throw tooLong("its item " + number + " alone has " + bytes + " bytes as JSON, and a task's input has"
                        + " at most " + MOST_BYTES + " (256 KiB)");
            }
            number++;
        }
        int all = bytes(items);
        if (all > MOST_BYTES) {
            throw tooLong("it has " + items.size() + " items of " + all + " bytes as JSON, and an execution takes at"
                    + " most " + MOST_BYTES + " (256 KiB)");
        }
        return items;
    }

    private static UnreadableItems tooLong(String why) {
        return new UnreadableItems(why, true);
    }

    /** Level by level: so many calls within each other have no room on a stack. */
    private static boolean tooDeep(ArrayNode items) {
        List<JsonNode> level = List.of(items);
        for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
            List<JsonNode> next = new ArrayList<>();
            level.forEach(each -> each.forEach(next::add));
            next.removeIf(each -> !each.isContainerNode());
            level = next;
        }
        return !level.isEmpty();
    }

    private static int bytes(JsonNode json) {
        return Json.compact(json).getBytes(StandardCharsets.UTF_8).length;
    }
}
